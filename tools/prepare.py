"""Set up what a fresh machine lacks, saying in plain words what it cannot do itself.

Called by the Makefile: ``venv``, ``install LOCK``, ``node``, ``chromium`` and ``lock``. Standard
library only, because it runs before anything is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCKS = ROOT / "requirements"

PYTHON_FLOOR = (3, 11)
NODE_FLOOR = (20, 19)

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ON_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def stop(sentence: str) -> None:
    """End with one sentence a person can act on."""
    raise SystemExit(sentence)


def is_debian_root() -> bool:
    """Tell whether we may install a system package here."""
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def apt_install(package: str) -> None:
    """Install one Debian package."""
    print(f"Installing {package} ...", flush=True)
    calm = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package]):
        subprocess.run(["apt-get", *words], check=True, env=calm, stdout=subprocess.DEVNULL)  # noqa: S607


def version_of(command: str) -> tuple[int, ...]:
    """Read the version a command prints; nothing found counts as 0."""
    try:
        told = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return (0,)
    found = re.search(r"(\d+)\.(\d+)", told.stdout + told.stderr)
    return tuple(int(part) for part in found.groups()) if found else (0,)


def find_python() -> str:
    """Find a Python new enough: the one that runs this, or another by name."""
    if sys.version_info >= PYTHON_FLOOR:
        return sys.executable
    for minor in range(19, PYTHON_FLOOR[1] - 1, -1):
        path = shutil.which(f"python3.{minor}")
        if path:
            return path
    stop("Back Four needs Python 3.11 or newer. On Debian or Ubuntu: apt-get install python3")
    return ""


def venv() -> None:
    """Make the virtual environment that holds everything, so the system stays as it is."""
    python = find_python()
    print("Making the virtual environment .venv", flush=True)
    words = [python, "-m", "venv", str(VENV)]
    if subprocess.run(words, check=False, capture_output=True).returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if is_debian_root():
        apt_install("python3-venv")
        subprocess.run(words, check=True)
        return
    stop(
        "Python's venv module is missing or could not run. "
        "On Debian or Ubuntu: sudo apt-get install python3-venv"
    )


def pip(*words: str) -> None:
    """Run pip of the environment, quietly."""
    base = [str(VENV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    if subprocess.run([*base, *words], check=False).returncode:
        stop(f"pip could not finish: pip {' '.join(words)}. Is the network reachable?")


def install(lock: str) -> None:
    """Install one lock, every file checked against its hash, and this package itself."""
    print(f"Python: installing what requirements/{lock}.txt locks", flush=True)
    # The lock is whole, so pip has nothing to resolve: without --no-deps it would look at a newer
    # coverage for pytest-cov's coverage[toml], find no hash for it and give up.
    pip("install", "--quiet", "--no-deps", "--require-hashes", "-r", str(LOCKS / f"{lock}.txt"))
    if lock == "build":
        pip("install", "--quiet", "--no-deps", "--no-build-isolation", "-e", str(ROOT))


def node() -> None:
    """Use the system's Node if it is new enough, or else put one into the environment."""
    path = shutil.which("node")
    if path and shutil.which("npm") and version_of(path) >= NODE_FLOOR:
        return
    print("Node 20.19 or newer is not here: installing one into .venv", flush=True)
    pip("install", "--quiet", "--require-hashes", "-r", str(LOCKS / "node.txt"))


def chromium() -> None:
    """Make sure there is a Chromium for the journeys; none is downloaded outside the system's."""
    if os.environ.get("BACKFOUR_CHROMIUM") or CHROMIUM_ON_MAC.exists():
        return
    if any(shutil.which(name) for name in CHROMIUM_NAMES):
        return
    if is_debian_root():
        apt_install("chromium")
        return
    stop(
        "The journeys need a Chromium. On Debian: sudo apt-get install chromium; elsewhere install "
        "Chrome or Chromium, or name one in BACKFOUR_CHROMIUM."
    )


def lock() -> None:
    """Compile requirements/*.in to hash-pinned locks that name no package index."""
    tool = ROOT / ".make" / "lock"
    subprocess.run([sys.executable, "-m", "venv", str(tool)], check=True)
    subprocess.run([str(tool / "bin" / "pip"), "install", "--quiet", "uv"], check=True)
    for name in ("run", "build", "video", "pdf", "dev", "node"):
        subprocess.run(
            [
                *(str(tool / "bin" / "uv"), "pip", "compile", "--quiet", "--universal"),
                *("--python-version", "3.11", "--generate-hashes", "--no-header"),
                *("--no-emit-index-url", "--no-emit-find-links"),
                *(f"{name}.in", "-o", f"{name}.txt"),
            ],
            check=True,
            cwd=LOCKS,
        )


def main() -> None:
    """Do the one step that is named."""
    steps = {"venv": venv, "node": node, "chromium": chromium, "lock": lock}
    step, *rest = sys.argv[1:] or [""]
    if step == "install" and len(rest) == 1:
        install(rest[0])
    elif step in steps and not rest:
        steps[step]()
    else:
        stop("usage: prepare.py venv | install LOCK | node | chromium | lock")


if __name__ == "__main__":
    main()
