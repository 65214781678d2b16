"""Joins the commands, and turns whatever goes wrong into one plain line and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextvars import copy_context

import click
import typer

from backfour.cli import backup, check, coach, experiment, remind, replay, serve, today, transfer
from backfour.cli.failures import FAILED, REFUSED, in_one_line, speak

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Four movements and one sitting rule for a stiff low back after 50.",
)
app.command("serve")(serve.serve)
app.command("check")(check.check)
app.command("replay")(replay.replay)
app.command("today")(today.today)
app.command("experiment")(experiment.experiment)
app.command("coach")(coach.coach)
app.command("export")(transfer.export)
app.command("import")(transfer.import_)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("remind")(remind.remind)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; the language it set ends with it."""
    return copy_context().run(_run, arguments)


def _run(arguments: Sequence[str]) -> int:
    command = typer.main.get_command(app)
    try:
        with speak():
            code = command.main(list(arguments), prog_name="backfour", standalone_mode=False)
    except typer.Exit as told:
        return told.exit_code
    except click.exceptions.NoArgsIsHelpError as empty:
        print(in_one_line("backfour: a command is missing; try backfour --help"), file=sys.stderr)
        return empty.exit_code
    except click.ClickException as wrong:
        print(in_one_line(f"backfour: {wrong.format_message()}"), file=sys.stderr)
        return REFUSED
    except (click.Abort, KeyboardInterrupt):
        return FAILED
    except BrokenPipeError:
        # The reader of a pipe has gone; nothing is left to be told.
        sys.stderr.close()
        return FAILED
    except Exception as failure:  # noqa: BLE001 - whatever it is, it ends in one line
        print(
            in_one_line(f"backfour: failed: {type(failure).__name__}: {failure}"), file=sys.stderr
        )
        return FAILED
    return code if isinstance(code, int) else 0
