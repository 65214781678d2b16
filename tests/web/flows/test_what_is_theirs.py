"""My data and Settings: out, in, gone; and what is set stays set."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from backfour.bootstrap import house


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
