"""Paired devices and the code that lets one more in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db import transaction

from backfour.adapters.store.faults import plainly
from backfour.adapters.store.models import PairedDevice, PairingCode
from backfour.app.ports import Code, Device

_COLUMNS: Final = ("pk", "name", "paired", "seen", "expires", "digest")


class DjangoDevices:
    """The devices of the configured data folder."""

    def add(self, device: Device) -> None:
        """Remember a device; its ``id`` is drawn by the store."""
        with plainly():
            PairedDevice.objects.create(
                name=device.name,
                paired=device.paired,
                seen=device.seen,
                expires=device.expires,
                digest=device.digest,
            )

    def find(self, digest: str) -> Device | None:
        """Return the device with this hash."""
        with plainly():
            row = PairedDevice.objects.filter(digest=digest).values_list(*_COLUMNS).first()
        return None if row is None else Device(*row)

    def all(self) -> tuple[Device, ...]:
        """Return every device, the longest paired first."""
        with plainly():
            rows = PairedDevice.objects.order_by("pk").values_list(*_COLUMNS)
            return tuple(Device(*row) for row in rows)

    def saw(self, device: int, at: str, expires: int) -> None:
        """Remember when a device was last here, and until when it stays let in."""
        with plainly():
            PairedDevice.objects.filter(pk=device).update(seen=at, expires=expires)

    def remove(self, device: int) -> None:
        """Forget a device."""
        with plainly():
            PairedDevice.objects.filter(pk=device).delete()

    def replace(self, devices: Iterable[Device]) -> None:
        """Put these devices in place of all that are known; no code stays good."""
        with plainly(), transaction.atomic():
            self.keep_code(None)
            PairedDevice.objects.all().delete()
            for device in devices:
                self.add(device)

    def code(self) -> Code | None:
        """Return the code as it was kept last."""
        with plainly():
            row = PairingCode.objects.values_list("digits", "expires", "tries").first()
        return None if row is None else Code(*row)

    def keep_code(self, code: Code | None) -> None:
        """Keep a code in place of the one before, or none."""
        with plainly(), transaction.atomic():
            PairingCode.objects.all().delete()
            if code is not None:
                PairingCode.objects.create(**code._asdict())
