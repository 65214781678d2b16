"""The golden people: what the programme says today is what it was agreed to say."""

from __future__ import annotations

import json
from datetime import date

import pytest

from backfour.core.programme.replay import replay, snapshot
from backfour.core.reading import parse_history
from tests.golden.stories import PEOPLE, STORIES, document


@pytest.mark.parametrize("name", sorted(STORIES))
def test_a_story_is_written_as_it_was_agreed(name: str) -> None:
    """A change in dose or screening shows here as a difference that somebody reads."""
    history, expected = document(name)
    assert (PEOPLE / f"{name}.jsonl").read_text(encoding="utf-8") == history
    assert json.loads((PEOPLE / f"{name}.expected.json").read_text(encoding="utf-8")) == json.loads(
        expected
    )


def test_there_are_no_files_without_a_story() -> None:
    """A story that is taken out takes its files with it."""
    assert {path.name.split(".")[0] for path in PEOPLE.iterdir()} == set(STORIES)


def test_there_are_at_least_25_golden_people() -> None:
    """Enough lives to cover every kind of decision."""
    assert len(STORIES) >= 25


@pytest.mark.parametrize("name", sorted(STORIES))
def test_replay_of_the_file_alone_gives_the_same(name: str) -> None:
    """The files stand alone: bytes in, the same document out."""
    events = parse_history((PEOPLE / f"{name}.jsonl").read_bytes())
    for wanted in json.loads((PEOPLE / f"{name}.expected.json").read_text(encoding="utf-8")):
        (state,) = replay(events, [date.fromisoformat(wanted["on"]).toordinal()])
        assert snapshot(state) == wanted
