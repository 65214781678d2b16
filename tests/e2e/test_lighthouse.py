"""Every page is shown to Lighthouse, which asks a few things axe does not."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from backfour.words import languages
from e2e.conftest import chromium_path
from e2e.home import Home
from e2e.steps import Visit, choose
from e2e.test_accessibility import PAGES, bring_someone

pytestmark = pytest.mark.browser

RUNNER = Path(__file__).parents[2] / "tools" / "lighthouse" / "run.mjs"


@pytest.mark.parametrize("lang", languages())
def test_lighthouse_gives_every_page_full_marks_for_accessibility(
    home: Home, visit: Visit, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """100 of 100, or the names of what is missing."""
    node = shutil.which("node")
    assert node, "no Node here: `make test` sets one up"
    monkeypatch.setenv("BACKFOUR_CHROMIUM", chromium_path())
    bring_someone(home)
    visitor = visit()
    choose(visitor, lang)
    cookies = visitor.page.context.cookies()
    cookie = "; ".join(f"{one['name']}={one['value']}" for one in cookies)
    told = subprocess.run(
        [
            *(node, RUNNER, "--only", "accessibility", "--cookie", cookie),
            *(home.url + page for page in PAGES),
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stderr
    answers = [json.loads(line) for line in told.stdout.splitlines()]
    assert len(answers) == len(PAGES)
    wrong = [one for one in answers if one["scores"]["accessibility"] < 100 or one.get("error")]
    assert wrong == []
