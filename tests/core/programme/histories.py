"""Random but possible lives for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from backfour.core.vocabulary import CEILINGS, CHOICES, EXERCISES, FLAGS, QUALITIES, SPREADS
from tests.builders import Story

PAINS = st.integers(0, 10)
RISKY = ("R01", "R06", "R12", "R13", "R15", "R16", "R17", "R18", "R20", "R28", "R29", "R35", "R40")


@st.composite
def feelings(draw: st.DrawFn, *, calm: bool) -> dict[str, object]:
    """How one movement felt; mostly calm where asked, else anything."""
    before = draw(st.integers(0, 4)) if calm else draw(PAINS)
    if calm and draw(st.integers(0, 4)):
        return {"before": before, "peak": before}
    return {
        "before": before,
        "peak": draw(PAINS),
        "quality": draw(st.sampled_from(QUALITIES)),
        "spread": draw(st.sampled_from(SPREADS)),
        "neuro": draw(st.integers(0, 9)) == 0,
        "system": draw(st.integers(0, 19)) == 0,
        "stop_pressed": draw(st.integers(0, 5)) == 0,
        "completed": draw(st.booleans()),
        "technique": draw(st.sampled_from(("ok", "failing", "not_judged"))),
    }


@st.composite
def screens(draw: st.DrawFn) -> dict[str, object]:
    """A few answers that differ from a healthy back."""
    asked = draw(st.lists(st.sampled_from(RISKY), max_size=2, unique=True))
    return {question: draw(st.sampled_from(CHOICES[question])) for question in asked}


def _session(draw: st.DrawFn, told: Story) -> None:
    told.start(draw(st.integers(0, 8)))
    for exercise in draw(st.lists(st.sampled_from(EXERCISES), max_size=5, unique=True)):
        level = draw(st.integers(0, CEILINGS[exercise]))
        if draw(st.booleans()):
            level = min(1, level)
        told.did(exercise, level, **draw(feelings(calm=draw(st.booleans()))))
    told.end()


def _anything(draw: st.DrawFn, told: Story) -> None:
    what = draw(
        st.sampled_from(
            "session session session mini mini full flare rise clear body practitioner".split()
        )
    )
    if what == "session":
        _session(draw, told)
    elif what == "mini":
        told.mini(**({} if draw(st.booleans()) else draw(screens())))
    elif what == "full":
        told.full(**({} if draw(st.booleans()) else draw(screens())))
    elif what == "flare":
        if draw(st.integers(0, 3)) == 0:
            told.flare()
    elif what == "rise":
        told.rise(draw(st.sampled_from(EXERCISES)), accepted=draw(st.integers(0, 3)) > 0)
    elif what == "clear":
        told.cleared(*draw(st.sets(st.sampled_from((*RISKY, "event.neuro")), min_size=1)))
    elif what == "body":
        told.body(*draw(st.lists(st.sampled_from(FLAGS), max_size=2)))
    else:
        told.practitioner(
            draw(st.sampled_from((None, *EXERCISES))),
            draw(st.sampled_from((None, 0, 1))),
            allow=draw(st.sampled_from((None, True, False))),
        )


@st.composite
def lives(draw: st.DrawFn, most_days: int = 25) -> Story:
    """A life of some weeks, told in order."""
    told = Story().welcome(draw(st.integers(18, 90)), draw(st.sampled_from(("female", "male"))))
    day = 0
    for _ in range(draw(st.integers(1, most_days))):
        day += draw(st.sampled_from((0, 1, 1, 1, 1, 2, 7, 15)))
        if draw(st.integers(0, 3)):
            told.on(day, 7).morning(
                draw(st.one_of(st.none(), st.integers(0, 6))),
                draw(st.one_of(st.none(), st.integers(0, 90))),
                leg=draw(st.integers(0, 15)) == 0,
            )
        told.on(day, 10)
        for _ in range(draw(st.integers(0, 2))):
            _anything(draw, told)
    return told


@st.composite
def calm_lives(draw: st.DrawFn) -> Story:
    """A life that goes well, with a weekly check: the only kind in which levels rise."""
    told = Story().welcome()
    for day in range(draw(st.integers(10, 40))):
        told.on(day, 7).morning(draw(st.integers(1, 2)), 20)
        if day % 7 == 6:
            told.mini()
        if draw(st.integers(0, 3)):
            told.rise(draw(st.sampled_from(EXERCISES)))
            told.on(day, 10).start()
            for exercise in EXERCISES:
                told.did(exercise, draw(st.integers(0, 2)) if exercise != "leg_hang" else 1)
            told.end()
    return told
