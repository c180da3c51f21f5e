"""Readers of documents as practices have them: each takes bytes and gives received documents, or refuses with a sentence.

A format is recognised by its content. Nothing is written here, nothing is fetched, no entity or macro is run.
"""
