"""Drafts, settings and one-time links: kept beside the history, never part of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from backfour.adapters.store.faults import plainly
from backfour.adapters.store.models import DoorToken, StoredDraft, StoredSetting
from backfour.adapters.store.portions import portions
from backfour.app.ports import Draft

OWN_PREFIX = "store."
"""Settings of the store itself; the person neither sees nor exports them."""


class DjangoDrafts:
    """What is begun and not yet told."""

    def keep(self, draft: Draft) -> None:
        """Store a draft, in place of the one with the same key."""
        with plainly():
            StoredDraft.objects.update_or_create(
                key=draft.key,
                defaults={"kind": draft.kind, "data": json.dumps(draft.data), "at": draft.at},
            )

    def get(self, key: str) -> Draft | None:
        """Return the draft of this key."""
        with plainly():
            row = StoredDraft.objects.filter(key=key).first()
        return None if row is None else _draft(row.key, row.kind, row.data, row.at)

    def all(self) -> tuple[Draft, ...]:
        """Return every draft, oldest first."""
        with plainly():
            rows = StoredDraft.objects.order_by("pk").values_list("key", "kind", "data", "at")
            return tuple(_draft(*row) for row in rows)

    def drop(self, keys: Iterable[str]) -> None:
        """Forget these drafts."""
        with plainly():
            for some in portions(keys):
                StoredDraft.objects.filter(key__in=some).delete()


class DjangoSettings:
    """What the person has set."""

    def all(self) -> dict[str, Any]:
        """Return every value that was set."""
        with plainly():
            rows = StoredSetting.objects.values_list("key", "value")
            return {key: json.loads(value) for key, value in rows if not key.startswith(OWN_PREFIX)}

    def put(self, values: Mapping[str, Any]) -> None:
        """Set these values and leave the others."""
        with plainly():
            for key, value in values.items():
                StoredSetting.objects.update_or_create(
                    key=key, defaults={"value": json.dumps(value)}
                )


class DjangoTokens:
    """Hashes of the one-time links."""

    def add(self, digest: str, expires: int) -> None:
        """Remember a link by its hash, until an instant in nanoseconds."""
        with plainly():
            DoorToken.objects.create(digest=digest, expires=expires)

    def use(self, digest: str, now: int) -> bool:
        """Use a link up; tells whether it was known, unused and in time."""
        with plainly():
            DoorToken.objects.filter(expires__lt=now).delete()
            known = DoorToken.objects.filter(digest=digest, used=False, expires__gte=now)
            return known.update(used=True) == 1


def _draft(key: str, kind: str, data: str, at: str) -> Draft:
    return Draft(key, kind, json.loads(data), at)
