"""Offer an icon to start Back Four tomorrow: a ``.desktop`` file on Linux, ``.command`` on macOS.

Run by ``make run`` with ``--offer``: asks once, on a terminal only, and never blocks a script.
Without ``--offer`` it makes the icon at once.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
COMMAND: Final = ROOT / ".venv" / "bin" / "backfour"
STATIC: Final = ROOT / "src" / "backfour" / "web" / "static" / "backfour"
ASKED: Final = ROOT / ".make" / "icon"


def desktop() -> Path:
    """Find the person's desktop folder, which has another name in another language."""
    tool = shutil.which("xdg-user-dir")
    if tool:
        told = subprocess.run([tool, "DESKTOP"], capture_output=True, text=True, check=False)
        if told.stdout.strip():
            return Path(told.stdout.strip())
    return Path.home() / "Desktop"


def desktop_entry(command: Path, picture: Path | None) -> str:
    """Write the text of a Linux desktop entry.

    Parameters
    ----------
    command
        What to start; quoted as the desktop entry specification asks.
    picture
        The icon, or nothing if there is none.
    """
    quoted = str(command)
    for sign in ("\\", '"', "`", "$"):
        quoted = quoted.replace(sign, "\\" + sign)
    # A backslash is escaped once for the argument and once for the file; a percent sign doubled.
    quoted = quoted.replace("\\", "\\\\").replace("%", "%%")
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Name=Back Four",
        "Comment=Four movements for a stiff low back",
        f'Exec="{quoted}" serve',
        "Terminal=true",
        "Categories=Utility;",
    ]
    if picture:
        lines.append(f"Icon={picture}")
    return "\n".join(lines) + "\n"


def command_file(command: Path) -> str:
    """Write the text of a macOS command file."""
    return f"#!/bin/sh\nexec {shlex.quote(str(command))} serve\n"


def picture() -> Path | None:
    """Find the app's own icon, if it has one."""
    return next(iter(sorted(STATIC.glob("**/icon*.svg"))), None)


def write(path: Path, text: str) -> None:
    """Write one icon that may be started."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    print(f"Made {path}")


def make_icon() -> None:
    """Make the icon this system understands."""
    if sys.platform == "darwin":
        write(Path.home() / "Desktop" / "Back Four.command", command_file(COMMAND))
        return
    text = desktop_entry(COMMAND, picture())
    write(Path.home() / ".local" / "share" / "applications" / "backfour.desktop", text)
    if desktop().is_dir():
        on_desktop = desktop() / "backfour.desktop"
        write(on_desktop, text)
        trust = shutil.which("gio")
        if trust:  # GNOME starts only what its owner has called trusted
            words = [trust, "set", str(on_desktop), "metadata::trusted", "true"]
            subprocess.run(words, check=False, capture_output=True)


def offer() -> None:
    """Ask once, and only where somebody can answer."""
    if ASKED.exists() or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return
    try:
        answer = input("Shall I put an icon on your desktop, to start Back Four tomorrow? [y/n] ")
    except (EOFError, KeyboardInterrupt):
        print()
        return
    ASKED.parent.mkdir(exist_ok=True)
    ASKED.touch()
    if answer.strip().lower() in {"y", "yes"}:
        make_icon()


def main() -> None:
    """Offer or make, and never stand in the way of starting the app."""
    try:
        if "--offer" in sys.argv[1:]:
            offer()
        else:
            make_icon()
    except OSError as problem:
        print(f"The icon could not be made: {problem}")


if __name__ == "__main__":
    main()
