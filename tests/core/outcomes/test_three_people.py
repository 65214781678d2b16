"""Three people over eight weeks: better, the same, worse. What each of them is told."""

import pytest

from backfour.core.outcomes.came_for import came_for
from backfour.core.outcomes.reviews import reviews, talk_because
from backfour.core.outcomes.series import series
from backfour.core.outcomes.told import told
from backfour.core.outcomes.trend import trend
from tests.core.outcomes.histories import eight_weeks

SAID = {
    "better": ("improved", "review.better", (), "came.easier"),
    "same": ("about_the_same", "review.plateau", ("talk.plateau",), "came.same"),
    "worse": ("worse", "review.worse", ("talk.worse.pain", "talk.worse"), "came.harder"),
}


@pytest.mark.parametrize("kind", SAID)
def test_after_eight_weeks_each_is_told_the_truth(kind):
    story = eight_weeks(kind)
    now = told(story.events(), story.day(56))
    pain = trend("pain", series(now, "pain"), now.on)
    done = reviews(now)
    sentence, verdict, talk, came = SAID[kind]
    assert pain.sentence == sentence
    assert done[0].verdict == verdict
    assert talk_because([pain], done) == talk
    assert {one.what: one.key for one in came_for(now)}["activity_1"] == came


@pytest.mark.parametrize("kind", SAID)
def test_over_other_chances_nobody_is_told_the_opposite(kind):
    opposite = {"better": {"worse"}, "same": {"improved", "worse"}, "worse": {"improved"}}[kind]
    said = []
    for seed in range(2, 12):
        story = eight_weeks(kind, seed)
        now = told(story.events(), story.day(56))
        said.append(trend("pain", series(now, "pain"), now.on).sentence)
    assert opposite.isdisjoint(said)
    assert said.count(SAID[kind][0]) >= 6
