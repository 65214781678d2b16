"""Commands run in this process on a fresh folder, or as the real program."""

import os
import subprocess
import sys
import warnings
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.homes import leave, opened

with warnings.catch_warnings():
    # This typer still asks click for names that click 9 will not have.
    warnings.filterwarnings("ignore", "'click", DeprecationWarning)
    from backfour.cli.main import run

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def english(monkeypatch):
    """Whatever the machine speaks: until a person has chosen, commands follow it."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def home(tmp_path, monkeypatch):
    with opened(tmp_path, monkeypatch) as home:
        yield home


@pytest.fixture
def command(request, tmp_path, monkeypatch, capsys):
    """Run one command in this process; returns its code, what it printed, and its complaint."""
    leave()
    if "home" not in request.fixturenames:
        monkeypatch.setenv("BACKFOUR_DATA", str(tmp_path / "unnamed"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return SimpleNamespace(code=code, out=printed.out, err=printed.err)

    yield call
    leave()


@pytest.fixture
def program():
    """Start the real program."""
    started = []

    def start(*arguments, **environment):
        process = subprocess.Popen(
            [sys.executable, "-c", "from backfour.cli import main; main()", *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, **environment},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def is_one_line(text):
    return text.endswith("\n") and text.count("\n") == 1
