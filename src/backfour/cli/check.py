"""``backfour check``: what a set of answers means, without storing anything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from backfour.cli.failures import read, refused
from backfour.cli.language import follow_machine
from backfour.cli.options import Data, Json
from backfour.core.errors import Refused
from backfour.core.reading import read_json
from backfour.core.screening import decide


def check(
    answers: Annotated[list[Path], typer.Argument(metavar="ANSWERS.json...")],
    json_: Json = False,
    data: Data = None,
) -> None:
    """Judge one or more answer files."""
    del data  # every command takes it; this one stores and reads nothing of the person's
    results = [_judged(file) for file in answers]
    if json_:
        print(json.dumps(results if len(results) > 1 else results[0]))
        return
    from backfour.words import say

    follow_machine()
    for file, result in zip(answers, results, strict=True):
        print(f"{file}: {say('action.' + result['action'] + '.title')} ({result['action']})")
        for rule in result["reasons"]:
            print(f"  {rule}  {say('rule.' + rule)}")


def _judged(file: Path) -> dict[str, Any]:
    held = read(file)
    try:
        return decide.check(*decide.read_check(_document(held)))
    except Refused as refusal:
        raise refused(file, refusal) from None


def _document(held: bytes) -> Any:
    if held.startswith(b"\xef\xbb\xbf"):
        raise Refused("document", "starts with a byte-order mark")
    try:
        text = held.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("document", "is not UTF-8") from None
    try:
        return read_json(text)
    except ValueError:
        raise Refused("document", "is not JSON") from None
