"""The words of `coderdesk demo`. The composition root carries it out, for it drives the real window."""

import argparse
from pathlib import Path


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "demo", help="drive the main job offscreen on the demo practice and keep what it makes"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where claim, invoice and pictures go")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="also put the documentation's pictures here")
