"""Headless commands, thin over services, and the one command line that names them beside the window's options."""

from coderdesk.cli.command_line import Command, command_line, parsed_command
from coderdesk.cli.faults import reporting_faults

__all__ = ["Command", "command_line", "parsed_command", "reporting_faults"]
