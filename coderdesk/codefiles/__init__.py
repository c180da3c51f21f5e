"""Readers of official code-set files: bytes in, domain values out. Nothing here stores or ranks."""
