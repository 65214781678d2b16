"""The look keeps its promises: contrast, size, and nothing from outside."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from backfour.web.assets import SOURCE, STAMP, static_tree
from backfour.web.secret import NAME, secret_of
from backfour.words import known

CSS = SOURCE / "backfour" / "css"
FILMS = SOURCE / "backfour" / "films"
LARGEST = {
    "every page": 32_000,
    "the session": 13_000,
    "devices": 3_000,
    "knocks": 1_500,
    "camera": 6_000,
    "sitting": 2_500,
    "progress": 6_000,
    "big screen": 1_500,
    "what is printed": 6_000,
}
"""Bytes of style sheets before compression, which makes a quarter of it (our choice)."""


def values(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\s*;", block))


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def themes() -> dict[str, dict[str, str]]:
    sheet = (CSS / "tokens.css").read_text(encoding="utf-8")
    day = values(sheet[sheet.index(":root") : sheet.index(".night")])
    night = values(sheet[sheet.index(".night") : sheet.index("@media")])
    return {"day": day, "night": day | night}


TEXT = [
    *((ink, ground) for ink in ("ink", "ink-soft", "pine") for ground in ("wall", "sheet", "oak")),
    *(("ink", ground) for ground in ("arch", "arch-soft")),
    ("ink-soft", "arch-soft"),
    ("pine", "arch-soft"),
    ("clay", "wall"),
    ("clay", "sheet"),
    ("on-pine", "pine"),
    ("on-pine", "pine-press"),
    ("on-care", "care"),
    ("on-stop", "stop"),
    ("on-stop", "stop-press"),
    ("on-sea", "sea"),
]


@pytest.mark.parametrize("theme", ["day", "night"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_has_a_contrast_of_seven_to_one(theme, ink, ground):
    colours = themes()[theme]
    assert contrast(colours[ink], colours[ground]) >= 7


@pytest.mark.parametrize("theme", ["day", "night"])
@pytest.mark.parametrize("ground", ["wall", "sheet", "oak"])
def test_edges_of_controls_have_a_contrast_of_three_to_one(theme, ground):
    colours = themes()[theme]
    assert contrast(colours["line"], colours[ground]) >= 3


def test_the_dark_pages_and_the_session_have_the_same_colours():
    sheet = (CSS / "tokens.css").read_text(encoding="utf-8")
    night = values(sheet[sheet.index(".night") : sheet.index("@media")])
    auto = values(sheet[sheet.index(".auto") : sheet.index("prefers-reduced-motion")])
    assert night == auto


def test_the_style_sheets_stay_small_and_ask_nobody():
    sizes = {file.stem: file.stat().st_size for file in CSS.glob("*.css")}
    assert sizes.pop("session") < LARGEST["the session"]
    assert sizes.pop("home") < LARGEST["devices"]
    assert sizes.pop("knocks") < LARGEST["knocks"]
    assert sizes.pop("camera") < LARGEST["camera"]
    assert sizes.pop("sitting") < LARGEST["sitting"]
    assert sizes.pop("progress") < LARGEST["progress"]
    assert sizes.pop("screen") < LARGEST["big screen"]
    paper = [sizes.pop(name) for name in ("paper", "paper-a4", "paper-letter")]
    assert sum(paper) < LARGEST["what is printed"]
    assert sum(sizes.values()) < LARGEST["every page"]
    sheets = [file.read_text(encoding="utf-8") for file in CSS.glob("*.css")]
    for sheet in sheets:
        assert "@import" not in sheet
        assert all(
            address.startswith("../fonts/") for address in re.findall(r'url\("?([^")]+)', sheet)
        )


def test_every_film_and_still_is_there_and_has_words():
    items = json.loads((FILMS / "index.json").read_text(encoding="utf-8"))["items"]
    for item in items:
        assert known(f"film.{item['id']}.alt"), item["id"]
        files = [one["file"] for one in item.get("files", [])]
        files += [item[part] for part in ("poster", "file") if part in item]
        files += list(item.get("stills", {}).values())
        assert all((FILMS / file).is_file() for file in files), item["id"]


def test_the_collected_tree_is_served_until_a_source_is_newer(tmp_path):
    source, collected = tmp_path / "source", tmp_path / "collected"
    source.mkdir()
    sheet = source / "a.css"
    sheet.write_text("a{}", encoding="utf-8")
    assert static_tree(source, collected).from_source
    collected.mkdir()
    stamp = collected / STAMP
    stamp.write_text("abc\n", encoding="ascii")
    ahead = sheet.stat().st_mtime + 10
    _touch(stamp, ahead)
    tree = static_tree(source, collected)
    assert (tree.url, tree.root, tree.from_source) == ("/static/abc/", collected, False)
    _touch(sheet, ahead + 10)
    assert static_tree(source, collected).from_source


def _touch(file: Path, when: float) -> None:
    import os

    os.utime(file, (when, when))


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    first = secret_of(tmp_path)
    assert len(first) >= 50
    assert secret_of(tmp_path) == first
    assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == [NAME]


def test_an_empty_secret_left_by_a_power_cut_is_made_anew(tmp_path):
    (tmp_path / NAME).touch()
    assert secret_of(tmp_path) == secret_of(tmp_path) != ""


def test_a_folder_that_cannot_be_written_is_told_in_words(tmp_path):
    from backfour.app.refusals import StoreFault

    with pytest.raises(StoreFault, match=r"store\.unreachable"):
        secret_of(tmp_path / "nowhere")


def test_without_a_folder_each_process_has_its_own_secret():
    assert secret_of(None) != secret_of(None)
