"""Headless commands, thin over services."""
