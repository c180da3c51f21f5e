"""The command line: the window's options and every headless command, parsed into one value."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from coderdesk import __version__


@dataclass(frozen=True, slots=True)
class Command:
    """What was asked for. `name` is None for the window; `run` is None when only the composition root can do it."""

    name: str | None
    arguments: argparse.Namespace
    run: Callable[[argparse.Namespace], int] | None


def parsed_command(words: Sequence[str]) -> Command:
    """Ends the process with status 2 and a usage line on stderr when the words make no command."""
    names_a_command = bool(words) and not words[0].startswith("-")
    asks_for_help = any(word in {"-h", "--help"} for word in words)
    parser = command_line() if names_a_command or asks_for_help else window_options()
    arguments = parser.parse_args(words)
    run = _check if arguments.check else getattr(arguments, "run", None)
    return Command(name=getattr(arguments, "command", None), arguments=arguments, run=run)


def window_options() -> argparse.ArgumentParser:
    """The options without a command. The start of the window parses these alone and loads no command's modules."""
    parser = argparse.ArgumentParser(
        prog="coderdesk",
        description="Offline desktop workstation for medical coding and billing. Without a command the window opens.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"CoderDesk {__version__}")
    parser.add_argument("--check", action="store_true", help="load everything but the window, say what works, and end")
    parser.add_argument("--demo", action="store_true", help="open the demo practice")
    parser.add_argument("--vault", type=Path, metavar="FILE", help="open this practice's vault")
    parser.add_argument("--quit-after-start", action="store_true", help="end as soon as the window is usable")
    return parser


def command_line() -> argparse.ArgumentParser:
    from coderdesk.cli import check_visits, claims, codes, demo, group_stays, intake, reading

    parser = window_options()
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    demo.add_parsers(commands)
    codes.add_parsers(commands)
    reading.add_parsers(commands)
    claims.add_parsers(commands)
    check_visits.add_parsers(commands)
    group_stays.add_parsers(commands)
    intake.add_parsers(commands)
    return parser


def _check(arguments: argparse.Namespace) -> int:
    from coderdesk.cli import check

    return check.run(arguments)
