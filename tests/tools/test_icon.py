from pathlib import Path

import pytest

import make_icon


def test_a_path_with_spaces_and_signs_stays_one_word_in_a_desktop_entry():
    text = make_icon.desktop_entry(Path('/home/an na/50% "new"/backfour'), None)
    assert 'Exec="/home/an na/50%% \\\\"new\\\\"/backfour" serve\n' in text


def test_a_path_with_spaces_stays_one_word_in_a_command_file():
    assert "exec '/Users/an na/backfour' serve" in make_icon.command_file(
        Path("/Users/an na/backfour")
    )


def test_nobody_is_asked_where_nobody_can_answer(monkeypatch, tmp_path):
    monkeypatch.setattr(make_icon, "ASKED", tmp_path / "icon")
    monkeypatch.setattr("builtins.input", lambda _: pytest.fail("asked"))
    make_icon.offer()
    assert not (tmp_path / "icon").exists()
