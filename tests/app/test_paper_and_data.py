"""Tick sheets, corrections, tables and the log. Hazards H39, H42, H43."""

import csv
import json
from dataclasses import replace
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from backfour.app.import_ import unpacked
from backfour.app.sheets import check_digit, has_slip
from backfour.app.tables import as_csv
from backfour.core.errors import BackfourError, Refused
from backfour.core.reminding.daytime import Quiet
from tests.builders import Story
from tests.experiments import live_through
from tests.homes import leave


@pytest.fixture
def open_home(home):
    """Somebody whose plan is open, on the first day."""
    return home.tell(Story().welcome())


def measured(**fields):
    at = "2026-03-02T09:30:00+01:00"
    return {"v": 1, "id": "m1", "type": "measure_taken", "at": at, **fields}


def export_of(house):
    out = BytesIO()
    house.export.write(out)
    out.seek(0)
    return out


# ------------------------------------------------------------------------------------- sheets
def test_every_single_slip_and_every_swap_in_a_code_is_found():
    for code in ("12345" + check_digit("12345"), "90909" + check_digit("90909")):
        for place, right in enumerate(code):
            for digit in "0123456789":
                typed = code[:place] + digit + code[place + 1 :]
                assert has_slip(typed) == (digit != right)
        for place in range(5):
            a, b = code[place], code[place + 1]
            swapped = code[:place] + b + a + code[place + 2 :]
            assert has_slip(swapped) == (a != b)


def test_ticks_come_back_in_and_change_no_plan(open_home):
    house = open_home.house
    before = house.plan_today().plan
    sheet = house.sheets.make()
    kept = house.sheets.tick(sheet.code, {"2026-03-02": ["elbow_prop", "bed_rotation"]})
    assert kept.ticks == {"2026-03-02": ("elbow_prop", "bed_rotation")}
    assert house.plan_today().plan == before
    assert not [one for one in house.history.events() if one.type == "exercise_done"]


def test_typed_again_the_ticks_replace_those_of_before(open_home):
    sheets = open_home.house.sheets
    sheet = sheets.make()
    sheets.tick(sheet.code, {"2026-03-02": ["elbow_prop"]})
    assert sheets.tick(sheet.code, {}).ticks == {}


def test_spaces_in_a_code_do_not_matter_and_the_sheet_of_a_day_is_the_same_one(open_home):
    sheets = open_home.house.sheets
    sheet = sheets.make()
    assert sheets.make() == sheet
    assert sheets.find(f" {sheet.code[:3]} {sheet.code[3:]}") == sheet


@pytest.mark.parametrize(
    ("typed", "key"), [("", "sheet.slip"), ("12a", "sheet.slip"), ("000000", "sheet.unknown")]
)
def test_a_wrong_code_says_what_is_wrong_with_it(open_home, typed, key):
    with pytest.raises(BackfourError) as refused:
        open_home.house.sheets.find(typed)
    assert refused.value.key == key


def test_a_letter_among_the_digits_and_the_code_of_somebody_else_are_told_apart(
    open_home, tmp_path
):
    code = open_home.house.sheets.make().code
    for place in range(6):
        with pytest.raises(BackfourError) as refused:
            open_home.house.sheets.find(f"{code[:place]}O{code[place + 1 :]}")
        assert refused.value.key == "sheet.slip"
    elsewhere = open_home.move_in(tmp_path / "elsewhere").tell(Story().welcome())
    with pytest.raises(BackfourError) as refused:
        elsewhere.house.sheets.find(code)
    assert refused.value.key == "sheet.unknown"
    assert elsewhere.house.sheets.all() == []
    leave()


@pytest.mark.parametrize(
    "ticks",
    [{"2026-03-01": ["elbow_prop"]}, {"2026-03-02": ["juggling"]}, {"x": ["elbow_prop"]}],
)
def test_what_does_not_stand_on_the_sheet_is_refused(open_home, ticks):
    sheets = open_home.house.sheets
    sheet = sheets.make()
    with pytest.raises(Refused):
        sheets.tick(sheet.code, ticks)
    assert sheets.find(sheet.code).ticks == {}


def test_a_day_that_has_not_come_is_refused(open_home):
    sheets = open_home.house.sheets
    with pytest.raises(BackfourError, match=r"sheet\.future"):
        sheets.tick(sheets.make().code, {"2026-03-03": ["elbow_prop"]})


def test_where_nothing_is_offered_nothing_is_printed(home):
    with pytest.raises(BackfourError, match=r"sheet\.nothing"):
        home.house.sheets.make()


def test_strength_that_rests_today_is_on_the_sheet_and_what_is_suspended_is_not(home):
    story = Story().welcome().session()
    story.on(1).start().did("bird_dog", quality="sharp", peak=7).end()
    home.tell(story).at("2026-03-03T20:00")
    dose = home.house.sheets.dose()
    assert "pelvic_circles" in dose
    home.tell(story.on(3).start().did("bird_dog", 0, quality="sharp", peak=7).end())
    assert "bird_dog" not in home.at("2026-03-05T20:00").house.sheets.dose()


# ------------------------------------------------------------------------ export and import
def test_an_import_into_an_empty_place_gives_the_same_plan_ticks_and_text(open_home, tmp_path):
    house = open_home.house
    sheet = house.sheets.make()
    ticked = house.sheets.tick(sheet.code, {"2026-03-02": ["elbow_prop"]})
    text, plan, saved = house.history.text(), house.plan_today().plan, export_of(house)
    there = open_home.move_in(tmp_path / "elsewhere").house
    there.import_.read(saved)
    assert there.history.text() == text
    assert there.plan_today().plan == plan
    assert there.sheets.all() == [ticked]
    leave()


@pytest.mark.parametrize(
    "sheets",
    [
        {},
        [1],
        [{"code": "1"}],
        [{"code": "000000", "made": "x", "first": "2026-03-02", "movements": {}, "ticks": {}}],
    ],
)
def test_sheets_that_cannot_be_are_refused_with_the_whole_file(sheets):
    out = BytesIO()
    with ZipFile(out, "w") as zipped:
        zipped.writestr("history.jsonl", "")
        zipped.writestr("settings.json", json.dumps({"paper": sheets}))
    with pytest.raises(Refused):
        unpacked(out.getvalue())


# ------------------------------------------------------------------------------- corrections
def test_what_a_correction_changes_is_told_before_anything_is_written(home):
    story = Story().welcome().session().on(1, 7).morning(9, 20)
    home.tell(story).at("2026-03-03T09:00")
    house, before = home.house, home.house.history.text()
    ahead = house.correct.look(story.last_id, {"pain": 2})
    assert ("morning", "", "red", "green") in ahead.differences
    assert house.history.text() == before
    house.correct.write("c1", story.last_id, {"pain": 2})
    house.correct.write("c1", story.last_id, {"pain": 2})
    assert house.history.text().startswith(before), "nothing that was written is rewritten"
    assert house.correct.entry(story.last_id).reads.pain == 2
    assert [line.what for line in house.data_log.read()] == ["corrected"]


def test_new_leg_pain_cannot_be_taken_back(home):
    story = Story().welcome().on(1, 7).morning(2, 20, leg=True)
    home.tell(story).at("2026-03-03T09:00")
    ahead = home.house.correct.look(story.last_id, None)
    assert ahead.leg_stays
    assert ahead.reads.new_leg_pain


def test_a_correction_that_changes_nothing_or_has_no_target_is_refused(home):
    story = Story().welcome().morning(2, 20)
    home.tell(story)
    for target, fields, key in (
        (story.last_id, {"pain": 2}, "correct.same"),
        ("nobody", None, "correct.unknown"),
        ("e1", None, "correct.unknown"),
    ):
        with pytest.raises(BackfourError) as refused:
            home.house.correct.look(target, fields)
        assert refused.value.key == key


def test_a_value_that_cannot_be_is_refused(home):
    story = Story().welcome().morning(2, 20)
    home.tell(story)
    with pytest.raises(Refused, match=r"fields\.pain"):
        home.house.correct.look(story.last_id, {"pain": 11})


def test_an_entry_taken_back_can_be_brought_back_by_a_later_change(home):
    story = Story().welcome().morning(2, 20)
    home.tell(story)
    house = home.at("2026-03-02T11:00").house
    house.correct.write("c1", story.last_id, None)
    assert house.correct.entry(story.last_id).reads is None
    house.correct.write("c2", story.last_id, {"pain": 3})
    assert house.correct.entry(story.last_id).reads.pain == 3


# ------------------------------------------------------------------------------------ tables
@pytest.mark.parametrize("first", "=+-@\t\r\n＝＋－＠")
def test_no_text_can_be_run_by_a_spreadsheet(first):
    text = f"{first}HYPERLINK(1)"
    read = next(csv.reader(StringIO(as_csv([[text]]), newline="")))
    assert read == [f"'{text}"]


def test_numbers_stay_numbers_and_nothing_is_lost_to_commas_or_lines():
    rows = [[-3, 2.5, True, None, 'a "b", c', "two\nlines", ["x", 1]]]
    read = list(csv.reader(StringIO(as_csv(rows), newline="")))
    assert read == [["-3", "2.5", "yes", "", 'a "b", c', "two\nlines", '["x", 1]']]


def test_the_tables_hold_everything(open_home):
    house = open_home.house
    house.record.append([measured(measure="=cmd", value="@x")])
    sheet = house.sheets.make()
    house.sheets.tick(sheet.code, {"2026-03-02": ["elbow_prop"]})
    tables = tables_of(house)
    events = sum(len(tables[f"{one}.csv"]) - 1 for one in {e.type for e in house.history.events()})
    assert events == len(house.history.events())
    assert tables["measure_taken.csv"][1][2:4] == ["'=cmd", "'@x"]
    assert tables["ticked_on_paper.csv"][1] == [sheet.code, "2026-03-02", "elbow_prop", "1"]


def tables_of(house):
    out = BytesIO()
    house.tables.write(out)
    return {
        name: list(csv.reader(StringIO(ZipFile(out).read(name).decode(), newline="")))
        for name in ZipFile(out).namelist()
    }


STORED = {
    "StoredEvent": "entries_as_they_read_now.csv",
    "StoredSetting": "settings.csv",
    "StoredSheet": "ticked_on_paper.csv",
    "StoredExperiment": "experiments.csv",
    "StoredDeed": "data_log.csv",
    "ReachedPerson": "reminders.csv",
    "ReminderWish": "reminders.csv",
    "StoredDraft": "begun and not finished",
    "ReminderDue": "when reminders went out",
    "ReminderDelivery": "when reminders went out",
    "DoorToken": "keys",
    "PairedDevice": "paired devices",
    "PairingCode": "keys",
    "PushEndpoint": "browsers",
}
"""Where everything that is stored is found in the tables, or in which words the page says why
it is not."""


def test_everything_that_is_stored_is_in_a_table_or_the_page_says_why_not(open_home):
    from django.apps import apps

    from backfour.words import say

    assert {model.__name__ for model in apps.get_app_config("store").get_models()} == set(STORED)
    names, said = tables_of(open_home.house), say("data.take.tables.not_in", "en")
    for model, place in STORED.items():
        assert place in (names if place.endswith(".csv") else said), model


def test_what_the_report_has_no_room_for_is_in_the_tables(home):
    home.tell(Story().welcome(R16="yes", R24="yes", R11=["osteoporosis"]))
    plan = home.house.plan_today().plan
    rows = tables_of(home.house)["standing_today.csv"]
    assert ["2026-03-02", "check", plan.action] in rows
    assert [row[2] for row in rows if row[1] == "because"] == list(plan.screen_reasons) != []
    assert [row[2] for row in rows if row[1] == "condition"] == list(plan.flags) != []


def test_the_tables_hold_experiments_with_weeks_mornings_and_answer(home):
    run = live_through(home)
    found = home.house.experiment.result(run, home.house.plan_today())
    tables = tables_of(home.house)
    heading, row = tables["experiments.csv"]
    told = dict(zip(heading, row, strict=True))
    assert (told["seed"], told["answer"]) == (run.design.seed, found.sentence)
    assert (float(told["effect"]), float(told["low"])) == (found.effect, found.low)
    weeks = tables["experiment_weeks.csv"][1:]
    assert [week[3] for week in weeks] == ["yes" if on else "no" for on in run.design.arms]
    mornings = tables["experiment_mornings.csv"][1:]
    assert len(mornings) == found.mornings_with + found.mornings_without == 20


def test_an_experiment_brought_from_elsewhere_cannot_be_run_either(home):
    from backfour.adapters.store.experiments import DjangoExperiments

    run = live_through(home, days=1)
    DjangoExperiments().keep(replace(run, design=replace(run.design, id="=x", seed="@y")))
    tables = tables_of(home.reopen().house)
    assert tables["experiments.csv"][2][0] == "'=x"
    assert "'@y" in tables["experiments.csv"][2]
    assert tables["experiment_weeks.csv"][2][0] == "'=x"


def test_the_tables_hold_reminders_without_their_keys(open_home):
    from backfour.app.reminding.reminders import DEFAULTS

    reminders = open_home.house.reminders
    reminders.change("Europe/Zurich", Quiet(1260, 420), {"morning": ("mail", DEFAULTS["morning"])})
    reminders.mail_to("ann@example.org")
    secret = reminders.new_feed()
    reminders.add_endpoint("https://push.example.org/1", "key-of-a-browser", "auth", "Tablet")
    tables = tables_of(open_home.house)
    assert tables["reminders.csv"][1][:2] == ["morning", "mail"]
    assert tables["reminders.csv"][1][-1] == "ann@example.org"
    for kept_here in (secret, "key-of-a-browser", "push.example.org"):
        assert kept_here not in json.dumps(tables)


# --------------------------------------------------------------------------------------- log
def test_the_log_tells_what_happened_and_outlives_a_restore(open_home, tmp_path):
    house, copy = open_home.house, str(tmp_path / "copy.backup")
    house.backup.write(copy)
    export_of(house)
    house.restore.read(copy)
    assert [line.what for line in house.data_log.read()] == ["restored", "exported", "backed_up"]


def test_after_deletion_the_log_says_only_that(open_home):
    export_of(open_home.house)
    open_home.house.delete_all()
    assert [line.what for line in open_home.house.data_log.read()] == ["deleted"]


def test_an_unknown_line_is_a_mistake_of_ours(home):
    with pytest.raises(ValueError, match="what must be"):
        home.house.data_log.note("sold")


PLANTED = "Zwetschgenkuchen an der Sihl"


def test_nothing_of_what_was_told_is_left_in_any_file_after_deletion(home):
    from backfour.adapters.store.experiments import DjangoExperiments
    from backfour.app.reminding.ports import MailServer

    run, house = live_through(home, days=2), home.house
    DjangoExperiments().keep(replace(run, design=replace(run.design, seed=PLANTED)))
    house.preferences.change(name=PLANTED)
    at = house.clock.now().at
    row = {"v": 1, "id": "m1", "type": "measure_taken", "at": at, "measure": "activity_1"}
    house.record.append([{**row, "value": 4, "detail": PLANTED}])
    house.correct.write("c1", "m1", {"detail": f"{PLANTED}, put right"})
    house.sheets.make()
    house.session.start(2, PLANTED)
    house.session.stop(PLANTED, "elbow_prop", 1, 2)
    house.reminders.mail_to("zwetschgenkuchen@example.org")
    house.reminders.add_endpoint(f"https://example.org/{PLANTED}", "k", "a", PLANTED)
    house.mail_file.keep(MailServer(host="mail.example.org", password=PLANTED))
    house.devices.pair(house.devices.new_code().digits, PLANTED)
    media = home.folder / "media" / "landmarks"
    media.mkdir(parents=True)
    (media / "kept.json").write_text(PLANTED, encoding="utf-8")
    house.backup.write(str(home.folder / "before-restore.backup"))
    # As a copying leaves it behind that was killed in the middle.
    (home.folder / "copying-x1").mkdir()
    (home.folder / "copying-x1" / "backfour.sqlite3").write_text(PLANTED, encoding="utf-8")
    for name in ("before-restore.backup.part", "mail.json.part"):
        (home.folder / name).write_text(PLANTED, encoding="utf-8")
    before = found(home.folder, PLANTED)
    assert {"backfour.sqlite3-wal", "mail.json", "kept.json"} <= set(before), "the search finds it"
    house.delete_all()
    assert found(home.folder, PLANTED) == found(home.folder, "zwetschgenkuchen") == []
    left = {file.name for file in home.folder.rglob("*") if file.is_file()}
    assert left <= {"backfour.sqlite3", "backfour.sqlite3-wal", "backfour.sqlite3-shm"} | {
        "secret.key",
        "setup.lock",
        "reminders.lock",
    }
    assert "".join(str(one) for one in home.house.history.events()) == ""


def found(folder, planted):
    return [
        file.name
        for file in folder.rglob("*")
        if file.is_file() and planted.encode() in file.read_bytes()
    ]
