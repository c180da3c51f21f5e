"""Reads that cut across kinds of things, each one statement into frozen rows."""
