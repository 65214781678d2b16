"""The log of what was done with the data, and the printed tick sheets."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from backfour.adapters.store.faults import plainly
from backfour.adapters.store.models import StoredDeed, StoredSheet
from backfour.app.ports import Deed


class DjangoDeeds:
    """The log of the configured data folder."""

    def add(self, deeds: Iterable[Deed]) -> None:
        """Add lines."""
        rows = [
            StoredDeed(
                at=deed.at,
                instant_us=deed.instant // 1000,
                what=deed.what,
                detail=json.dumps(deed.detail, sort_keys=True),
            )
            for deed in deeds
        ]
        with plainly():
            StoredDeed.objects.bulk_create(rows)

    def all(self) -> tuple[Deed, ...]:
        """Return every line, oldest first."""
        with plainly():
            rows = StoredDeed.objects.order_by("instant_us", "pk")
            return tuple(
                Deed(row.at, row.instant_us * 1000, row.what, json.loads(row.detail))
                for row in rows
            )

    def replace(self, deeds: Iterable[Deed]) -> None:
        """Put these lines in place of all that are there."""
        with plainly(), transaction.atomic():
            StoredDeed.objects.all().delete()
            self.add(deeds)


class DjangoSheets:
    """The printed tick sheets of the configured data folder."""

    def get(self, code: str) -> dict[str, Any] | None:
        """Return the sheet of this code."""
        with plainly():
            row = StoredSheet.objects.filter(code=code).first()
        return None if row is None else dict(json.loads(row.body))

    def all(self) -> tuple[dict[str, Any], ...]:
        """Return every sheet, the first printed first."""
        with plainly():
            rows = StoredSheet.objects.order_by("pk").values_list("body", flat=True)
            return tuple(dict(json.loads(body)) for body in rows)

    def put(self, sheets: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Keep sheets, each in place of the one with the same code."""
        with plainly(), transaction.atomic():
            for code, body in sheets:
                StoredSheet.objects.update_or_create(
                    code=code, defaults={"body": json.dumps(body, sort_keys=True)}
                )
