"""A PostgreSQL of one's own for a while, where the machine has one: for tests and measurements."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path


def is_there() -> bool:
    """Whether this machine can start a server and talk to it."""
    return bool(find_spec("psycopg") and shutil.which("initdb") and shutil.which("pg_ctl"))


@contextmanager
def server(*options: str) -> Iterator[Path]:
    """Start a server that is reached by a socket in the folder it yields (as user ``me``).

    Parameters
    ----------
    options
        Of the server, such as ``fsync=off``.
    """
    # Paths of sockets must be short.
    folder = Path(tempfile.mkdtemp(prefix="bf-pg-"))
    as_user = []
    if os.geteuid() == 0:
        as_user = ["setpriv", "--reuid=nobody", "--clear-groups"]
        shutil.chown(folder, "nobody")
    data, quiet = folder / "data", {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*as_user, "initdb", "-D", data, "-U", "me", "-A", "trust"], check=True, **quiet)
    told = " ".join(f"-c {one}" for one in ("listen_addresses=''", *options))
    start = ["pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", f"-k {folder} {told}", "start"]
    subprocess.run([*as_user, *start], check=True, **quiet)
    try:
        yield folder
    finally:
        stop = ["pg_ctl", "-D", data, "-m", "fast", "stop"]
        subprocess.run([*as_user, *stop], check=True, **quiet)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def tables_on(folder: Path) -> Iterator[None]:
    """Put Django, which must be set up, on empty tables of that server."""
    from django.core.management import call_command
    from django.db import connections

    before = dict(connections.settings["default"])
    connections.close_all()
    there = {"NAME": "postgres", "USER": "me", "HOST": str(folder), "OPTIONS": {}}
    connections.settings["default"].update(ENGINE="django.db.backends.postgresql", **there)
    del connections["default"]
    try:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("flush", interactive=False, verbosity=0)
        yield
    finally:
        connections.close_all()
        connections.settings["default"].update(before)
        del connections["default"]
