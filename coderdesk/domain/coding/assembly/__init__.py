"""Suggestions put together: codes that belong in one, details told elsewhere, symptoms that a disease explains."""
