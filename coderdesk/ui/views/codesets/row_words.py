"""A row of an official file in two columns, for a preview: what it is about, and what it says."""

from coderdesk.domain.coding.code import undotted
from coderdesk.domain.coding.code_release import (
    AddOnPair,
    CodeGroup,
    CodeMap,
    CoveredDiagnosis,
    DrgSeverity,
    DrgWeight,
    EditPair,
    ExclusionList,
    ImportedCode,
    ImportRow,
    IndexTerm,
    PcsDefinition,
    PcsTable,
    RelativeValue,
    UnitsLimit,
)
from coderdesk.domain.coding.tabular import TabularEntry
from coderdesk.ui.text import tr, tr_count


def row_words(row: ImportRow) -> tuple[str, str]:
    """Code or name, and the words beside it."""
    match row:
        case ImportedCode() | TabularEntry():
            return row.value, row.title or tr("(no title in this file)")
        case DrgWeight():
            return row.drg, tr("{title}, weight {weight}", title=row.title, weight=row.weight or "–")
        case RelativeValue():
            modifier = f"-{row.modifier}" if row.modifier else ""
            return f"{row.code}{modifier}", tr("work {work}, status {status}", work=row.work, status=row.status)
        case _:
            return _table_words(row)


def _table_words(row: ImportRow) -> tuple[str, str]:
    match row:
        case IndexTerm():
            return " › ".join(row.path), " ".join(row.codes) or row.see or row.see_also
        case PcsTable():
            return row.value, tr_count("{count} row", "{count} rows", len(row.rows))
        case PcsDefinition():
            return f"{row.section} {row.axis}", ", ".join(row.terms)
        case EditPair():
            return f"{row.column1} + {row.column2}", tr("modifier indicator {mark}", mark=row.modifier_indicator)
        case UnitsLimit():
            return row.code, tr("at most {count}", count=row.units)
        case AddOnPair():
            return row.add_on, tr("after {primary}", primary=row.primary or tr("a code the payer names"))
        case CoveredDiagnosis():
            return row.procedure, f"{row.diagnosis} {row.article}".strip()
        case DrgSeverity():
            return row.value, row.level
        case ExclusionList():
            return row.name, tr_count("{count} principal diagnosis", "{count} principal diagnoses", len(row.principals))
        case CodeMap():
            return undotted(row.source), row.target or tr("no code")
        case CodeGroup():
            return row.value, f"{row.scheme} {row.group} {row.title}".strip()
    return "", str(row)
