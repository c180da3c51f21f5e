"""Dates, periods, spans of time, and the kinds of documents and authors, as the screen writes them."""

from datetime import date

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.values.dates import Period
from coderdesk.ui.text import tr, tr_count

_MINUTE = 60


def day_words(day: date | None) -> str:
    """ "06/01/2026"; nothing for an open end."""
    return f"{day:%m/%d/%Y}" if day else ""


def state_on(period: Period, today: date) -> str:
    """Where a period stands: "in force", "ended 09/30/2026", "begins 10/01/2026"."""
    if period.covers(today):
        return tr("in force today")
    if period.end is not None and period.end < today:
        return tr("ended {date}", date=day_words(period.end))
    return tr("begins {date}", date=day_words(period.start))


def left_words(seconds: float) -> str:
    """ "a few seconds left", "about 2 minutes left"."""
    if seconds < 10:
        return tr("a few seconds left")
    if seconds < _MINUTE:
        return tr("about {count} seconds left", count=round(seconds / 5) * 5)
    return tr_count("about {count} minute left", "about {count} minutes left", round(seconds / _MINUTE))


def kind_words(kind: DocumentKind) -> str:
    return {
        DocumentKind.PROGRESS_NOTE: tr("Progress note"),
        DocumentKind.DICTATION: tr("Dictation"),
        DocumentKind.LAB_RESULT: tr("Lab result"),
        DocumentKind.PATHOLOGY: tr("Pathology report"),
        DocumentKind.IMAGING: tr("Imaging report"),
        DocumentKind.OPERATIVE_NOTE: tr("Operative note"),
        DocumentKind.THERAPY_NOTE: tr("Therapy note"),
        DocumentKind.ADDENDUM: tr("Addendum"),
        DocumentKind.DISCHARGE_SUMMARY: tr("Discharge summary"),
        DocumentKind.CONSULTATION: tr("Consultation"),
        DocumentKind.HISTORY_AND_PHYSICAL: tr("History and physical"),
        DocumentKind.NURSING_NOTE: tr("Nursing note"),
        DocumentKind.CARE_SUMMARY: tr("Summary of care"),
        DocumentKind.OTHER: tr("Document"),
    }[kind]


def role_words(role: AuthorRole) -> str:
    return {
        AuthorRole.PROVIDER: tr("provider"),
        AuthorRole.NURSE: tr("nurse"),
        AuthorRole.LABORATORY: tr("laboratory"),
        AuthorRole.PATIENT: tr("patient"),
    }[role]
