"""The movements and their doses, read from one text that a doctor can check line by line.

The text is ``catalogue.toml`` beside this module; whoever has a disk (bootstrap, the
browser's worker) hands it over. Source of every number: clinical-spec section 3.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from backfour.core.exercises.reading import Table
from backfour.core.vocabulary import CEILINGS, CODES, EXERCISES, FLAGS

Place = Literal["floor", "bed", "standing"]
Kind = Literal["hold", "turns", "sided_hold", "reps", "circles"]
Evidence = Literal["article", "trials", "ours"]

PLACES: Final = ("floor", "bed", "standing")
KINDS: Final = ("hold", "turns", "sided_hold", "reps", "circles")
EVIDENCE: Final = ("article", "trials", "ours")
LIMBS: Final = ("", "arm", "leg", "knees")


@dataclass(frozen=True, slots=True)
class Camera:
    """Where a camera would stand; ``default`` tells whether it is suggested at all."""

    view: str
    height_cm: tuple[int, int]
    distance_m: tuple[float, float]
    held: str
    default: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """What may go wrong, and the cue for it; ``remind``: also said without a camera."""

    id: str
    cue: str
    remind: bool


@dataclass(frozen=True, slots=True)
class Note:
    """An adaptation told to a person who has one of ``flags``, save in the named forms."""

    key: str
    flags: frozenset[str]
    not_forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to do a level: a level has several where bodies differ (clinical-spec 3, "Adapt").

    ``name`` is empty where the level has only one form. ``limb`` is what a side names,
    ``side_say`` the key that names it aloud when ``.left`` or ``.right`` is added. ``setup`` is
    said on the way into position, ``fuller`` instead of it where it is new or nobody looks.
    """

    name: str
    flags: frozenset[str]
    place: Place | None
    limb: str
    side_say: str
    film: str
    differs: str
    setup: tuple[str, ...]
    fuller: tuple[str, ...]
    out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """One dose.

    ``seconds`` is the hold (``hold``; per side for ``sided_hold``; of one repetition for
    ``reps``), the whole time (``turns``) or the cap per side (``circles``). Fields that do
    not apply to the kind are 0.
    """

    number: int
    kind: Kind
    seconds: int
    rolls_last_s: int
    side_s: int
    range_deg: int
    reps: int
    up_s: int
    down_s: int
    rest_s: int
    long_rest_s: int
    circles: int
    evidence: Evidence
    remind: tuple[str, ...]
    forms: tuple[Form, ...]

    def form(self, flags: Collection[str]) -> Form:
        """Choose the form for a body: the first whose flags are met, else the usual one."""
        return next(form for form in self.forms if not form.flags or form.flags & set(flags))


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement with all its levels; texts are keys of ``words``."""

    id: str
    code: str
    place: Place
    places: tuple[tuple[str, Place], ...]
    equipment: tuple[str, ...]
    stop: tuple[str, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]
    camera: Camera
    levels: tuple[Level, ...]

    def level(self, number: int) -> Level:
        """The dose of a level; ``ValueError`` where the movement has no such level."""
        if not 0 <= number < len(self.levels):
            raise ValueError(f"{self.id} has no level {number}")
        return self.levels[number]

    def place_for(self, form: Form, flags: Collection[str]) -> Place:
        """Where this body does it: the form's own place, else as the flags ask, else the usual."""
        moved = next((place for flag, place in self.places if flag in flags), self.place)
        return form.place or moved

    def notes_for(self, form: Form, flags: Collection[str]) -> tuple[str, ...]:
        """Keys of what is adapted for these flags."""
        mine = set(flags)
        return tuple(n.key for n in self.notes if n.flags & mine and form.name not in n.not_forms)

    def level_key(self, number: int, form: Form) -> str:
        """Key of the sentence that tells what this level is."""
        return f"move.{self.id}.level.{number}" + (f".{form.name}" if form.name else "")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All five, and how to get up from each place."""

    movements: tuple[Movement, ...]
    getting_up: Mapping[str, tuple[str, ...]]

    def movement(self, exercise: str) -> Movement:
        """One movement by id; ``ValueError`` where it is unknown."""
        for movement in self.movements:
            if movement.id == exercise:
                return movement
        raise ValueError(f"unknown exercise: {exercise}")


def load_catalogue(text: str) -> Catalogue:
    """Read the catalogue and check every entry.

    Parameters
    ----------
    text
        TOML as in ``catalogue.toml``.

    Raises
    ------
    ValueError
        Naming the entry that is missing or wrong; also for text that is not TOML.
    """
    root = Table(tomllib.loads(text), "catalogue")
    up = root.table("getting_up")
    movements = tuple(_movement(table) for table in root.tables("movement"))
    catalogue = Catalogue(movements, {place: up.texts(place, filled=False) for place in PLACES})
    root.close()
    up.close()
    if tuple(m.id for m in movements) != EXERCISES:
        raise ValueError(f"catalogue.movement: must be, in order, {', '.join(EXERCISES)}")
    return catalogue


def _movement(table: Table) -> Movement:
    name = table.one_of("id", EXERCISES)
    table.where = name
    camera = table.table("camera")
    shared: dict[str, Any] = {
        "limb": table.one_of("limb", LIMBS),
        "side_say": table.text("side_say") if table.has("side_say") else "",
        "setup": table.texts("setup"),
        "fuller": table.texts("fuller"),
        "out": table.texts("out"),
    }
    faults = tuple(_fault(entry) for entry in table.tables("faults"))
    shared["remind"] = tuple(fault.cue for fault in faults if fault.remind)
    movement = Movement(
        id=name,
        code=table.one_of("code", (CODES[name],)),
        place=cast("Place", table.one_of("place", PLACES)),
        places=tuple(_place_rule(entry) for entry in table.tables("places")),
        equipment=table.texts("equipment"),
        stop=table.texts("stop"),
        faults=faults,
        notes=tuple(_note(entry) for entry in table.tables("notes")),
        camera=_camera(camera),
        levels=tuple(_level(entry, shared) for entry in table.tables("level")),
    )
    table.close()
    if [level.number for level in movement.levels] != list(range(CEILINGS[name] + 1)):
        raise ValueError(f"{name}.level: numbers must run from 0 to {CEILINGS[name]}")
    return movement


def _camera(table: Table) -> Camera:
    low, high = table.span("height_cm")
    near, far = table.span("distance_m")
    camera = Camera(
        view=table.one_of("view", ("side", "behind")),
        height_cm=(int(low), int(high)),
        distance_m=(near, far),
        held=table.one_of("held", ("landscape", "portrait")),
        default=table.truth("default"),
    )
    table.close()
    return camera


def _fault(table: Table) -> Fault:
    fault = Fault(table.text("id"), table.text("cue"), table.truth("remind"))
    table.close()
    return fault


def _place_rule(table: Table) -> tuple[str, Place]:
    rule = table.one_of("flag", FLAGS), cast("Place", table.one_of("place", PLACES))
    table.close()
    return rule


def _note(table: Table) -> Note:
    forms = frozenset(table.texts("not_forms", filled=False))
    note = Note(table.text("key"), _flags(table, filled=True), forms)
    table.close()
    return note


def _flags(table: Table, *, filled: bool) -> frozenset[str]:
    flags = table.texts("flags", filled=filled)
    for flag in flags:
        if flag not in FLAGS:
            raise ValueError(f"{table.where}.flags: unknown flag {flag}")
    return frozenset(flags)


_NEEDS: Final[dict[str, tuple[str, ...]]] = {
    "hold": (),
    "turns": ("side_s", "range_deg"),
    "sided_hold": (),
    "reps": ("reps", "up_s", "down_s", "rest_s", "long_rest_s"),
    "circles": ("circles",),
}
_NUMBERS: Final = (
    "side_s", "range_deg", "reps", "up_s", "down_s", "rest_s", "long_rest_s", "circles",
)  # fmt: skip


def _level(table: Table, shared: Mapping[str, Any]) -> Level:
    number = table.count("number", least=0)
    table.where = f"{table.where} {number}"
    kind = table.one_of("kind", KINDS)
    own = dict(shared)
    own |= _setup(table, shared)
    if table.has("remind"):
        own["remind"] = table.texts("remind")
    own |= {"film": "", "differs": ""}
    for field in ("film", "differs", "side_say"):
        if table.has(field):
            own[field] = table.text(field)
    entries = table.tables("forms") if table.has("forms") else ()
    forms = tuple(_form(entry, own) for entry in entries) or (_only_form(own, table.where),)
    if any(not form.flags for form in forms[:-1]) or forms[-1].flags:
        raise ValueError(f"{table.where}.forms: the last form, and no other, has no flags")
    level = Level(
        number=number,
        kind=cast("Kind", kind),
        seconds=table.count("seconds"),
        rolls_last_s=table.count("rolls_last_s") if table.has("rolls_last_s") else 0,
        **{name: table.count(name) if name in _NEEDS[kind] else 0 for name in _NUMBERS},
        evidence=cast("Evidence", table.one_of("evidence", EVIDENCE)),
        remind=own["remind"],
        forms=forms,
    )
    table.close()
    _check_dose(level, table.where)
    return level


def _form(table: Table, own: Mapping[str, Any]) -> Form:
    form = Form(
        name=table.text("name"),
        flags=_flags(table, filled=False),
        place=cast("Place", table.one_of("place", PLACES)) if table.has("place") else None,
        limb=table.one_of("limb", LIMBS) if table.has("limb") else own["limb"],
        side_say=table.text("side_say") if table.has("side_say") else own["side_say"],
        film=table.text("film"),
        differs=table.text("differs") if table.has("differs") else "",
        **_setup(table, own),
        out=table.texts("out") if table.has("out") else own["out"],
    )
    table.close()
    return form


def _setup(table: Table, own: Mapping[str, Any]) -> dict[str, Any]:
    """The words into position; whoever has own ones must have the fuller ones as well."""
    fuller = table.texts("fuller") if table.has("fuller") else None
    if not table.has("setup"):
        return {"setup": own["setup"], "fuller": fuller or own["fuller"]}
    if fuller is None:
        raise ValueError(f"{table.where}.fuller: is missing")
    return {"setup": table.texts("setup"), "fuller": fuller}


def _only_form(own: Mapping[str, Any], where: str) -> Form:
    if not own["film"]:
        raise ValueError(f"{where}.film: is missing")
    return Form(
        name="",
        flags=frozenset(),
        place=None,
        limb=own["limb"],
        side_say=own["side_say"],
        film=own["film"],
        differs=own["differs"],
        setup=own["setup"],
        fuller=own["fuller"],
        out=own["out"],
    )


def _check_dose(level: Level, where: str) -> None:
    """Doses that could not be timed evenly are mistakes of the catalogue."""
    if level.rolls_last_s >= level.seconds:
        raise ValueError(f"{where}.rolls_last_s: must be shorter than the hold")
    if level.kind == "turns" and level.seconds % (2 * level.side_s):
        raise ValueError(f"{where}.seconds: must hold whole turns to both sides")
