"""The frame around every page: rail, top bar, status line, toast."""
