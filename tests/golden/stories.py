"""The golden people: each a short life, the days it is looked at, and why it is told.

`python -m tests.golden.stories` writes them anew; the difference is read before it is kept.

Hazards H04, H08, H09, H15 (docs/safety.md).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from backfour.core.programme.replay import replay, snapshot
from backfour.core.reading import write_history
from tests.builders import Story

PEOPLE = Path(__file__).parent / "people"
GENTLE = ("elbow_prop", "bed_rotation")
FIRST_THREE = ("elbow_prop", "bed_rotation", "leg_hang")
STORIES: dict[str, tuple[Callable[[], Story], tuple[int, ...]]] = {}


def story(*days: int) -> Callable[[Callable[[], Story]], Callable[[], Story]]:
    """Register a story under its name with the days it is looked at."""

    def keep(tell: Callable[[], Story]) -> Callable[[], Story]:
        STORIES[tell.__name__] = (tell, days)
        return tell

    return keep


def calm_days(told: Story, first: int, last: int, level: int = 1) -> Story:
    """From day to day: a calm morning, then the three gentle movements."""
    for day in range(first, last + 1):
        told.on(day, 8).morning()
        told.on(day, 10).session(FIRST_THREE, level)
    return told


@story(-1, 0)
def nobody_yet() -> Story:
    """An empty life: everything locked until someone is described and checked."""
    return Story()


@story(0, 1, 2)
def first_day() -> Story:
    """A clean check and a calm first session; strength rests the day after."""
    return Story().welcome().on(0, 10).session().on(1, 8).morning()


@story(2, 3, 4, 5)
def first_rise_accepted() -> Story:
    """Three calm sessions and mornings offer one rise; accepted, the next waits two days."""
    told = Story().welcome().on(0, 10).session(FIRST_THREE)
    calm_days(told, 1, 2).on(3, 8).morning().rise("elbow_prop")
    return told.on(3, 10).session(FIRST_THREE).on(4, 8).morning().on(5, 8).morning()


@story(3, 4, 8)
def rise_declined() -> Story:
    """A declined rise is not asked again for five days; the next movement may show."""
    told = Story().welcome().on(0, 10).session(FIRST_THREE)
    calm_days(told, 1, 2).on(3, 8).morning().rise("elbow_prop", accepted=False)
    return told.on(3, 10).session(FIRST_THREE).on(4, 8).morning()


@story(3)
def rise_without_offer_is_ignored() -> Story:
    """Accepting a rise nobody offered changes nothing."""
    told = Story().welcome().on(0, 10).session(FIRST_THREE)
    return calm_days(told, 1, 2).on(3, 8).morning().rise("bird_dog")


@story(0, 1, 2)
def sharp_bird_dog() -> Story:
    """Sharp in the bird-dog: a level down, two days' rest, and no more strength that day."""
    told = Story().welcome().on(0, 10).start()
    told.did("elbow_prop").did("bed_rotation").did("leg_hang")
    told.did("bird_dog", peak=5, quality="sharp", stop_pressed=True, completed=False)
    return told.end(completed=False).on(1, 8).morning()


@story(2, 3, 9, 10)
def sharp_twice_is_a_week_off() -> Story:
    """The second stop running suspends the movement for seven days."""
    told = Story().welcome().on(0, 10).start()
    told.did("elbow_prop", peak=6, quality="sharp", completed=False).end(completed=False)
    told.on(2, 10).start().did("elbow_prop", 0, peak=5, quality="sharp", completed=False)
    return told.end(completed=False)


@story(0, 2)
def sharp_elbow_prop_comes_back_flat() -> Story:
    """After sharp pain in the elbow prop it comes back once lying flat, whatever the level."""
    told = Story().welcome()
    told.practitioner(None, 6).on(0, 10).start()
    return told.did("elbow_prop", 1, peak=4, quality="electric", completed=False).end()


@story(0, 1, 2)
def stop_without_pain_words() -> Story:
    """Stop pressed and nothing said: red all the same."""
    told = Story().welcome().on(0, 10).start()
    return told.did("bed_rotation", stop_pressed=True, completed=False).end(completed=False)


@story(2, 4)
def three_noticeable_sessions() -> Story:
    """Three amber sessions in a row take one level, never below 1."""
    told = Story().welcome().practitioner("elbow_prop", 6)
    for day in range(3):
        told.on(day, 10).start().did("elbow_prop", 1, peak=4).end()
    return told.on(4, 8).morning()


@story(1, 2)
def red_morning() -> Story:
    """Three points above usual next morning: all of yesterday goes a level down and rests."""
    return Story().welcome().on(0, 10).session().on(1, 8).morning(5)


@story(1, 2)
def amber_morning() -> Story:
    """Stiffer than usual: the streak shrinks, nothing else."""
    told = Story().welcome().on(0, 8).morning().on(0, 10).session()
    return told.on(1, 8).morning(2, 40)


@story(1)
def evening_answer_is_unknown() -> Story:
    """A morning answered at 18:00 gives no credit and no penalty."""
    return (
        Story()
        .welcome()
        .on(0, 10)
        .session()
        .on(1, 17)
        .add("morning_checked", pain=2, stiffness_min=20, new_leg_pain=False)
        .on(1, 18)
        .morning(2)
    )


@story(1, 2)
def second_morning_with_a_leg() -> Story:
    """A second answer counts for nothing, unless a leg has new pain."""
    told = Story().welcome().on(0, 10).session()
    return told.on(1, 8).morning().morning(9).morning(2, leg=True).morning(2, leg=True)


@story(0, 1, 2)
def down_the_leg() -> Story:
    """Pain down a leg: red, and the movement waits for a passed screen."""
    told = Story().welcome().on(0, 10).start().did("bed_rotation", spread="leg", peak=3)
    return told.end().on(1, 8).morning().on(1, 9).mini()


@story(0, 1, 2, 3)
def numb_after_a_movement() -> Story:
    """Numbness raises an urgent rule: a statement and a clean check, a day later, open it."""
    told = Story().welcome().on(0, 10).start().did("bird_dog", neuro=True, completed=False)
    told.end(completed=False).on(1, 8).cleared("event.neuro")
    return told.on(2, 11).cleared("event.neuro").on(2, 12).full()


@story(0)
def chest_pain_in_a_session() -> Story:
    """Chest pain is an emergency and locks everything."""
    told = Story().welcome().on(0, 10).start().did("pelvic_circles", system=True)
    return told.end(completed=False)


@story(10, 11, 12, 13, 14, 15)
def flare_declared_and_over() -> Story:
    """A flare: the short screen, two gentle movements, and a level down on the way out."""
    told = Story().welcome().on(0, 10).session(FIRST_THREE)
    calm_days(told, 1, 9).on(10, 8).morning(5).flare().on(10, 9).mini()
    told.on(11, 8).morning(4).on(11, 10).session(GENTLE, 0).on(12, 8).morning(3)
    return told.on(13, 8).morning(2).on(14, 8).morning(2)


@story(0, 1)
def flare_by_pain_before() -> Story:
    """Pain of 7 before a session is a flare by itself."""
    return Story().welcome().on(0, 10).start(7)


@story(9, 10)
def flare_by_two_high_mornings() -> Story:
    """Two mornings two above usual and at least 4."""
    told = Story().welcome()
    for day in range(8):
        told.on(day, 8).morning(2)
    told.on(7, 9).mini()
    return told.on(8, 8).morning(4).on(9, 8).morning(4)


@story(14, 15, 16)
def flare_that_does_not_settle() -> Story:
    """On the fourteenth day of a flare it must be seen."""
    told = Story().welcome().on(1, 9).flare().mini().on(8, 9).mini()
    return told.on(14, 9).full().on(15, 9).cleared("flare.long")


@story(8, 9, 10, 17, 30, 31)
def away() -> Story:
    """Days away: the streak at 7, a level at 8 and 15, the whole check past 28."""
    told = Story().welcome().practitioner(None, 6)
    told.on(0, 10).session(FIRST_THREE)
    calm_days(told, 1, 2).on(3, 8).morning().rise("elbow_prop")
    return told.on(7, 9).mini().on(14, 9).mini().on(21, 9).mini()


@story(0, 1, 2, 200)
def see_and_cleared() -> Story:
    """A see rule locks; a visit that names it opens; it lapses after 180 days."""
    return Story().welcome(R17="yes").on(1, 9).cleared("R17")


@story(1, 2, 3)
def urgent_needs_both() -> Story:
    """Fever with back pain: neither the statement nor the clean check opens it alone."""
    told = Story().welcome(R20="yes").on(1, 8).cleared("R20")
    return told.on(2, 10).cleared("R20").on(3, 10).full()


@story(0, 1)
def old_clearance_lapses_when_something_new_is_raised() -> Story:
    """Anything new closes what an old visit had opened."""
    told = Story().welcome(R17="yes").cleared("R17")
    return told.on(1, 9).mini(R16="yes")


@story(0)
def bones_and_falls() -> Story:
    """Thin bones and a fall: caps everywhere, no leg hang, circles at a worktop."""
    return Story().welcome(71, "female", R11=["osteoporosis"], R38=["fallen"])


@story(0)
def healed_hip_and_wrists() -> Story:
    """Conditions told in My body: no leg hang, small turns, bird-dog up to 3."""
    return Story().person().full().body("hip_replacement_healed", "wrist_limit")


@story(0, 1)
def old_vertebral_fracture_unlocked() -> Story:
    """A practitioner may lift a starred block; without a level it opens at 0 only."""
    told = Story().welcome(R12="older").cleared("R12")
    return told.on(1, 9).practitioner("elbow_prop", allow=True)


@story(0)
def too_young() -> Story:
    """Under 18 it is not offered, and no visit changes that."""
    return Story().welcome(17).cleared("F0")


@story(0, 1)
def worst_pain_today() -> Story:
    """Pain of 8 to 10 at rest closes the day and begins a flare."""
    return Story().welcome(R40="yes")


@story(14, 15, 84, 91)
def checks_run_out() -> Story:
    """Fourteen days without a short check close the programme; the whole one is due at 84."""
    told = Story().welcome()
    for day in range(21, 84, 7):
        told.on(day, 10).mini().session(GENTLE)
    return told


@story(3, 4)
def morning_corrected() -> Story:
    """A mistyped morning is corrected: from that day on everything is told anew."""
    told = Story().welcome().on(0, 10).session().on(1, 8).morning(8)
    wrong = told.last_id
    return told.on(4, 9).correct(wrong, {"pain": 2})


@story(3)
def morning_withdrawn_keeps_the_leg() -> Story:
    """What a leg told cannot be taken back."""
    told = Story().welcome().on(0, 10).session().on(1, 8).morning(3, leg=True)
    return told.on(3, 9).correct(told.last_id, None)


@story(60)
def slowly_worse() -> Story:
    """Two points above the first week for two weeks: it must be seen."""
    told = Story().welcome()
    for day in range(60):
        told.on(day, 8).morning(2 if day < 10 else 5)
        if day % 7 == 6:
            told.on(day, 9).mini()
    return told


@story(2, 3)
def travels_west() -> Story:
    """A written date earlier than the last event's still counts as that later day."""
    told = Story(offset="+09:00").welcome().on(2, 8).session()
    told.offset = "-08:00"
    return told.on(2, 8).morning()


def document(name: str) -> tuple[str, str]:
    """The history and the expected document of one story, as written to the files."""
    tell, days = STORIES[name]
    told = tell()
    events = told.events()
    asked = [told.first + timedelta(days=day) for day in days]
    states = replay(events, [day.toordinal() for day in asked])
    printed = [snapshot(state) for state in states]
    return write_history(events), json.dumps(printed, indent=1, sort_keys=True) + "\n"


def main() -> None:
    """Write every story anew."""
    PEOPLE.mkdir(exist_ok=True)
    for name in STORIES:
        history, expected = document(name)
        (PEOPLE / f"{name}.jsonl").write_text(history, encoding="utf-8")
        (PEOPLE / f"{name}.expected.json").write_text(expected, encoding="utf-8")


if __name__ == "__main__":
    main()
