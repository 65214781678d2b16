"""My data and Settings: out, in, gone; and what is set stays set."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest

from backfour import bootstrap
from backfour.bootstrap import house
from backfour.core.outcomes.experiment import Design, Experiment
from homes import leave
from web.flows.walk import Walk


def upload(walk, data, name="history.jsonl"):
    file = BytesIO(data)
    file.name = name
    return walk.post("/data/import/", file=file)


def taken(walk, kind):
    """Read the list, then press its button."""
    address = f"/data/take/{kind}/"
    return walk.post(address, seal=walk.get(address).field("seal"))


def test_everything_can_be_taken_along_and_brought_back(walk):
    taken(walk.ready(), "all")
    assert walk.page["Content-Disposition"] == 'attachment; filename="backfour-2026-11-23.zip"'
    saved = walk.page.content
    assert set(ZipFile(BytesIO(saved)).namelist()) == {"history.jsonl", "settings.json"}
    before = house().history.text()
    walk.post("/data/delete/", confirm=" Delete ")
    assert not walk.events()
    upload(walk, saved, "backfour.zip")
    assert "3 entries were brought in" in walk.text
    assert house().history.text() == before


def lived(walk):
    """Somebody with five weeks, an experiment, sittings, measures, a correction and a sheet."""
    walk.ready(F4=2)
    house().preferences.change(name="Ruth", country="CH")
    house().experiment.begin("cushion", "stiffness", 4, 10)
    sheet = house().sheets.make()
    for day in range(1, 36):
        walk.at(day, "07:00")
        if day % 7 == 1:
            walk.weekly()
        stiff = 20 + 10 * (day // 7 % 2) + day % 3
        house().morning.answer(2 - day % 2, stiff, new_leg_pain=False)
        at = {"v": 1, "at": house().clock.now().at}
        sat = {"place": "sofa", "minutes": 30 + day, "feet_up": False, "back_filled": True}
        rows = [{**at, "id": f"s{day}", "type": "sitting_logged", **sat}]
        if day % 7 == 2:
            measured = {"measure": "socks", "value": 2 if day < 20 else 1}
            rows.append({**at, "id": f"m{day}", "type": "measure_taken", **measured})
        house().record.append(rows)
    house().correct.write("c1", "s9", {"minutes": 200})
    house().correct.write("c2", "s10", None)
    house().sheets.tick(sheet.code, {"2026-11-24": ["elbow_prop"]})
    return walk.at(35, "20:00")


PAGES = ("/", "/progress/", "/progress/experiment/", "/why/", "/moves/", "/paper/report/")


def test_in_an_empty_place_plan_pages_and_answer_are_the_same_after_an_import(
    walk, tmp_path, monkeypatch
):
    saved = taken(lived(walk), "all").page.content
    plan, shown = house().plan_today().plan, [walk.get(page).text for page in PAGES]
    experiments = house().account().experiments
    assert experiments[0].result.effect is not None
    monkeypatch.setenv("BACKFOUR_DATA", str(tmp_path / "elsewhere"))
    leave()
    bootstrap.configure(tmp_path / "elsewhere")
    there = Walk(tmp_path / "clock.txt")
    assert house().history.events() == ()
    upload(there, saved, "backfour.zip")
    assert there.page.status_code == 200
    assert house().plan_today().plan == plan
    assert [there.get(page).text for page in PAGES] == shown
    assert house().account().experiments == experiments
    assert taken(there, "all").page.content == saved


def test_a_large_history_can_be_brought_in(walk):
    walk.ready()
    text = house().history.text().encode()
    house().delete_all()
    upload(walk, text + b" " * 3_000_000 + b"\n")
    assert "3 entries" in walk.text


def test_a_wrong_line_is_named_and_nothing_is_brought_in(walk):
    upload(
        walk, b'\n{"v":1,"id":"a","type":"morning_checked","at":"2026-11-23T08:00:00Z","pain":11}'
    )
    assert walk.page.status_code == 422
    assert "Line 2, pain" in walk.text
    assert not walk.events()


@pytest.mark.parametrize(("lang", "said"), [("en", "newer version"), ("es", "más nueva")])
@pytest.mark.parametrize("part", ["history", "experiment"])
def test_a_file_of_a_newer_version_is_named_as_such(walk, lang, said, part):
    house().preferences.change(language=lang)
    line = {"v": 2, "id": "a", "type": "flare_declared", "at": "2026-11-23T08:00:00Z"}
    run = Experiment(Design("x", "cushion", "pain", "2026-11-23", 4, 1, "seed")).to_dict()
    whole = BytesIO()
    with ZipFile(whole, "w") as zipped:
        zipped.writestr("history.jsonl", json.dumps(line) if part == "history" else "")
        zipped.writestr("settings.json", json.dumps({"experiments": [{**run, "v": 2}]}))
    upload(walk, whole.getvalue(), "backfour.zip")
    assert walk.page.status_code == 422
    assert said in walk.text
    assert not walk.events()


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", b"\xff\xfe", b"[]"])
def test_a_file_that_is_no_history_is_refused(walk, data):
    upload(walk, data)
    assert walk.page.status_code == 422
    assert 'id="file-wrong"' in walk.html


def test_no_file_is_asked_for(walk):
    walk.post("/data/import/")
    assert walk.page.status_code == 422


def test_nothing_is_brought_in_beside_another_history(walk):
    walk.ready()
    upload(walk, house().history.text().encode())
    assert walk.page.status_code == 422
    assert "two people never mix" in walk.text


@pytest.mark.parametrize("typed", ["", "yes", "delete all"])
def test_without_the_word_nothing_is_deleted(walk, typed):
    walk.ready().post("/data/delete/", confirm=typed)
    assert walk.page.status_code == 422
    assert walk.field("confirm") == typed
    assert walk.events()


def test_settings_stay_set(walk):
    told = {
        "name": "  Ruth   Meier ",
        "country": "CH",
        "text": "large",
        "voice": "off",
        "rate": "slow",
        "tones": "off",
        "order": "fewer_ups",
        "pace": "practice",
        "films": "still",
        "theme": "dark",
    }
    walk.post("/settings/", **told)
    assert "Saved." in walk.text
    kept = house().preferences.read()
    assert kept["name"] == "Ruth Meier"
    assert (kept["country"], kept["text_size_percent"]) == ("CH", 120)
    assert (kept["voice_on"], kept["tones_on"], kept["still_pictures"]) == (False, False, True)
    assert (kept["order"], kept["pace"], kept["theme"]) == ("fewer_ups", "practice", "dark")
    walk.get("/settings/")
    assert 'value="fewer_ups" checked' in walk.html


@pytest.mark.parametrize(
    ("field", "value"), [("country", "ZZ"), ("text", "huge"), ("name", "x" * 61)]
)
def test_a_setting_that_cannot_be_is_refused_and_nothing_changes(walk, field, value):
    walk.post("/settings/", **({"name": "Ruth", "country": "CH"} | {field: value}))
    assert walk.page.status_code == 422
    assert house().preferences.read()["country"] is None


def test_a_language_we_have_is_kept_and_another_changes_nothing(walk):
    walk.post("/settings/", name="", language="xx")
    assert house().preferences.read()["language"] == "en"


def test_a_file_beyond_fifty_megabytes_is_refused(walk):
    upload(walk, b" " * (52 * 2**20))
    assert walk.page.status_code == 422
    assert "larger than 50 MB" in walk.text
