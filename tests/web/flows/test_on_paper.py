"""On paper, taken along, put right: through the pages."""

import json
import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from backfour.app.reminding.reminders import DEFAULTS
from backfour.bootstrap import house
from backfour.core.reminding.daytime import Quiet
from backfour.words import languages, say

TAGGED = ("Lang", "StructTreeRoot", "ViewerPreferences")


def taken(walk, kind):
    address = f"/data/take/{kind}/"
    return walk.post(address, seal=walk.get(address).field("seal"))


def code_on(walk):
    return re.search(r"(\d{3}) (\d{3})</strong>", walk.html).expand(r"\1\2")


# ------------------------------------------------------------------------------------- paper
@pytest.mark.parametrize("lang", languages())
def test_the_handout_shows_this_persons_dose_and_its_code_brings_the_ticks_back(walk, lang):
    walk.ready()
    house().preferences.change(language=lang)
    walk.post("/paper/handout/", size="letter")
    assert walk.where.startswith("/paper/handout/")
    assert "paper-letter.css" in walk.html
    assert say("move.elbow_prop.dose.1", lang) in walk.text
    assert walk.html.count('class="box"') == 28 * len(house().sheets.dose())
    assert say("warning.now.1", lang) in walk.text
    typed = code_on(walk)
    walk.at(3).post("/paper/ticks/", code=f"{typed[:3]} {typed[3:]}")
    assert walk.where == f"/paper/ticks/{typed}/"
    assert walk.html.count('type="checkbox"') == 4 * len(house().sheets.find(typed).movements)
    walk.post(walk.where, tick=["2026-11-24:elbow_prop", "2026-11-24:bed_rotation"])
    assert walk.page.status_code == 200
    assert house().sheets.find(typed).ticks == {"2026-11-24": ("elbow_prop", "bed_rotation")}
    assert walk.html.count(" checked") == 2
    assert not walk.events("exercise_done"), "a tick is no event"
    assert say("paper.ticked.title", lang) in walk.get("/why/").text


@pytest.mark.parametrize(
    ("typed", "said"), [("123", "cannot be right"), ("000000", "No sheet with that code")]
)
def test_a_wrong_code_gets_a_clear_sentence(walk, typed, said):
    walk.ready().post("/paper/ticks/", code=typed)
    assert walk.page.status_code == 422
    assert said in walk.text
    assert walk.field("code") == typed


def test_the_report_says_what_a_clinician_looked_at(walk):
    walk.told(R16="yes").at(1)
    at = house().clock.now().at
    seen = {"v": 1, "id": "c1", "type": "clearance_stated", "at": at, "by": "gp"}
    house().record.append([{**seen, "seen_on": "2026-11-23", "rules": ["R16"], "note": ""}])
    walk.get("/paper/report/")
    assert "on 23 November 2026, as told by the person. About: Weight lost" in walk.text


def test_the_report_names_an_activity_in_its_persons_words_and_what_was_asked_in_clear_ones(walk):
    walk.ready()
    for day, value, text in (
        (0, "3", "stairs"),
        (1, "4", "a short walk"),
        (15, "7", "a short walk"),
    ):
        walk.at(day).post(
            "/progress/questions/activity_1/", event=f"m-{day}", value=value, text=text
        )
    walk.get("/paper/report/")
    assert "a short walk first 4 · 24 Nov 2026 latest 7 · 8 Dec 2026" in walk.text
    assert "stairs" not in walk.text
    assert "In the last 3 months …" not in walk.text
    assert "In the last 3 months: an injection or operation in the spine" in walk.text


@pytest.mark.parametrize("tick", ["2026-11-30:elbow_prop", "2027-01-01:elbow_prop", "x", "x:y"])
def test_a_tick_that_cannot_be_is_refused_and_nothing_kept(walk, tick):
    walk.ready()
    sheet = house().sheets.make()
    walk.post(f"/paper/ticks/{sheet.code}/", tick=tick)
    assert walk.page.status_code == 422
    assert house().sheets.find(sheet.code).ticks == {}


def test_an_old_dose_is_not_printed_again(walk):
    walk.ready()
    sheet = house().sheets.make()
    walk.at(29).get(f"/paper/handout/{sheet.code}/")
    assert walk.page.status_code == 422


def test_a_closed_plan_prints_no_handout(walk):
    walk.told(R15="yes").get("/paper/")
    assert 'name="size"' not in walk.html
    walk.post("/paper/handout/")
    assert walk.page.status_code == 422


@pytest.mark.parametrize("lang", languages())
def test_the_report_can_be_read_before_anything_is_told_and_after(walk, lang):
    house().preferences.change(language=lang)
    assert walk.get("/paper/report/").page.status_code == 200
    walk.ready(R13="old", R11=["osteoporosis"])
    assert say("q.R13.item", lang) in walk.get("/paper/report/").text


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("size", ["a4", "letter"])
def test_as_pdf_the_report_has_two_pages_and_the_handout_one_a_movement(walk, lang, size):
    pymupdf = pytest.importorskip("pymupdf")
    pytest.importorskip("weasyprint")
    walk.ready()
    house().preferences.change(language=lang)
    sheet = house().sheets.make()
    pages = {}
    for name, address in (("report", "report/"), ("handout", f"handout/{sheet.code}/")):
        walk.get(f"/paper/{address}pdf/?size={size}")
        assert walk.page["Content-Type"] == "application/pdf"
        pages[name] = pymupdf.open(stream=walk.page.content)
    assert pages["report"].page_count == 2
    assert pages["handout"].page_count == 2 + len(sheet.movements)
    width, height = pages["report"][0].rect.width, pages["report"][0].rect.height
    assert (round(width), round(height)) == {"a4": (595, 842), "letter": (612, 792)}[size]
    for paper in pages.values():
        catalogue = {name: paper.xref_get_key(paper.pdf_catalog(), name)[1] for name in TAGGED}
        assert catalogue["Lang"] == lang, "read aloud in its own language"
        assert catalogue["StructTreeRoot"] != "null", "headings, lists and tables are told as such"
        assert "DisplayDocTitle true" in catalogue["ViewerPreferences"]
        assert paper.metadata["title"].endswith("· Back Four")
    assert [line.what for line in house().data_log.read()] == ["handout", "report"]


# ------------------------------------------------------------------------------ taken along
def test_nothing_leaves_that_was_not_listed(walk):
    walk.ready()
    for kind in ("all", "tables", "fhir"):
        walk.post(f"/data/take/{kind}/")
        assert walk.page.status_code == 409
        assert "Content-Disposition" not in walk.page
    seal = walk.get("/data/take/all/").field("seal")
    walk.weekly().post("/data/take/all/", seal=seal)
    assert walk.page.status_code == 409
    assert "Something was added" in walk.text
    assert house().data_log.read() == []


def test_the_list_names_each_kind_with_its_count(walk):
    walk.ready().weekly().get("/data/take/all/")
    assert "Safety checks with every answer 2" in walk.text
    assert walk.get("/data/take/nothing/").page.status_code == 404


@pytest.mark.parametrize("kind", ["all", "tables", "fhir"])
def test_an_experiment_stands_in_every_list_before_it_leaves(walk, kind):
    walk.ready().get(f"/data/take/{kind}/")
    assert "experiments" not in walk.text.partition("Not in it")[0]
    house().experiment.begin("cushion", "stiffness", 4, 10)
    assert "Your own experiments" in walk.get(f"/data/take/{kind}/").text


def test_a_reminder_set_since_the_list_was_made_is_listed_first(walk):
    seal = walk.ready().get("/data/take/tables/").field("seal")
    house().reminders.change(
        "Europe/Zurich", Quiet(1260, 420), {"break": ("off", DEFAULTS["break"])}
    )
    walk.post("/data/take/tables/", seal=seal)
    assert walk.page.status_code == 409
    assert "Reminders 1" in walk.text


def test_a_device_that_tells_its_time_zone_makes_no_list_old(walk):
    seal = walk.ready().get("/data/take/tables/").field("seal")
    house().reminders.told_zone("America/Lima")
    walk.post("/data/take/tables/", seal=seal)
    assert walk.page.status_code == 200


def test_the_tables_and_the_health_record_can_be_taken(walk):
    taken(walk.ready(), "tables")
    assert "screen_completed.csv" in ZipFile(BytesIO(walk.page.content)).namelist()
    taken(walk, "fhir")
    assert walk.page["Content-Type"] == "application/fhir+json"
    assert json.loads(walk.page.content)["resourceType"] == "Bundle"
    walk.get("/data/log/")
    assert "Tables were saved" in walk.text
    assert "system of a practice was saved" in walk.text


# -------------------------------------------------------------------------------- put right
def morning(walk, **different):
    at = house().clock.now().at
    told = {"v": 1, "id": "m/1 &", "type": "morning_checked", "at": at}
    told |= {"pain": 7, "stiffness_min": 20, "new_leg_pain": False, **different}
    house().record.append([told])
    return walk


def read_back(walk):
    """The form of the page that reads a correction back."""
    return {"step": "write"} | {name: walk.field(name) for name in ("entry", "event", "fields")}


@pytest.mark.parametrize("fields", ["", "[]", '{"id": "x"}', '{"pain": 99}', "{"])
def test_a_correction_that_was_not_read_back_as_it_is_sent_is_refused(walk, fields):
    morning(walk.ready())
    told = {"step": "write", "entry": "m/1 &", "event": "c1", "fields": fields}
    walk.post("/data/entries/change/", **told)
    assert walk.page.status_code == 422
    assert not walk.events("entry_corrected")


def test_a_wrong_morning_is_put_right_after_it_was_read_back(walk):
    morning(walk.ready())
    walk.get("/data/entries/?kind=morning_checked&day=2026-11-23")
    assert "m/1%20%26" in walk.html
    walk.get("/data/entries/change/?entry=m%2F1%20%26")
    assert walk.field("pain") == "7"
    form = {"entry": "m/1 &", "pain": "2", "stiffness_min": "20"}
    walk.post("/data/entries/change/", step="look", **form)
    assert "Is this right?" in walk.text
    assert not walk.events("entry_corrected")
    told = read_back(walk)
    for _ in range(2):
        walk.post("/data/entries/change/", **told)
    assert [one.fields for one in walk.events("entry_corrected")] == [{"pain": 2}]
    assert "Put right." in walk.text
    walk.get("/data/entries/")
    assert "put right" in walk.text


def test_an_entry_can_be_taken_back(walk):
    morning(walk.ready())
    walk.post("/data/entries/change/", step="withdraw", entry="m/1 &")
    walk.post("/data/entries/change/", **read_back(walk))
    assert [one.fields for one in walk.events("entry_corrected")] == [None]
    assert "taken back" in walk.text


def test_new_leg_pain_stays_and_the_page_says_so(walk):
    morning(walk.ready(), new_leg_pain=True)
    walk.post("/data/entries/change/", step="withdraw", entry="m/1 &")
    assert "stays told" in walk.text


@pytest.mark.parametrize("pain", ["11", "-1", "two", "2.5", "٣"])
def test_a_number_that_cannot_be_is_refused_and_what_was_typed_stays(walk, pain):
    morning(walk.ready())
    form = {"entry": "m/1 &", "pain": pain, "stiffness_min": "20"}
    walk.post("/data/entries/change/", step="look", **form)
    assert walk.page.status_code == 422
    assert walk.field("pain") == pain


def test_a_change_that_changes_nothing_says_so(walk):
    morning(walk.ready())
    form = {"entry": "m/1 &", "pain": "7", "stiffness_min": "20"}
    walk.post("/data/entries/change/", step="look", **form)
    assert walk.page.status_code == 422
    assert "nothing would change" in walk.text


def test_sitting_and_measures_can_be_put_right_too(walk):
    walk.ready()
    at = {"v": 1, "at": house().clock.now().at}
    sat = {"place": "sofa", "minutes": 90, "feet_up": True, "back_filled": False}
    told = [{**at, "id": "s1", "type": "sitting_logged", **sat}]
    values = (("a", 3), ("b", True), ("c", "low"), ("d", 2.5))
    told += [
        {**at, "id": name, "type": "measure_taken", "measure": "own", "value": value}
        for name, value in values
    ]
    house().record.append(told)
    changed = {
        "s1": {"place": "bed", "minutes": "60", "back_filled": "yes"},
        "a": {"value": "4"},
        "b": {"value": "no"},
        "c": {"value": "high"},
        "d": {"value": "2,25"},
    }
    for entry, fields in changed.items():
        assert walk.get(f"/data/entries/change/?entry={entry}").page.status_code == 200
        walk.post("/data/entries/change/", step="look", entry=entry, **fields)
        walk.post("/data/entries/change/", **read_back(walk))
    kept = [one.fields for one in walk.events("entry_corrected")]
    sitting = {"minutes": 60, "feet_up": False, "back_filled": True, "place": "bed"}
    assert kept == [sitting, {"value": 4}, {"value": False}, {"value": "high"}, {"value": 2.25}]


def test_a_movement_or_an_unknown_entry_cannot_be_corrected(walk):
    walk.ready()
    for entry in ("", "nobody", walk.events()[0].id):
        walk.post("/data/entries/change/", step="withdraw", entry=entry)
        assert walk.where == "/data/entries/"
    assert not walk.events("entry_corrected")
