"""Self-tests in the pages: pain first, what is safe, the set-up, the result, what it proposes."""

import pytest

from backfour.app.measures import detail_of
from backfour.bootstrap import house
from backfour.core.outcomes.due import SELF_TESTS
from backfour.core.session.attempts import MOST_S

ASK = "/progress/tests/?now=2"


def result(walk, measure, **told):
    """Send a result as the form does, after the set-up was read."""
    form = {"event": f"t-{measure}", "now": "2", "safe": "no", **told}
    return walk.post(f"/progress/tests/{measure}/do/", **form)


def test_pain_is_asked_before_any_test(walk):
    walk.ready().get("/progress/tests/")
    assert "How is your back right now?" in walk.text
    assert "Get ready" not in walk.text
    walk.get(ASK)
    assert walk.html.count(">Get ready</a>") == len(SELF_TESTS)


def test_with_pain_above_five_all_wait(walk):
    walk.ready().get("/progress/tests/?now=6")
    assert "above 5 the self-tests wait" in walk.text
    walk.get("/progress/tests/one_leg_stance/?now=6")
    assert walk.where == "/progress/tests/"


def test_none_behind_a_lock_or_in_a_bad_spell(walk):
    walk.told(R06="yes").get(ASK)
    assert "until the safety check is clear" in walk.text
    assert "Get ready" not in walk.text


def test_a_condition_leaves_its_tests_out_and_says_why(walk):
    walk.ready(["fall_risk", "osteoporosis"]).get(ASK)
    assert "Left out because of your balance" in walk.text
    assert "deep bending is not for you" in walk.text
    assert "Only with someone standing beside you" in walk.text
    walk.get("/progress/tests/?now=2&helper=yes")
    assert "/progress/tests/chair_stand/?now=2&amp;helper=yes" in walk.html
    result(walk, "one_leg_stance", left="9", right="9")
    assert walk.where == "/progress/tests/"
    assert walk.events("measure_taken") == []


@pytest.mark.parametrize("measure", SELF_TESTS)
def test_the_set_up_comes_first_and_a_yes_leaves_it_out(walk, measure):
    walk.ready().get(f"/progress/tests/{measure}/?now=2")
    assert "Set things up safely first" in walk.text
    assert "Stop at once" in walk.text
    walk.get(f"/progress/tests/{measure}/?now=2&safe=yes")
    assert "Left out today" in walk.text
    walk.get(f"/progress/tests/{measure}/do/?now=2")
    assert walk.where == "/progress/tests/", "the question was not answered"
    walk.get(f"/progress/tests/{measure}/?now=2&safe=no")
    assert walk.where == f"/progress/tests/{measure}/do/"


def test_a_walking_stick_is_asked_for_before_standing_on_one_leg(walk):
    walk.ready().get("/progress/tests/one_leg_stance/?now=2")
    assert "walking stick" in walk.text


@pytest.mark.parametrize(
    ("measure", "told", "value", "detail"),
    [
        ("chair_stand", {"value": "12"}, 12, {}),
        ("chair_stand", {"value": "12", "used_arms": "yes"}, 0, {"used_arms": True}),
        ("one_leg_stance", {"left": "12,5", "right": "20"}, 12.5, {"left": 12.5, "right": 20}),
        ("prone_hold", {"value": "40", "pain": "2"}, 40, {"pain": 2}),
        ("bird_dog_quality", {"left": "7", "right": "5"}, 5, {"left": 7, "right": 5, "level": 1}),
        ("sock_test", {"left": "1", "right": "2"}, 2, {"left": 1, "right": 2}),
    ],
)
def test_a_result_is_kept_as_the_weaker_side_and_counts_once(walk, measure, told, value, detail):
    walk.ready()
    for _ in range(2):
        result(walk, measure, **told)
        assert walk.page.status_code == 200
    (kept,) = walk.events("measure_taken")
    assert (kept.measure, kept.value) == (measure, value)
    assert detail_of(kept) == detail
    walk.get(ASK)
    assert "Next on" in walk.text


@pytest.mark.parametrize(
    ("measure", "told", "said"),
    [
        ("chair_stand", {"value": "99"}, "Full stands goes from 0 to 60. You typed 99."),
        ("chair_stand", {"value": ""}, "number from 0 to 60"),
        ("one_leg_stance", {"left": "10", "right": "abc"}, "You typed abc"),
        ("prone_hold", {"value": "30"}, "choose an answer"),
        ("sock_test", {"left": "1"}, "choose an answer"),
    ],
)
def test_a_value_out_of_range_is_said_where_it_is_and_what_was_typed_stays(
    walk, measure, told, said
):
    result(walk.ready(), measure, **told)
    assert walk.page.status_code == 422
    assert said in walk.text
    for name, value in told.items():
        assert f'name="{name}"' in walk.html
        assert f'value="{value}"' in walk.html
    assert walk.events("measure_taken") == []


def test_the_norm_stands_beside_the_result_with_its_source(walk):
    result(walk.ready(), "chair_stand", value="9")
    assert "9 stands" in walk.text
    assert "Most people of your age manage 12 or more" in walk.text
    assert "Below what most people of your age manage" in walk.text
    assert "STEADI" in walk.text


def test_a_test_without_a_norm_compares_with_the_first_own_result(walk):
    result(walk.ready(), "prone_hold", value="30", pain="1")
    walk.at(28).weekly()
    result(walk, "prone_hold", value="45", pain="1", event="t2")
    assert "Your first result: 30 seconds" in walk.text
    assert "one to compare with" in walk.text


def test_under_five_seconds_proposes_the_risk_of_falls_and_notes_it_only_after_a_yes(walk):
    result(walk.ready(["wrist_limit"]), "one_leg_stance", left="4", right="9")
    assert "higher risk of falling" in walk.text
    assert house().body.told() == ("wrist_limit",)
    walk.post(walk.where, agree="yes", event="f1")
    assert "Noted under My body" in walk.text
    assert house().body.told() == ("fall_risk", "wrist_limit")
    walk.post(walk.where, agree="yes", event="f2")
    assert len(walk.events("flags_reported")) == 2


def test_five_seconds_propose_nothing(walk):
    result(walk.ready(), "one_leg_stance", left="5", right="9")
    assert "May we note this?" not in walk.text


def test_under_five_seconds_even_with_fingertips_proposes_more(walk):
    result(walk.ready(), "one_leg_stance", left="3", right="3", fingertips="yes")
    assert "pelvic circles are not for you now" in walk.text


def test_there_is_no_page_for_a_test_or_result_that_does_not_exist(walk):
    walk.ready()
    for address in ("/progress/tests/handstand/", "/progress/tests/chair_stand/done/x/"):
        assert walk.get(address).page.status_code == 404


@pytest.mark.parametrize("measure", SELF_TESTS)
def test_the_camera_is_offered_where_it_can_count_and_off_until_its_key_is_pressed(walk, measure):
    walk.ready().get(f"/progress/tests/{measure}/do/?now=2&safe=no")
    counts = measure in MOST_S
    assert ("Let the camera count" in walk.text) == counts
    assert ("data-live " in walk.html) == counts
    assert "<video" not in walk.html
    assert ("it cannot see whether something wobbles" in walk.text) == (
        measure == "bird_dog_quality"
    )


def test_where_the_camera_stands_for_a_test_is_what_the_core_says(walk):
    walk.ready().get("/progress/tests/chair_stand/do/?now=2&safe=no")
    assert "&quot;view&quot;: &quot;upright&quot;" in walk.html
    assert "&quot;distance_m&quot;: [2.5, 3.0]" in walk.html
    walk.get("/progress/tests/prone_hold/do/?now=2&safe=no")
    assert "&quot;view&quot;: &quot;side&quot;" in walk.html


def test_joints_of_a_self_test_are_kept_only_by_the_choice_made_for_all_movements(walk):
    page = "/progress/tests/one_leg_stance/do/?now=2&safe=no"
    assert "data-landmarks" not in walk.ready().get(page).html
    walk.post("/settings/camera/", keep="on")
    assert "/session/play/landmarks" in walk.get(page).html


def test_what_the_camera_kept_of_a_self_test_bears_its_name(walk):
    walk.ready().post("/settings/camera/", keep="on")
    house().recordings.keep(
        {
            "id": "one_leg_stance.2026-03-02T10:00:00+01:00",
            "exercise": "one_leg_stance",
            "at": "2026-03-02T10:00:00+01:00",
            "file": '{"w": 640, "h": 480}\n{"t": 0.0, "lm": null}\n',
        }
    )
    assert "Standing on one leg" in walk.get("/data/camera/").text
