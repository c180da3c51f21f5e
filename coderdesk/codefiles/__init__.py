"""Readers of official code-set files: they turn files into domain values, and keep nothing."""
