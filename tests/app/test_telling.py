import pytest

from backfour.core.errors import BackfourError, Refused
from backfour.core.screening import flow
from tests.builders import Story, full_answers


def test_a_check_is_kept_answer_by_answer_through_a_restart(home):
    progress = home.house.check.begin("full")
    progress = flow.describe(progress, 62, "female")
    home.house.check.keep(progress)
    progress = flow.answer_list(progress, "first", ("R05",))
    home.house.check.keep(progress)
    assert home.reopen().house.check.running("full") == progress


def test_a_check_is_written_once_with_the_person(home):
    home.house.check.begin("full")
    home.house.check.keep(flow.Progress("full", 62, "female", full_answers()))
    told = home.house.check.complete("full")
    assert len(told.new) == 2
    assert told.today.plan.mode == "usual"
    assert home.house.check.complete("full").new == ()
    assert home.house.check.running("full") is None


def test_a_person_who_is_known_is_not_described_again(home):
    home.tell(Story().welcome())
    progress = home.house.check.begin("mini")
    assert (progress.age, progress.sex) == (62, "female")
    home.house.check.keep(flow.answer_list(progress, "weekly", ()))
    assert len(home.house.check.complete("mini").new) == 1


def test_a_check_needs_a_person(home):
    home.house.check.keep(flow.Progress("full", answers=full_answers()))
    with pytest.raises(BackfourError) as told:
        home.house.check.complete("full")
    assert told.value.key == "check.no_person"
    assert home.house.check.running("full")


def test_an_impossible_answer_is_not_kept(home):
    with pytest.raises(Refused) as refused:
        home.house.check.keep(flow.Progress("full", answers={"R01": "maybe"}))
    assert refused.value.field == "R01"
    with pytest.raises(Refused):
        home.house.check.keep(flow.Progress("half"))
    assert home.house.check.running("full") is None


def test_a_check_may_be_abandoned(home):
    home.house.check.begin("mini")
    home.house.check.abandon("mini")
    assert home.house.check.running("mini") is None


def test_my_body_is_asked_once_and_an_empty_list_is_an_answer(home):
    assert home.house.body.told() is None
    home.house.body.tell([])
    assert home.house.body.told() == ()
    home.house.body.tell(["wrist_limit", "wrist_limit"])
    home.house.body.add("fall_risk")
    assert home.house.body.told() == ("fall_risk", "wrist_limit")
    with pytest.raises(Refused):
        home.house.body.tell(["good_mood"])


def test_a_clearance_names_field_and_reason_when_it_is_wrong(home):
    home.tell(Story().welcome(R16="yes"))
    with pytest.raises(Refused) as refused:
        home.house.clearance.state(["R16"], "GP", "2027-01-01")
    assert refused.value.field == "seen_on"
    told = home.house.clearance.state(["R16"], "GP", "2026-03-02", event_id="c")
    assert told.today.plan.mode == "usual"


def test_a_flare_is_believed_at_once(home):
    home.tell(Story().welcome())
    told = home.house.flare.declare()
    assert told.today.plan.due


def test_settings_are_refused_one_by_one_and_changed_all_or_none(home):
    assert home.house.preferences.read()["voice_rate_percent"] == 100
    wrong = {"name": "x" * 61, "voice_rate_percent": True, "pace": "fast", "colour": "red"}
    for name, value in wrong.items():
        with pytest.raises(Refused) as refused:
            home.house.preferences.change(country="NL", **{name: value})
        assert refused.value.field == name
    assert home.house.preferences.chosen() == {}
    home.house.preferences.change(name="Ann", country="NL")
    assert home.reopen().house.preferences.read()["name"] == "Ann"


def test_the_usual_pace_of_an_earlier_version_is_the_one_that_practises_first(home):
    assert home.house.preferences.read()["pace"] == "auto"
    home.house.preferences.change(pace="usual", practised=True)
    assert home.reopen().house.preferences.read()["pace"] == "auto"
    for chosen in ("short", "practice"):
        home.house.preferences.change(pace=chosen)
        assert home.reopen().house.preferences.read()["pace"] == chosen


def test_a_link_is_good_once(home):
    token = home.house.door.new_token()
    assert home.house.door.use(token)
    assert not home.house.door.use(token)


def test_a_link_is_good_for_a_minute(home):
    token = home.house.door.new_token()
    home.at("2026-03-02T10:01:01+01:00")
    assert not home.house.door.use(token)


@pytest.mark.parametrize("token", ["", "x", "\ud800", "é"])
def test_a_made_up_link_opens_nothing(home, token):
    assert not home.house.door.use(token)
