"""The programs a stranger is told to run, run the way they are named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

VALIDATION = Path(__file__).parents[2] / "validation"


@pytest.mark.parametrize("program", ["films", "negatives", "reps"])
def test_a_program_runs_by_its_path_and_refuses_what_is_not_there_in_one_sentence(
    program, tmp_path
):
    asked = [sys.executable, str(VALIDATION / f"{program}.py"), str(tmp_path / "gone")]
    done = subprocess.run(asked, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert "gone" in done.stderr
