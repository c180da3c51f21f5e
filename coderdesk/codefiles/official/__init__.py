"""Readers of official code-set files as their publishers deliver them: recognised by content, streamed, refused by line.

A file or zip is recognised, previewed, and its rows are streamed as domain values. Nothing here stores anything, and
nothing here knows what is installed: that is for the services.
"""

from coderdesk.codefiles.official.layout import OfficialFile
from coderdesk.codefiles.official.mapped import ColumnMapping, guess_mapping, mapping_from_json, mapping_to_json
from coderdesk.codefiles.official.read import preview, preview_file, rows
from coderdesk.codefiles.official.recognise import recognise
from coderdesk.codefiles.official.trouble import CutOff, FileRefused, ImportCancelled, UnknownFile, WrongRelease

__all__ = [
    "ColumnMapping",
    "CutOff",
    "FileRefused",
    "ImportCancelled",
    "OfficialFile",
    "UnknownFile",
    "WrongRelease",
    "guess_mapping",
    "mapping_from_json",
    "mapping_to_json",
    "preview",
    "preview_file",
    "recognise",
    "rows",
]
