"""Tables without a fixed layout, read by a mapping from their headings to our fields; mappings are saved and found again."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from coderdesk.codefiles.official.fields import NotADate, date_in
from coderdesk.codefiles.official.layout import Layout, Look, Reading, Truncation
from coderdesk.codefiles.official.releases import year_in_name
from coderdesk.codefiles.official.tables import Columns, cell, headed_rows, word
from coderdesk.domain.coding.code_release import CodeSet, FileKind, ImportedCode
from coderdesk.domain.values.dates import Period

_FORMS = {
    CodeSet.CDT: r"D\d{4}",
    CodeSet.CPT: r"\d{5}|\d{4}[FTUMA]",
    CodeSet.HCPCS: r"[A-CE-V]\d{4}",
    CodeSet.PLACE_OF_SERVICE: r"\d{2}",
    CodeSet.REVENUE: r"\d{4}",
    CodeSet.TYPE_OF_BILL: r"\d{3,4}|\d{2}x|\d{3}x",
    CodeSet.CARC: r"[A-Z]?\d{1,3}|[A-Z]{1,2}\d{0,2}",
    CodeSet.RARC: r"(?:MA|M|N)\d{1,4}",
    CodeSet.MODIFIER: r"[0-9A-Z]{2}",
    CodeSet.NUCC: r"[0-9A-Z]{9}X",
}
# How many digits a code of digits has, for workbooks that lost the leading zeros.
_DIGITS = {CodeSet.PLACE_OF_SERVICE: 2, CodeSet.REVENUE: 4, CodeSet.CPT: 5}
_VALUE = ("code", "codes", "code value")
_TITLE = ("description", "title", "name", "nomenclature", "long description", "definition", "text")
_STARTS = ("start", "start date", "effective date", "effective", "eff date", "begin date")
_ENDS = ("stop", "stop date", "end date", "termination date", "term date", "deactivation date", "deletion date")
_SHORT = ("short description", "short", "short title")
# Headings that say of which set a list is. A list whose headings say nothing is mapped by the person.
_OWN_VALUE = {
    CodeSet.PLACE_OF_SERVICE: (
        "place of service code s",
        "place of service codes",
        "place of service code",
        "pos code",
    ),
    CodeSet.CARC: ("claim adjustment reason code", "carc", "carc code"),
    CodeSet.RARC: ("remittance advice remark code", "rarc", "rarc code"),
    CodeSet.REVENUE: ("revenue code", "rev code"),
    CodeSet.TYPE_OF_BILL: ("type of bill", "tob", "type of bill code"),
    CodeSet.MODIFIER: ("modifier", "modifier code"),
    CodeSet.CDT: ("cdt code", "procedure code cdt"),
}
_OWN_TITLE = {CodeSet.PLACE_OF_SERVICE: ("place of service name", "pos name")}
LICENCES = {
    CodeSet.CDT: ("American Dental Association", "Copyright of the American Dental Association; a licence is needed"),
    CodeSet.REVENUE: ("National Uniform Billing Committee", "Copyright of the American Hospital Association"),
    CodeSet.TYPE_OF_BILL: ("National Uniform Billing Committee", "Copyright of the American Hospital Association"),
    CodeSet.CARC: ("X12", "Copyright of X12; a licence is needed"),
    CodeSet.RARC: ("Centers for Medicare & Medicaid Services and X12", "Copyright of X12; a licence is needed"),
}
_UNKNOWN_LICENCE = ("", "As its publisher says")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """Which heading holds which field. Headings are compared without case and punctuation; "" for a field not there.

    `form` is a regular expression that every code matches whole, `digits` fills a code of digits up with zeros,
    `others` are headings to keep beside.
    """

    name: str
    code_set: CodeSet
    value: str
    title: str
    short_title: str = ""
    starts: str = ""
    ends: str = ""
    others: tuple[str, ...] = ()
    form: str = ""
    digits: int = 0

    def headings(self) -> tuple[str, ...]:
        """Every heading that it needs."""
        named = (self.value, self.title, self.short_title, self.starts, self.ends, *self.others)
        return tuple(word(heading) for heading in named if heading)

    def fits(self, names: Sequence[str]) -> bool:
        return set(self.headings()) <= set(names)


def mapping_to_json(mapping: ColumnMapping) -> str:
    """As it is saved; the same mapping always gives the same text."""
    return json.dumps(asdict(mapping), sort_keys=True, ensure_ascii=False)


def mapping_from_json(text: str) -> ColumnMapping:
    """Read a saved mapping. Raises ValueError for what is none."""
    fields = json.loads(text)
    if not isinstance(fields, dict):
        raise ValueError("not a saved mapping")
    try:
        mapping = ColumnMapping(**fields)
        re.compile(mapping.form)
        return replace(mapping, code_set=CodeSet(mapping.code_set), others=tuple(mapping.others))
    except (TypeError, re.error) as error:
        raise ValueError("not a saved mapping") from error


def guess_mapping(names: Sequence[str], code_set: CodeSet | None = None, name: str = "") -> ColumnMapping | None:
    """A mapping for a header, for the set that the person chose or the one that the headings name; None without one."""
    chosen = code_set or next((one for one, own in _OWN_VALUE.items() if set(own) & set(names)), None)
    if chosen is None:
        return None
    value = _first(names, (*_OWN_VALUE.get(chosen, ()), *_VALUE))
    title = _first(names, (*_OWN_TITLE.get(chosen, ()), *_TITLE))
    if not value or not title:
        return None
    return ColumnMapping(
        name=name or chosen.value,
        code_set=chosen,
        value=value,
        title=title,
        short_title=_first(names, _SHORT),
        starts=_first(names, _STARTS),
        ends=_first(names, _ENDS),
        form=_FORMS.get(chosen, ""),
        digits=_DIGITS.get(chosen, 0),
    )


def _first(names: Sequence[str], wanted: Sequence[str]) -> str:
    return next((one for one in wanted if one in names), "")


@dataclass(frozen=True, slots=True)
class _Places:
    value: int
    title: int
    short: int | None
    starts: int | None
    ends: int | None
    others: tuple[tuple[str, int], ...]


def _places(columns: Columns, mapping: ColumnMapping) -> _Places:
    others = tuple((heading, columns.place(heading)) for heading in mapping.others)
    return _Places(
        columns.place(mapping.value),
        columns.place(mapping.title),
        columns.find(mapping.short_title),
        columns.find(mapping.starts),
        columns.find(mapping.ends),
        others,
    )


def rows_by_mapping(reading: Reading, mapping: ColumnMapping) -> Iterator[ImportedCode]:
    """One code a row. Raises FileRefused with the line for a row that the mapping does not fit."""
    columns, _, rows = headed_rows(reading.rows(), mapping.fits, reading.source.name)
    places, form = _places(columns, mapping), re.compile(mapping.form or r"\S+")
    for line, cells in rows:
        value = cell(cells, places.value)
        value = value.zfill(mapping.digits) if mapping.digits and value.isdigit() else value
        if not form.fullmatch(value) or not cell(cells, places.title):
            raise reading.fault(line, "the row has no code of the expected form with a description")
        try:
            in_force = Period(date_in(cell(cells, places.starts)), date_in(cell(cells, places.ends)))
        except NotADate as error:
            raise reading.fault(line, str(error)) from error
        yield ImportedCode(
            value=value,
            title=cell(cells, places.title),
            short_title=cell(cells, places.short),
            in_force=in_force,
            extra=tuple((name, cell(cells, at)) for name, at in places.others if cell(cells, at)),
        )


def layout_for(mapping: ColumnMapping) -> Layout:
    """A layout that knows tables by the headings of this mapping."""
    publisher, licence = LICENCES.get(mapping.code_set, _UNKNOWN_LICENCE)

    def fits(look: Look) -> bool:
        return any(map(mapping.fits, look.names))

    return Layout(
        kind=FileKind.MAPPED,
        code_set=mapping.code_set,
        publisher=publisher,
        licence=licence,
        truncation=Truncation.NOT_TOLD,
        fits=fits,
        read=lambda reading: rows_by_mapping(reading, mapping),
        release=year_in_name,
    )


def guessed_layout(look: Look) -> Layout | None:
    """The layout of a table whose headings name one of the sets that come without a fixed layout."""
    mappings = (guess_mapping(names) for names in look.names)
    return next((layout_for(mapping) for mapping in mappings if mapping), None)
