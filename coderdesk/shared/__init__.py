"""Paths, resources, logging and the ports that differ by machine. Imports nothing else of the project."""
