"""Commands beside a server that runs: each its own process, on one and the same folder."""

import http.client
import io
import json
import re
import subprocess
import sys
import urllib.parse
import zipfile

import pytest

from tests.builders import Story
from tests.cli.conftest import ROOT, is_one_line
from tests.cli.test_serve import come_in, free_port, get
from tests.golden.stories import PEOPLE

HISTORY = PEOPLE / "first_day.jsonl"
DAY = ("--on", "2026-03-02")


def run(*arguments):
    """Run the real program to its end."""
    return subprocess.run(
        [sys.executable, "-c", "from backfour.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
        check=False,
    )


def replayed(folder):
    told = run("today", *DAY, "--json", "--data", folder)
    assert (told.returncode, told.stderr) == (0, "")
    return json.loads(told.stdout)


def exported(port, cookie):
    """What the running server itself holds, as its page hands it over."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/data/export/", headers={"Cookie": cookie})
    listed = connection.getresponse()
    assert listed.status == 200
    page = listed.read().decode()
    form = {
        name: re.search(rf'name="{name}" value="([^"]*)"', page)[1]
        for name in ("csrfmiddlewaretoken", "seal")
    }
    both = cookie + "; " + listed.getheader("Set-Cookie").split(";")[0]
    headers = {
        "Cookie": both,
        "Origin": f"http://127.0.0.1:{port}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection.request("POST", "/data/export/", urllib.parse.urlencode(form), headers)
    answer = connection.getresponse()
    assert answer.status == 200
    with zipfile.ZipFile(io.BytesIO(answer.read())) as zipped:
        lines = zipped.read("history.jsonl").splitlines()
    connection.close()
    return [json.loads(line) for line in lines]


def write(file, rows):
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


@pytest.fixture
def served(program, tmp_path):
    """A server on an empty folder: the folder, its port, and the cookie of a browser let in."""
    folder, port = tmp_path / "served", free_port()
    process = program("serve", "--no-browser", "--port", port, "--data", folder)
    for line in process.stdout:
        if found := re.search(r"/open/\S+", line):
            return folder, port, come_in(port, found.group())
    pytest.fail(process.stderr.read())


def test_a_restore_beside_a_running_server_is_what_it_shows_next(served, tmp_path):
    folder, port, cookie = served
    rows = Story().welcome(age=71, sex="male").rows
    before = write(tmp_path / "before.jsonl", rows)
    assert run("import", before, "--data", folder).returncode == 0
    assert exported(port, cookie) == rows, "the server has read the history there was"
    assert run("import", HISTORY, "--data", tmp_path / "other").returncode == 0
    assert run("backup", tmp_path / "b", "--data", tmp_path / "other").returncode == 0

    told = run("restore", tmp_path / "b", "--data", folder)

    assert (told.returncode, told.stderr) == (0, "")
    assert replayed(folder) == replayed(tmp_path / "other")
    restored = [json.loads(line) for line in HISTORY.read_text(encoding="utf-8").splitlines()]
    assert exported(port, cookie) == restored


def test_a_backup_beside_a_running_server_holds_what_it_was_told(served, tmp_path):
    folder, port, cookie = served
    assert run("import", HISTORY, "--data", folder).returncode == 0
    assert get(port, "/", cookie).status == 200

    assert run("backup", tmp_path / "b", "--data", folder).returncode == 0

    assert run("restore", tmp_path / "b", "--data", tmp_path / "other").returncode == 0
    assert replayed(tmp_path / "other") == replayed(folder)
    (golden,) = (
        one
        for one in json.loads(HISTORY.with_suffix(".expected.json").read_text(encoding="utf-8"))
        if one["on"] == DAY[1]
    )
    assert replayed(folder) == golden


def test_an_import_beside_a_running_server_never_mixes_two_people(served, tmp_path):
    folder, _, _ = served
    other = write(tmp_path / "other.jsonl", Story().welcome(age=71, sex="male").rows)
    assert run("import", HISTORY, "--data", folder).returncode == 0
    before = replayed(folder)

    told = run("import", other, "--data", folder)

    assert (told.returncode, told.stdout) == (2, "")
    assert is_one_line(told.stderr)
    assert replayed(folder) == before
