"""The papers tell the truth about the code."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HAZARDS = re.findall(
    r"^\| (H\d\d) \|.*\(`([^`]+)`\) \| `([^`]+)` \|$",
    (ROOT / "docs" / "safety.md").read_text(encoding="utf-8"),
    flags=re.MULTILINE,
)


def test_hazards_are_numbered_without_gaps() -> None:
    """One row a hazard."""
    assert [row[0] for row in HAZARDS] == [f"H{n:02d}" for n in range(1, len(HAZARDS) + 1)]
    assert len(HAZARDS) >= 18


@pytest.mark.parametrize(("hazard", "code", "test"), HAZARDS)
def test_a_hazard_has_its_id_in_code_and_test(hazard: str, code: str, test: str) -> None:
    """The paper, the rule and the test name the same hazard."""
    assert hazard in (ROOT / "src" / "backfour" / code).read_text(encoding="utf-8"), code
    assert hazard in (ROOT / test).read_text(encoding="utf-8"), test


def test_the_rulebook_is_what_the_rules_say() -> None:
    """docs/clinical/rulebook.md is written from the code and kept current."""
    done = subprocess.run(
        [sys.executable, "tools/build_rulebook.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_papers_link_only_to_what_exists() -> None:
    """No dead link between our own papers."""
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} -> {target}"
