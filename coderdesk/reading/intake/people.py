"""Names of people as documents write them, and what the letters behind a name say of their role."""

import re

from coderdesk.domain.clinical.document import AuthorRole
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.people.patient import Sex
from coderdesk.reading.intake.labels import PARTICLES

_PROVIDERS = (
    "MD|M\\.D\\.|DO|D\\.O\\.|NP|FNP|FNP-C|FNP-BC|ARNP|APRN|CNP|DNP|PNP|CRNA|CNM|PA|PA-C|P\\.A\\.|DPM|DC|DDS|DMD|OD|PhD|Ph\\.D\\."
    "|PsyD|LCSW|LPC|LMFT|PT|DPT|OT|OTR|OTR/L|SLP|CCC-SLP|PharmD|MBBS|FACS|FACC|FACP|RD"
)
_NURSES = "RN|R\\.N\\.|LPN|LVN|BSN|MSN|MA|CMA|RMA|CNA|Nurse|Medical Assistant"
_PROVIDER = re.compile(rf"(?:,|\s|\()\s*(?:{_PROVIDERS})(?![A-Za-z])|^\s*(?:Dr\.?|Doctor)\s", re.MULTILINE)
_NURSE = re.compile(rf"(?:,|\s|\(|^)\s*(?:{_NURSES})(?![A-Za-z])", re.MULTILINE)
_LABORATORY = re.compile(r"\b(?:laborator(?:y|ies)|labs?|labcorp|diagnostics|pathology)\b", re.IGNORECASE)
_RUN_IN = re.compile(r"(?<=[a-z])([a-z])([A-Z])(?![\w'])")
_PREFIX = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.?\s+", re.IGNORECASE)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "v"})
_CREDENTIALS = re.compile(rf"[,\s]+(?:{_PROVIDERS}|{_NURSES})(?![A-Za-z]).*$")


def role_of(author: str) -> AuthorRole | None:
    """By the letters behind the name, or the name of a laboratory; None when nothing tells."""
    if _PROVIDER.search(author):
        return AuthorRole.PROVIDER
    if _NURSE.search(author):
        return AuthorRole.NURSE
    return AuthorRole.LABORATORY if _LABORATORY.search(author) else None


def name_in(words: str) -> PersonName | None:
    """ "Rivera, Ana M." and "Ana M. Rivera Jr." alike; None when no name of two words stands there."""
    plain = _PREFIX.sub("", " ".join(_CREDENTIALS.sub("", words.strip()).split()).strip(" ,.;"))
    # OCR runs an initial into the name before it: "AnaM"
    plain = _RUN_IN.sub(r"\1 \2", plain)
    if not plain or any(character.isdigit() for character in plain):
        return None
    last, comma, rest = plain.partition(",")
    if comma:
        given, suffix = _without_suffix(rest.replace(",", " ").split())
        family, other = _without_suffix(last.split())
        return _named(family, given, suffix or other) if given and family else None
    parts, suffix = _without_suffix(plain.split())
    if len(parts) < 2 or len(parts) > 6:
        return None
    start = len(parts) - 1
    while start > 1 and parts[start - 1].lower() in PARTICLES:
        start -= 1
    return _named(parts[start:], parts[:start], suffix)


def _named(family: list[str], given: list[str], suffix: str) -> PersonName:
    return PersonName(last=" ".join(family), first=given[0], middle=" ".join(given[1:]).rstrip("."), suffix=suffix)


def _without_suffix(parts: list[str]) -> tuple[list[str], str]:
    if len(parts) > 1 and parts[-1].strip(".,").lower() in _SUFFIXES:
        return parts[:-1], parts[-1].strip(".,")
    return parts, ""


def sex_of(words: str) -> Sex | None:
    """By the first letter, in any of the ways that formats write it."""
    first = words.strip()[:1].upper()
    return {"F": Sex.FEMALE, "W": Sex.FEMALE, "M": Sex.MALE, "U": Sex.UNKNOWN}.get(first)
