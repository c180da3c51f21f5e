"""The documentation page of the coding rules, written from the same table that runs."""

from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Rule
from coderdesk.domain.coding.edits.table import GUIDELINES, PROCEDURES, PROMPTS, TABULAR
from coderdesk.services.rule_shares import PUBLISHED_SHARES

_GROUPS = (
    ("Tabular list", TABULAR),
    ("Guidelines", GUIDELINES),
    ("Service lines", PROCEDURES),
    ("Prompts and notes", PROMPTS),
)
_HEAD = """# Coding rules

This page is written from the table of rules that runs: `coderdesk rules --page > docs/rules.md`. The numbers are those of
the list of coding rules that the project works from.

A *stop* refuses. A *stop-override* refuses until a person writes down why it does not hold; the reason is kept. *warn* and
*ask* never block, *info* is told. What is not given is not judged: without a date of birth no rule speaks of age, without
present-on-admission indicators none speaks of them, without documents none reads a passage.

`coderdesk check FILE --json` runs them over coded visits from outside, one JSON object a line; the form is described in
`check.schema.json`. A line that is no visit is answered with `error` and a sentence, and the others are answered all the same.
The exit status is 0 when every line was answered, whatever was found; 1 when the file could not be read, or when the program
itself failed on a line, which its answer says; 2 when the command is wrong. Where a table is not imported, a finding of the
rule `not-checked`, `line-codes-not-checked` or `release-not-installed` says so.

Rules 5, 13, 21, 25, 28, 29 and 32 read the documents and run at the desk only, where a passage stands behind each code:
`passage-says-another-title` (5), `author-cannot-diagnose` (13), `passage-says-otherwise` (21, 28, 32),
`complication-without-cause` (25) and `uncertain-at-discharge` (29). Ctrl+. applies the fix that a finding offers.
`new-patient-seen-before`, `established-patient-not-seen` and `within-global-period` read the practice's own earlier visits and
speak at the desk only; the last needs the imported physician fee schedule.
Rules 67 and 68 belong to claims and remittances. Whether two conditions are unrelated, what was chiefly
responsible for a visit (30) a person decides.

Where two rules see one cause, one of them speaks: it carries the numbers of both, and no harder finding is silenced by a
softer one.

What a payer wants told otherwise is read from its kind, which the practice sets on the payer; the kinds stand in
`resources/rules/payers.toml`.
"""


def rules_page() -> str:
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD
    yield "## Notes of the tabular list that name a code"
    yield ""
    yield "The rules read codes and ranges; a note of free text is shown and not guessed. A test holds these shares."
    yield ""
    yield "| Note | at least |"
    yield "| --- | --- |"
    for kind, share in PUBLISHED_SHARES.items():
        yield f"| {kind.value} | {share:.0%} |"
    for title, rules in _GROUPS:
        yield ""
        yield f"## {title}"
        yield ""
        yield "| Rule | Numbers | Severity | Sentence | Citation | Example that breaks it |"
        yield "| --- | --- | --- | --- | --- | --- |"
        yield from (_row(rule) for rule in rules)


def _row(rule: Rule) -> str:
    numbers = ", ".join(map(str, rule.reference))
    cells = (f"`{rule.id}`", numbers, rule.severity.value, rule.sentence, rule.citation, rule.example)
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
