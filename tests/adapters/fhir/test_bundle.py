"""The bundle against the official definitions of FHIR R4, and against what was told. Hazard H41."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from backfour.adapters.fhir.bundle import FhirBundle
from backfour.words import languages, speaking
from tests.builders import Story
from tests.experiments import live_through
from tests.golden.stories import PEOPLE
from tests.homes import opened

SCRIPT = Path(__file__).with_name("validate.mjs")


@pytest.fixture
def home(tmp_path, monkeypatch):
    with opened(tmp_path, monkeypatch) as home:
        yield home


def written(home):
    return FhirBundle().text(home.house.account())


def faults(text):
    node = shutil.which("node")
    assert node, "node is needed to validate"
    told = subprocess.run(
        [node, SCRIPT], input=text, capture_output=True, text=True, timeout=120, check=False
    )
    assert told.returncode in (0, 1), told.stderr
    assert told.stderr == ""
    return [json.loads(line) for line in told.stdout.splitlines()]


def busy():
    """Somebody who told everything there is, in odd ways too."""
    story = Story().welcome(R11=["osteoporosis", "stoop"], R06="not_sure")
    story.body("wrist_limit").session().on(1, 7).morning(3, 30, leg=True).morning(None, None)
    sat = {"place": "car", "minutes": 0, "feet_up": False, "back_filled": True}
    story.add("sitting_logged", **sat).correct(story.last_id, {"place": "sofa", "minutes": 60})
    story.add("sitting_logged", **sat, pain_on_rising=4)
    for value in (3, 2.5, True, "low", " "):
        story.add("measure_taken", measure=" my  own ", value=value, detail="with a note")
    story.add("measure_taken", measure="peg_total", value=4, detail={"from": "clinic"})
    story.start(4).did("bird_dog", quality="sharp", peak=7, held_s=3.5, stop_pressed=True)
    story.end(completed=False).start().practitioner(None, 2).flare()
    return story.add("consent_given", to="use", version="1")


@pytest.mark.parametrize("lang", languages())
def test_a_person_who_told_everything_is_valid_in_each_language(home, lang):
    home.tell(busy()).at("2026-03-03T20:00")
    with speaking(lang):
        assert faults(written(home)) == []


def test_nobody_yet_is_valid(home):
    assert faults(written(home)) == []


def test_the_golden_people_are_valid(home):
    for name in ("flare_by_pain_before", "morning_corrected", "travels_west", "see_and_cleared"):
        with (PEOPLE / f"{name}.jsonl").open("rb") as file:
            home.house.import_.read(file)
        home.at("2026-12-31T10:00")
        assert faults(written(home)) == [], name
        home.house.delete_all()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: one.update(gender="woman"), "cannot be woman"),
        (lambda one: one.update(shoe_size=9), "shoe_size"),
        (lambda one: one.update(managingOrganization={"reference": "urn:x"}), "leads nowhere"),
    ],
)
def test_what_is_not_valid_is_found(home, change, said):
    bundle = json.loads(written(home))
    change(bundle["entry"][0]["resource"])
    assert any(said in json.dumps(fault) for fault in faults(json.dumps(bundle)))


def test_each_movement_is_a_procedure_within_its_session_with_its_light(home):
    home.tell(Story().welcome().session(["elbow_prop"]))
    found = [one["resource"] for one in json.loads(written(home))["entry"]]
    session, movement = [one for one in found if one["resourceType"] == "Procedure"]
    assert movement["partOf"] == [{"reference": f"urn:uuid:{session['id']}"}]
    assert movement["outcome"]["coding"][0]["code"] == "green"
    assert movement["performedDateTime"] == "2026-03-02T09:05:00+01:00"


def test_a_withdrawn_entry_is_left_out_and_a_changed_one_is_amended(home):
    story = Story().welcome().morning(8, 20)
    changed = story.last_id
    story.on(1).morning(3, 20)
    gone = story.last_id
    story.on(2).correct(changed, {"pain": 2}).correct(gone, None)
    home.tell(story).at("2026-03-04T20:00")
    found = [one["resource"] for one in json.loads(written(home))["entry"]]
    pains = [one for one in found if "72514-3" in json.dumps(one.get("code", ""))]
    told = [(one["status"], one["valueQuantity"]["value"]) for one in pains]
    assert told == [("amended", 2)]


def test_no_day_of_birth_is_made_up(home):
    home.tell(Story().welcome())
    assert "birthDate" not in written(home)


def test_the_same_person_keeps_the_names_of_the_resources(home):
    home.tell(Story().welcome().session())
    names = [one["fullUrl"] for one in json.loads(written(home))["entry"]]
    home.at("2026-03-02T11:00")
    again = [one["fullUrl"] for one in json.loads(written(home))["entry"]]
    assert names[:-1] == again[:-1]
    assert names[-1] != again[-1], "each writing has a provenance of its own"


@pytest.mark.parametrize(
    ("lang", "outcome", "smallest"), [("en", "pain", 1), ("es", "stiffness", 10)]
)
def test_an_experiment_is_valid_with_its_answer(home, lang, outcome, smallest):
    live_through(home, outcome=outcome, smallest=smallest)
    with speaking(lang):
        assert faults(written(home)) == []


@pytest.mark.parametrize("days", [0, 9])
def test_an_experiment_that_begins_or_was_ended_is_valid(home, days):
    live_through(home, days=days)
    assert faults(written(home)) == []
    home.house.experiment.stop()
    assert faults(written(home)) == []


def own(home, kind):
    found = [one["resource"] for one in json.loads(written(home))["entry"]]
    return [
        one
        for one in found
        if one["resourceType"] == kind and "urn:backfour:kind" in json.dumps(one)
    ]


def test_an_experiment_is_a_plan_of_weeks_and_its_answer_an_observation(home):
    run = live_through(home)
    (plan,), (answer,) = own(home, "CarePlan"), own(home, "Observation")
    weeks = [one["detail"] for one in plan["activity"]]
    assert plan["status"] == "completed"
    assert [not one["doNotPerform"] for one in weeks] == list(run.design.arms)
    assert answer["basedOn"] == [{"reference": f"urn:uuid:{plan['id']}"}]
    found = home.house.experiment.result(run, home.house.plan_today())
    assert answer["valueQuantity"]["value"] == found.effect
    assert len(answer["derivedFrom"]) == found.mornings_with + found.mornings_without
    assert home.house.health_record.counts()["Experiment"] == 2
    assert home.house.health_record.counts()["CarePlan"] == 1


def test_while_it_runs_neither_an_answer_nor_a_week_to_come_is_told(home):
    live_through(home, days=8)
    (plan,) = own(home, "CarePlan")
    assert plan["status"] == "active"
    assert [one["detail"]["status"] for one in plan["activity"]] == ["completed", "in-progress"]
    assert own(home, "Observation") == []


def test_an_experiment_without_an_answer_says_so_in_place_of_a_value(home):
    live_through(home, days=9)
    home.house.experiment.stop()
    (plan,), (answer,) = own(home, "CarePlan"), own(home, "Observation")
    assert plan["status"] == "revoked"
    assert "valueQuantity" not in answer
    assert answer["dataAbsentReason"]["coding"][0]["code"] == "unknown"
