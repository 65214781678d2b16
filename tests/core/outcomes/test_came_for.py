"""What the person came for, then and now."""

from backfour.core.outcomes.came_for import came_for
from backfour.core.outcomes.told import told
from tests.builders import Story


def came(story, day):
    return {one.what: one for one in came_for(told(story.events(), story.day(day)))}


def test_the_answers_of_the_check_are_the_start():
    story = Story().welcome(F3=0, F4=2)
    found = came(story, 0)
    assert list(found) == ["socks"]
    assert (found["socks"].first, found["socks"].latest, found["socks"].key) == (
        2,
        None,
        "came.first",
    )


def test_socks_from_hard_to_a_little():
    story = Story().welcome(F3=3, F4=2).on(7).add("measure_taken", measure="socks", value=1)
    story.add("measure_taken", measure="straighten_up", value=3)
    found = came(story, 7)
    assert list(found) == ["straighten_up", "socks"]
    assert (found["socks"].first, found["socks"].latest) == (2, 1)
    assert found["socks"].key == "came.easier"
    assert found["straighten_up"].key == "came.same"


def test_an_own_activity_counts_the_other_way_and_keeps_its_words():
    story = Story().on(0).before(R01="no")
    for day, value in ((0, 2), (14, 1)):
        story.on(day).add(
            "measure_taken", measure="activity_2", value=value, detail={"text": "get up"}
        )
    found = came(story, 14)["activity_2"]
    assert (found.text, found.first, found.latest, found.key) == ("get up", 2, 1, "came.harder")
    assert found.latest_day == story.day(14)


def test_nobody_came_for_nothing():
    assert came_for(told((), 1)) == ()
