"""How it goes for many people, from the person's own start."""

import pytest

from backfour.core.outcomes.natural_course import episode, natural_course, own_start
from backfour.core.outcomes.told import told
from tests.builders import Story
from tests.core.outcomes.histories import points


def person(**answers):
    story = Story().welcome(**answers)
    return told(story.events(), story.day(0))


SIX = points(*[6] * 7, *[1] * 30)


def test_the_kind_of_episode_is_the_first_answer_told():
    assert episode(person(F2="lt6w")) == "recent"
    assert episode(person(F2="gt12m")) == "longer"
    story = Story().before(R01="no").on(1).welcome(F2="6to12w").on(90).full(F2="gt12m")
    assert episode(told(story.events(), story.day(90))) == "recent"


def test_without_kind_or_start_nothing_is_drawn():
    story = Story().before(R01="no")
    assert natural_course(told(story.events(), story.day(0)), SIX, 400) == ()
    assert natural_course(person(), (), 400) == ()
    assert natural_course(person(), points(5, None, 5), 400) == ()
    assert own_start(points(4, 5, 5)) == pytest.approx(14 / 3)


@pytest.mark.parametrize(
    ("f2", "course"),
    [("lt6w", {0: 52, 42: 23, 182: 12, 364: 6}), ("gt12m", {0: 51, 42: 33, 182: 26, 364: 23})],
)
def test_the_four_known_weeks_are_met_and_scaled(f2, course):
    found = {one.day - 100: one for one in natural_course(person(F2=f2), SIX, 900)}
    for day, mean in course.items():
        assert found[day].middle == pytest.approx(6 * mean / course[0])
    assert max(found) == 364
    assert (found[0].low, found[0].high) == (6, 6)


def test_the_band_holds_the_line_and_the_line_falls():
    found = natural_course(person(), SIX, 280)
    assert found[-1].day == 280
    assert all(one.low <= one.middle <= one.high for one in found)
    assert [one.middle for one in found] == sorted((one.middle for one in found), reverse=True)
    assert natural_course(person(), SIX, 99) == ()
