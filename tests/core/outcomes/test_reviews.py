"""The honest look after six and twelve weeks."""

import pytest

from backfour.core.outcomes.reviews import Review, reviews, talk_because
from backfour.core.outcomes.told import told
from backfour.core.outcomes.trend import Trend
from tests.builders import Story

STAIRS = {"text": "stairs"}


def life(pain=(4, 4), socks=(2, 2), activity=(4, 4), *, every=3, weeks=6, rmdq=None, boots=None):
    """Pain, socks and an activity that jump half-way, with sessions every few days."""
    story, days = Story(), 7 * weeks + 1
    for day in range(days):
        now = int(day >= days / 2)
        story.on(day, 7).morning(pain[now] + day % 2, 20)
        if day % every == 0:
            story.on(day, 10).session()
        if day % 7 == 0 and socks:
            story.on(day, 12).add("measure_taken", measure="socks", value=socks[now])
        if day in (0, days - 1):
            for slot, values, text in (
                ("activity_1", activity, "stairs"),
                ("activity_2", boots, "boots"),
            ):
                if values:
                    story.add(
                        "measure_taken", measure=slot, value=values[now], detail={"text": text}
                    )
            if rmdq:
                filled = {"filled_on": story.today.isoformat()}
                story.add("measure_taken", measure="rmdq_total", value=rmdq[now], detail=filled)
    return story.add("measure_taken", measure="change", value=1)


def review(story, week=6, later=0):
    found = reviews(told(story.events(), story.day(7 * week + later)))
    return next(one for one in found if one.week == week)


def verdicts(found):
    return {item.measure: item.verdict for item in found.items}


def test_before_anything_there_is_no_review_and_before_its_day_none_is_ready():
    assert reviews(told((), 1)) == ()
    story = Story().on(0).session()
    six, twelve = reviews(told(story.events(), story.day(41)))
    assert (six.ready, six.day, twelve.day) == (False, story.day(42), story.day(84))
    assert six.verdict == ""


def test_six_weeks_without_a_change_that_matters_are_a_plateau():
    found = review(life())
    assert found.verdict == "review.plateau"
    assert (found.talk, found.go_on, found.felt) == (True, True, 1)
    assert found.sessions == 15
    assert verdicts(found) == {
        "pain": "not",
        "activities": "not",
        "rmdq_total": "",
        "socks": "not",
        "straighten_up": "",
    }


def test_a_plateau_at_twelve_weeks_no_longer_recommends_going_on():
    found = review(life(weeks=12), 12)
    assert (found.verdict, found.talk, found.go_on) == ("review.plateau_12", True, False)


def test_fewer_than_twelve_sessions_are_no_plateau():
    found = review(life(every=7))
    assert (found.verdict, found.talk) == ("review.few", False)


@pytest.mark.parametrize(
    ("changed", "measure"),
    [
        ({"pain": (6, 2)}, "pain"),
        ({"socks": (3, 2)}, "socks"),
        ({"activity": (4, 7)}, "activities"),
        ({"activity": (4, 6), "boots": (3, 5)}, "activities"),
        ({"rmdq": (16, 11)}, "rmdq_total"),
    ],
)
def test_one_change_that_matters_is_enough(changed, measure):
    found = review(life(**changed))
    assert found.verdict == "review.better"
    assert verdicts(found)[measure] == "better"


def test_one_activity_alone_needs_three_points():
    assert verdicts(review(life(activity=(4, 6))))["activities"] == "not"


def test_worse_pain_counts_above_all_and_other_worsening_where_nothing_is_better():
    assert review(life(pain=(2, 7), socks=(3, 0))).verdict == "review.worse"
    found = review(life(socks=(1, 3)))
    assert (found.verdict, found.talk) == ("review.worse", True)
    assert review(life(socks=(1, 3), activity=(2, 9))).verdict == "review.better"


@pytest.mark.parametrize(("start", "verdict"), [(3, ""), (21, ""), (4, "better"), (20, "better")])
def test_the_ends_of_the_questionnaire_can_show_nothing(start, verdict):
    item = next(i for i in review(life(rmdq=(start, 0))).items if i.measure == "rmdq_total")
    assert (item.verdict, item.start) == (verdict, start)


def test_too_little_told_is_said():
    story = Story().on(0).session()
    found = review(story)
    assert (found.verdict, found.felt) == ("review.thin", None)


def test_answers_long_after_the_review_do_not_change_it():
    story = life()
    before = review(story)
    for day in range(57, 80):
        story.on(day, 7).morning(0, 0)
    story.add("measure_taken", measure="activity_1", value=10, detail=STAIRS)
    assert review(story, later=40) == before


def test_worse_and_plateau_lead_to_talk_to_someone():
    worse = [Trend("pain", "worse", ""), Trend("stiffness", "improved", "")]
    done = [
        Review(6, 1, ready=True, verdict="review.plateau", talk=True),
        Review(12, 2, ready=True, verdict="review.plateau_12", talk=True),
    ]
    assert talk_because(worse, done) == ("talk.worse.pain", "talk.plateau_12")
    assert talk_because([], [Review(6, 1, ready=False)]) == ()
