"""What the person has set: name, country, language, voice, size of text, order and pace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from backfour.app.ports import EventStore, Settings
from backfour.core.errors import Refused
from backfour.core.quiet import NIGHT, Quiet
from backfour.core.sitting.breaks import LEAST_EVERY_MIN, MOST_EVERY_MIN, USUAL_EVERY_MIN
from backfour.core.sitting.exceptions import EXCEPTIONS
from backfour.core.vocabulary import EXERCISES

LONGEST_NAME = 60
LONGEST_TEXT = 200

QUIET: Final = ("quiet_from_min", "quiet_until_min")
"""Quiet hours in an export: they are kept with the reminders and changed there."""
OLD_QUIET: Final = ("breaks_quiet_from_min", "breaks_quiet_until_min")
"""The same in exports of earlier versions, for breaks alone."""

OLD_PACE: Final = "usual"
"""Written by earlier versions, whose first session was practice all the same: read as ``auto``."""


class Setting(NamedTuple):
    """One setting: its value until the person sets it, and what it may be."""

    default: Any
    refuse: Callable[[Any], str | None]


def _text(longest: int) -> Callable[[Any], str | None]:
    def refuse(value: Any) -> str | None:
        if not isinstance(value, str) or len(value) > longest:
            return f"must be a text of at most {longest} letters"
        if any(ord(letter) < 32 or "\ud800" <= letter <= "\udfff" for letter in value):
            return "holds letters that cannot be written"
        return None

    return refuse


def _whole(low: int, high: int) -> Callable[[Any], str | None]:
    def refuse(value: Any) -> str | None:
        if type(value) is int and low <= value <= high:
            return None
        return f"must be a whole number from {low} to {high}"

    return refuse


def _one_of(*options: str) -> Callable[[Any], str | None]:
    def refuse(value: Any) -> str | None:
        return None if value in options else "must be one of " + ", ".join(options)

    return refuse


def _switch(value: Any) -> str | None:
    return None if isinstance(value, bool) else "must be true or false"


def _movements(value: Any) -> str | None:
    if not isinstance(value, list) or len(set(map(str, value))) != len(value):
        return "must be a list of movements"
    return None if all(one in EXERCISES for one in value) else "must be a list of movements"


def _country(value: Any) -> str | None:
    if value is None or value == "other":
        return None
    if isinstance(value, str) and len(value) == 2 and value.isascii() and value.isupper():
        return None
    return "must be two capital letters, other, or nothing"


def _language(value: Any) -> str | None:
    if isinstance(value, str) and 2 <= len(value) <= 12 and value.replace("-", "").isalnum():
        return None
    return "must be a language code"


def _exceptions(value: Any) -> str | None:
    if value is None or (isinstance(value, list) and all(one in EXCEPTIONS for one in value)):
        return None
    return "must be null or a list of exceptions to the sitting rule"


SETTINGS: Final[dict[str, Setting]] = {
    "name": Setting("", _text(LONGEST_NAME)),
    "country": Setting(default=None, refuse=_country),
    "language": Setting("en", _language),
    "welcomed": Setting(default=False, refuse=_switch),
    "heard": Setting(default=None, refuse=lambda value: None if value is None else _switch(value)),
    "voice_on": Setting(default=True, refuse=_switch),
    "voice": Setting("", _text(LONGEST_TEXT)),
    "voice_rate_percent": Setting(100, _whole(50, 150)),
    "tones_on": Setting(default=True, refuse=_switch),
    "knocks_on": Setting(default=False, refuse=_switch),
    "knocks_sensitivity": Setting("usual", _one_of("low", "usual", "high")),
    "camera_for": Setting([], _movements),
    "camera_keep": Setting(default=False, refuse=_switch),
    "text_size_percent": Setting(100, _whole(80, 250)),
    "still_pictures": Setting(default=False, refuse=_switch),
    "theme": Setting("auto", _one_of("auto", "light", "dark")),
    "order": Setting("usual", _one_of("usual", "fewer_ups")),
    "pace": Setting("auto", _one_of("auto", "practice", "short", OLD_PACE)),
    "practised": Setting(default=False, refuse=_switch),
    "guide": Setting("film", _one_of("film", "ears")),
    "seconds_on": Setting(default=True, refuse=_switch),
    "sitting_exceptions": Setting(default=None, refuse=_exceptions),
    "breaks_on": Setting(default=True, refuse=_switch),
    "breaks_spoken": Setting(default=False, refuse=_switch),
    "break_every_min": Setting(USUAL_EVERY_MIN, _whole(LEAST_EVERY_MIN, MOST_EVERY_MIN)),
    "icon_offered": Setting(default=False, refuse=_switch),
    "last_backup": Setting(
        default=None, refuse=lambda value: None if value is None else _text(40)(value)
    ),
}
"""Every setting there is. Settings are not history: they never change the programme.

``practised`` is no longer used; exports of earlier versions hold it.
"""


class Preferences:
    """Reads and changes what the person has set."""

    def __init__(self, settings: Settings, store: EventStore, quiet: Callable[[], Quiet]) -> None:
        self._settings = settings
        self._store = store
        self._quiet = quiet

    def read(self) -> dict[str, Any]:
        """Return every setting by name, those never set with their default."""
        kept = self._settings.all()
        if kept.get("pace") == OLD_PACE:
            kept = {**kept, "pace": "auto"}
        return {name: kept.get(name, setting.default) for name, setting in SETTINGS.items()}

    def chosen(self) -> dict[str, Any]:
        """Return only what was set."""
        kept = self._settings.all()
        return {name: kept[name] for name in SETTINGS if name in kept}

    def exported(self) -> dict[str, Any]:
        """Return only what was set, quiet hours too, as export writes it (`parted` reads it)."""
        quiet = self._quiet()
        hours = {} if quiet == NIGHT else dict(zip(QUIET, quiet, strict=True))
        return {**self.chosen(), **hours}

    def change(self, **values: Any) -> dict[str, Any]:
        """Set some settings, all or none, and return every setting.

        Raises
        ------
        Refused
            Naming the setting that is unknown or has an impossible value.
        """
        accepted(values)
        with self._store.writing():
            self._settings.put(values)
        return self.read()


def accepted(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return settings as they came, or refuse the first that is wrong.

    Raises
    ------
    Refused
        Naming the setting.
    """
    for name, value in values.items():
        if name not in SETTINGS:
            raise Refused(name, "is not a known setting")
        if wrong := SETTINGS[name].refuse(value):
            raise Refused(name, wrong)
    return values


def parted(values: Mapping[str, Any]) -> tuple[dict[str, Any], Quiet | None]:
    """Part what an export holds into settings and quiet hours; None where these were never set.

    Raises
    ------
    Refused
        Naming the quiet hour that has an impossible value.
    """
    settings = {name: value for name, value in values.items() if name not in {*QUIET, *OLD_QUIET}}
    names = next((pair for pair in (QUIET, OLD_QUIET) if any(name in values for name in pair)), ())
    if not names:
        return settings, None
    hours = Quiet(*(values.get(name, usual) for name, usual in zip(names, NIGHT, strict=True)))
    for name, minute in zip(names, hours, strict=True):
        if wrong := _whole(0, 1439)(minute):
            raise Refused(name, wrong)
    return settings, hours
