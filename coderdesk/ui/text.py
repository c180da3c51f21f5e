"""Every visible string passes through here, so that a translation can be laid over the desk one day."""

from PySide6.QtCore import QCoreApplication

_CONTEXT = "coderdesk"


def tr(source: str, /, **values: object) -> str:
    """The text in the person's language, its {names} filled in from `values`."""
    shown = QCoreApplication.translate(_CONTEXT, source)
    return shown.format(**values) if values else shown


def tr_count(one: str, many: str, /, count: int, **values: object) -> str:
    """`one` or `many` by English rule, with {count} filled in."""
    return tr(one if count == 1 else many, count=count, **values)
