import json
import re
import subprocess
import sys
import zipfile

import pytest

from backfour.adapters.store.database import FILE, SCHEMA
from tests.builders import Story, full_answers
from tests.cli.conftest import ROOT, is_one_line
from tests.golden.stories import PEOPLE, STORIES
from tests.homes import leave

ANSWERS = {"age": 62, "sex": "female", "answers": full_answers()}


def put(path, thing):
    path.write_text(thing if isinstance(thing, str) else json.dumps(thing), encoding="utf-8")
    return path


def test_check_prints_one_document(command, tmp_path):
    put(tmp_path / "a.json", ANSWERS)
    told = command("check", "a.json", "--json")
    assert (told.code, told.err) == (0, "")
    found = json.loads(told.out)
    assert set(found) == {"action", "reasons", "flags", "caps", "fit"}
    assert found["fit"] == {"score": 9, "band": "match"}


def test_check_of_several_files_prints_a_list_in_that_order(command, tmp_path):
    put(tmp_path / "a.json", ANSWERS)
    put(tmp_path / "b.json", {**ANSWERS, "answers": full_answers(R01="yes")})
    told = command("check", "b.json", "a.json", "--json")
    assert [one["action"] for one in json.loads(told.out)] == ["emergency", "none"]


def test_check_tells_people_in_words(command, tmp_path):
    put(tmp_path / "a.json", {**ANSWERS, "answers": full_answers(R16="yes")})
    told = command("check", "a.json")
    assert told.code == 0
    assert "R16" in told.out


@pytest.mark.parametrize(
    ("thing", "field"),
    [
        ("", "document"),
        ("[]", "document"),
        ("{", "document"),
        ("NaN", "document"),
        ("\ufeff{}", "document"),
        ({"age": 1, "sex": "male"}, "answers"),
        ({**ANSWERS, "mood": 1}, "mood"),
        ({**ANSWERS, "age": True}, "age"),
        ({**ANSWERS, "age": 121}, "age"),
        ({**ANSWERS, "sex": None}, "sex"),
        ({**ANSWERS, "answers": []}, "answers"),
        ({**ANSWERS, "answers": {"R27": "no"}}, "R27"),
        ({**ANSWERS, "answers": {"R35": "perhaps"}}, "R35"),
        ({**ANSWERS, "answers": {"F3": 4}}, "F3"),
        ({**ANSWERS, "answers": {"a\nb": 4}}, r"a\nb"),
    ],
)
def test_check_refuses_in_one_line_and_prints_nothing(command, tmp_path, thing, field):
    put(tmp_path / "good.json", ANSWERS)
    put(tmp_path / "bad.json", thing)
    told = command("check", "good.json", "bad.json", "--json")
    assert (told.code, told.out) == (2, "")
    assert is_one_line(told.err)
    assert told.err.startswith(f"bad.json: {field}: ")


@pytest.mark.parametrize("name", sorted(STORIES))
def test_replay_prints_the_golden_people(command, name):
    wanted = json.loads((PEOPLE / f"{name}.expected.json").read_text(encoding="utf-8"))
    days = [argument for one in wanted for argument in ("--on", one["on"])]
    told = command("replay", PEOPLE / f"{name}.jsonl", *days, "--json")
    found = json.loads(told.out)
    assert (found if len(wanted) > 1 else [found]) == wanted


def test_replay_tells_people_too(command):
    told = command("replay", PEOPLE / "first_day.jsonl", "--on", "2026-03-02")
    assert told.out.startswith("2026-03-02  usual  none")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["dance"],
        ["replay"],
        ["replay", "missing.jsonl"],
        ["replay", "missing.jsonl", "--on", "2026-03-02"],
        ["replay", ".", "--on", "2026-03-02"],
        ["replay", "missing.jsonl", "--on", "2026-02-30"],
        ["replay", "missing.jsonl", "--on", "tomorrow"],
        ["replay", "missing.jsonl", "--bogus"],
        ["check", "missing.json"],
        ["check"],
        ["today", "--on", "x"],
        ["import", "missing.jsonl"],
        ["import", "."],
        ["export", "nowhere/e.zip"],
        ["export", "."],
        ["backup", "nowhere/b"],
        ["backup", "."],
        ["restore", "missing"],
        ["serve", "--port", "0"],
        ["serve", "--port", "http"],
    ],
)
def test_wrong_arguments_end_in_one_line_and_two(command, arguments):
    told = command(*arguments)
    assert told.code == 2
    assert told.out == ""
    assert is_one_line(told.err)


def test_a_file_name_cannot_break_the_line(command, tmp_path):
    put(tmp_path / "a\nb\x1b[31m.json", "nope")
    told = command("check", "a\nb\x1b[31m.json")
    assert is_one_line(told.err)
    assert "\x1b" not in told.err


def test_help_names_every_command(command):
    told = command("--help")
    assert told.code == 0
    for name in "serve check replay today experiment coach export import backup restore".split():
        assert re.search(rf"^\s+{name}\b", told.out, re.MULTILINE)


def test_check_and_replay_start_without_the_store(tmp_path):
    put(tmp_path / "a.json", ANSWERS)
    code = (
        "import sys; from backfour.cli.main import run;"
        f"run(['check', {str(tmp_path / 'a.json')!r}, '--json']);"
        f"run(['replay', {str(PEOPLE / 'first_day.jsonl')!r}, '--on', '2026-03-02', '--json']);"
        "assert not {'django', 'sqlite3', 'babel', 'granian'} & set(sys.modules), 'loaded'"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_today_is_a_table_with_reasons(command, home):
    home.tell(Story().welcome()).house.preferences.change(name="Ann")
    told = command("today", "--data", home.folder)
    assert told.code == 0
    assert "Ann" in told.out
    assert told.out.count("level 1") == 5
    assert "reason." not in told.out
    assert "{" not in told.out


def test_today_on_another_day(command, home):
    home.tell(Story().welcome())
    told = command("today", "--on", "2026-12-01", "--data", home.folder, "--json")
    assert json.loads(told.out)["mode"] == "locked"


def test_an_export_comes_back_without_loss(command, home, tmp_path):
    tell, days = STORIES["flare_declared_and_over"]
    home.tell(tell()).house.preferences.change(name="Ann", country="NL")
    (home.folder / "media").mkdir()
    (home.folder / "media" / "a.bin").write_bytes(b"\x00\xff")
    assert command("export", "e.zip", "--data", home.folder).code == 0
    history = home.house.history.text()
    other = home.move_in(tmp_path / "other")
    told = command("import", "e.zip", "--data", other.folder)
    assert (told.code, told.err) == (0, "")
    assert other.house.history.text() == history
    assert other.house.preferences.chosen() == {"name": "Ann", "country": "NL"}
    assert (other.folder / "media" / "a.bin").read_bytes() == b"\x00\xff"
    assert command("export", "again.zip", "--data", other.folder).code == 0
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "e.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "e.zip") as held:
        (tmp_path / "h.jsonl").write_bytes(held.read("history.jsonl"))
    on = [argument for day in days for argument in ("--on", tell().on(day).today.isoformat())]
    replayed = json.loads(command("replay", "h.jsonl", *on, "--json").out)
    wanted = (PEOPLE / "flare_declared_and_over.expected.json").read_text(encoding="utf-8")
    assert replayed == json.loads(wanted)


def test_a_bare_history_may_be_imported_too(command, home):
    told = command("import", PEOPLE / "first_day.jsonl", "--data", home.folder)
    assert told.code == 0
    assert home.house.history.text() == (PEOPLE / "first_day.jsonl").read_text(encoding="utf-8")


def test_import_goes_only_into_an_empty_folder(command, home):
    home.tell(Story().welcome())
    told = command("import", PEOPLE / "first_day.jsonl", "--data", home.folder)
    assert told.code == 2
    assert is_one_line(told.err)
    assert len(home.house.history.events()) == 3


def make_zip(path, **held):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in held.items():
            made.writestr(name, content)
    return path


GOOD = json.dumps(Story().person().rows[0])


@pytest.mark.parametrize(
    "held",
    [
        {"settings.json": "{}"},
        {"history.jsonl": "nope"},
        {"history.jsonl": GOOD, "settings.json": "nope"},
        {"history.jsonl": GOOD, "settings.json": "[]"},
        {"history.jsonl": GOOD, "settings.json": '{"colour": "red"}'},
        {"history.jsonl": GOOD, "settings.json": '{"name": 7}'},
        {"history.jsonl": GOOD, "settings.json": '{"store.generation": "x"}'},
        {"history.jsonl": GOOD, "../evil": "x"},
        {"history.jsonl": GOOD, "media/../../evil": "x"},
        {"history.jsonl": GOOD, "media/.hidden": "x"},
        {"history.jsonl": GOOD, "secret.key": "x"},
        {"history.jsonl": GOOD, "media/bomb": b"\0" * (51 * 1024 * 1024)},
        {"history.jsonl": b"\n" * 1_000_002},
    ],
)
def test_a_wrong_zip_is_refused_and_nothing_is_written(command, home, tmp_path, held):
    make_zip(tmp_path / "e.zip", **held)
    told = command("import", "e.zip", "--data", home.folder)
    assert (told.code, told.out) == (2, "")
    assert is_one_line(told.err)
    assert told.err.startswith("e.zip: ")
    assert home.house.history.events() == ()
    assert home.house.preferences.chosen() == {}
    assert not list(home.folder.glob("media/*"))
    assert not (tmp_path / "evil").exists()


def test_a_torn_or_lying_zip_is_refused(command, home, tmp_path):
    whole = make_zip(tmp_path / "e.zip", **{"history.jsonl": GOOD * 20}).read_bytes()
    for place in (4, 20, len(whole) // 3, len(whole) // 2, len(whole) - 30):
        (tmp_path / "torn.zip").write_bytes(whole[:place])
        assert command("import", "torn.zip", "--data", home.folder).code == 2
        bent = bytearray(whole)
        bent[place] ^= 0xFF
        (tmp_path / "bent.zip").write_bytes(bent)
        told = command("import", "bent.zip", "--data", home.folder)
        assert told.code == 2, place
        assert is_one_line(told.err)
    assert home.house.history.events() == ()


def test_too_large_a_file_is_refused(command, home, tmp_path):
    with (tmp_path / "h.jsonl").open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)
    told = command("import", "h.jsonl", "--data", home.folder)
    assert told.code == 2
    assert "larger than 50 MB" in told.err


def test_backup_and_restore(command, home, tmp_path):
    home.tell(Story().welcome())
    assert command("backup", "b.backup", "--data", home.folder).code == 0
    assert command("restore", "b.backup", "--data", tmp_path / "other").code == 0
    home.move_in(tmp_path / "other")
    assert len(home.house.history.events()) == 3
    put(tmp_path / "nonsense", "nonsense")
    told = command("restore", "nonsense", "--data", tmp_path / "other")
    assert told.code == 2
    assert "error." not in told.err
    assert len(home.house.history.events()) == 3


def test_a_newer_database_is_our_own_failure(command, home):
    import sqlite3

    leave()
    newer = sqlite3.connect(home.folder / FILE)
    newer.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    newer.close()
    told = command("today", "--data", home.folder)
    assert (told.code, told.out) == (1, "")
    assert is_one_line(told.err)
    assert "newer" in told.err


def test_without_a_folder_the_usual_one_is_used(command, tmp_path, monkeypatch):
    monkeypatch.delenv("BACKFOUR_DATA", raising=False)
    leave()
    assert command("today").code == 0
    assert (tmp_path / "share" / "backfour" / FILE).exists()


def test_a_command_speaks_the_language_the_person_chose(home, command):
    from backfour import words

    home.house.preferences.change(language="es")
    told = command("today")
    assert words.say("cli.today.movement", "es") in told.out
    assert words.current_lang() == "en", "the language ends with the command"


def test_a_command_speaks_the_language_of_the_machine_before_one_is_chosen(monkeypatch):
    from backfour import words
    from backfour.cli.language import follow_machine

    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    with words.speaking("en"):
        for told, lang in (("es_MX.UTF-8", "es"), ("C.UTF-8", "en"), ("", "en"), ("de_DE", "en")):
            monkeypatch.setenv("LANG", told)
            follow_machine()
            assert words.current_lang() == lang
        monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
        monkeypatch.setenv("LANG", "es_ES")
        follow_machine()
        assert words.current_lang() == "en"
