"""What came in from payers, in a sentence: how many claims were answered, what was refused, what was kept aside and why."""

from coderdesk.domain.billing.answers.kept_answer import AnswerFile, FileStanding
from coderdesk.services.answer_folder import AnswersTaken
from coderdesk.ui.text import tr, tr_count


def taken_words(taken: AnswersTaken) -> str:
    """ "" when nothing came."""
    parts = [
        _read_words(taken),
        *_held_words(taken),
        _refused_words(taken),
        _aside_words(taken),
        *taken.missing.values(),
    ]
    return " ".join(part for part in parts if part)


def _read_words(taken: AnswersTaken) -> str:
    read = [row for row in taken.files if row.file.standing is FileStanding.READ]
    if not read:
        return ""
    files = read[0].file.name if len(read) == 1 else tr_count("{count} file", "{count} files", len(read))
    if all(row.changes is None for row in read):
        return tr("{files} was read before; nothing was done twice.", files=files)
    return tr_count("{files}: {count} claim answered.", "{files}: {count} claims answered.", taken.claims, files=files)


def _held_words(taken: AnswersTaken) -> list[str]:
    return [
        tr_count("{name}: {count} claim read in.", "{name}: {count} claims read in.", row.claims, name=row.file.name)
        for row in taken.held
    ]


def _refused_words(taken: AnswersTaken) -> str:
    if not taken.refused:
        return ""
    return tr_count(
        "{count} was refused and is back on the worklist.",
        "{count} were refused and are back on the worklist.",
        taken.refused,
    )


def _aside_words(taken: AnswersTaken) -> str:
    aside = taken.aside
    if not aside:
        return ""
    if len(aside) == 1:
        return tr("{name} was kept aside. {reason}", name=aside[0].name, reason=aside[0].reason)
    return tr_count("{count} file was kept aside.", "{count} files were kept aside.", len(aside))


def standing_words(file: AnswerFile) -> str:
    return {
        FileStanding.READ: tr("Read"),
        FileStanding.UNKNOWN: tr("Kept aside: not ours"),
        FileStanding.DUPLICATE: tr("Kept aside: came before"),
        FileStanding.UNREADABLE: tr("Kept aside: cannot be read"),
    }[file.standing]
