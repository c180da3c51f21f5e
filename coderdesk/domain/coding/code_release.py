"""What an official code-set file holds, as values: the release it is, and the rows of each kind of table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import product

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.tabular import TabularEntry
from coderdesk.domain.values.dates import Period


class CodeSet(StrEnum):
    """Every set that can be imported: the six national code systems, and the tables that stand beside them."""

    ICD10CM = "ICD-10-CM"
    ICD10PCS = "ICD-10-PCS"
    CPT = "CPT"
    HCPCS = "HCPCS"
    CDT = "CDT"
    NDC = "NDC"
    MODIFIER = "Modifiers"
    NUCC = "NUCC taxonomy"
    MSDRG = "MS-DRG"
    PLACE_OF_SERVICE = "Place of service"
    REVENUE = "Revenue codes"
    TYPE_OF_BILL = "Type of bill"
    CARC = "CARC"
    RARC = "RARC"
    NCCI_PTP = "NCCI PTP"
    MUE = "MUE"
    ADD_ON = "Add-on codes"
    RELATIVE_VALUE = "Relative values"
    COVERAGE = "Coverage lists"
    GEM = "GEM"
    HCC = "HCC"
    CCSR = "CCSR"

    @property
    def code_system(self) -> CodeSystem | None:
        """The code system that claims know it by; None for a table that only stands beside codes."""
        return next((system for system in CodeSystem if system.value == self.value), None)


class FileKind(StrEnum):
    """The layouts that are known. One code set may come in several."""

    ICD10CM_ORDER = "ICD-10-CM order file"
    ICD10PCS_ORDER = "ICD-10-PCS order file"
    ICD10CM_CODES = "ICD-10-CM code list"
    ICD10PCS_CODES = "ICD-10-PCS code list"
    ICD10CM_TABULAR = "ICD-10-CM tabular list"
    ICD10CM_CHANGES = "ICD-10-CM codes that begin and end"
    ICD10CM_INDEX = "ICD-10-CM index"
    ICD10CM_EXTERNAL_CAUSES = "ICD-10-CM external cause index"
    ICD10CM_DRUGS = "ICD-10-CM table of drugs"
    ICD10CM_NEOPLASMS = "ICD-10-CM neoplasm table"
    ICD10PCS_TABLES = "ICD-10-PCS tables"
    ICD10PCS_INDEX = "ICD-10-PCS index"
    ICD10PCS_DEFINITIONS = "ICD-10-PCS definitions"
    HCPCS_RECORDS = "HCPCS record file"
    HCPCS_WORKBOOK = "HCPCS workbook"
    HCPCS_SHORT = "HCPCS short descriptors"
    CPT_SHORT = "CPT short descriptors"
    CPT_MEDIUM = "CPT medium descriptors"
    CPT_LONG = "CPT long descriptors"
    CPT_CONSUMER = "CPT consumer descriptors"
    CPT_CLINICIAN = "CPT clinician descriptors"
    CPT_CONSOLIDATED = "CPT consolidated code list"
    NDC_DIRECTORY = "NDC directory"
    NCCI_PTP = "NCCI procedure-to-procedure edits"
    MUE = "NCCI medically unlikely edits"
    ADD_ON = "NCCI add-on code edits"
    RELATIVE_VALUES = "Physician fee schedule relative values"
    COVERAGE = "Coverage list of an LCD or NCD"
    TAXONOMY = "NUCC provider taxonomy"
    DRG_WEIGHTS = "MS-DRG weights (Table 5)"
    DRG_MCC = "MS-DRG MCC list (Table 6I)"
    DRG_CC = "MS-DRG CC list (Table 6J)"
    DRG_EXCLUSIONS = "MS-DRG CC exclusions (Table 6K)"
    GEM = "General equivalence mappings"
    HCC = "HCC mappings"
    CCSR = "CCSR for diagnoses"
    MAPPED = "Table read by a column mapping"
    OWN_WORDS = "Numbers of a list with our own words"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseHeader:
    """What a file is. `release` is "" when neither the file nor its name says it, and the person has to.

    `in_force` is open at the end: a release ends with the one that follows it. `notice` is the licence notice that
    stands in the file itself, to be kept and shown; `setting` says for which claims a table of edits is meant.
    `validity_from` is the first day for which the list knows what was valid, where that is before the release.
    """

    code_set: CodeSet
    kind: FileKind
    release: str
    in_force: Period
    publisher: str
    licence: str
    source: str
    notice: str = ""
    setting: str = ""
    validity_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedCode:
    """One code. `value` is in printed form ("N39.0"), `title` the longest text that the file has ("" when it has none).

    `extra` holds what else the file says, by the field's name, in the order of the file.
    """

    value: str
    title: str
    short_title: str = ""
    is_billable: bool = True
    in_force: Period = Period()
    extra: tuple[tuple[str, str], ...] = ()

    def detail(self, name: str) -> str:
        return next((text for field, text in self.extra if field == name), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexTerm:
    """One line of an alphabetic index or table. `path` leads from the main term down to this line.

    `codes` are as printed ("F44.4", "T36.0X-"), `cells` are the columns of a drug or neoplasm table by their heading;
    an empty cell ("--") is left out. `nonessential` are the words in parentheses that change nothing.
    """

    path: tuple[str, ...]
    codes: tuple[str, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    nonessential: str = ""
    see: str = ""
    see_also: str = ""


@dataclass(frozen=True, slots=True)
class PcsLabel:
    """A character of an axis and what it means: "0" and "Open"."""

    character: str
    meaning: str


@dataclass(frozen=True, slots=True)
class PcsAxis:
    """One of the seven places of an ICD-10-PCS code (1 to 7), what it is about, and the characters that it allows."""

    position: int
    title: str
    labels: tuple[PcsLabel, ...]


@dataclass(frozen=True, slots=True)
class PcsRow:
    """A row of a table: axes 4 to 7; every combination of its characters is a code."""

    axes: tuple[PcsAxis, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PcsTable:
    """An ICD-10-PCS table: axes 1 to 3 with one character each, and its rows. `definition` explains the operation."""

    head: tuple[PcsAxis, ...]
    rows: tuple[PcsRow, ...]
    definition: str = ""

    @property
    def value(self) -> str:
        return "".join(axis.labels[0].character for axis in self.head)

    def codes(self) -> Iterator[str]:
        """Every code that the table builds, in table order."""
        for row in self.rows:
            for characters in product(*([label.character for label in axis.labels] for axis in row.axes)):
                yield self.value + "".join(characters)


@dataclass(frozen=True, slots=True, kw_only=True)
class PcsDefinition:
    """What a character of ICD-10-PCS means: `section` "0", `axis` "Operation", `terms` the names, and the words."""

    section: str
    axis: str
    terms: tuple[str, ...]
    definition: str = ""
    explanation: str = ""
    includes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPair:
    """A pair of the NCCI procedure-to-procedure edits: `column2` is not paid beside `column1`.

    `modifier_indicator` is "0" (no modifier lifts it), "1" (an NCCI modifier does) or "9" (never active).
    """

    column1: str
    column2: str
    in_force: Period
    modifier_indicator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsLimit:
    """A medically unlikely edit: at most `units` of a code; `adjudication` 1 per line, 2 and 3 per date of service."""

    code: str
    units: int
    adjudication: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOnPair:
    """An add-on code and a code that it may follow; `primary` is "" where the contractor defines them (CCCCC)."""

    add_on: str
    primary: str
    kind: int
    in_force: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredDiagnosis:
    """A diagnosis that a contractor's article accepts for a procedure. `diagnosis` has no dot; with a hyphen at its end
    ("E11-") every code that begins so is meant."""

    procedure: str
    diagnosis: str
    in_force: Period
    contractor: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeValue:
    """A row of the physician fee schedule. Units are relative value units; `conversion_factor` is dollars for one."""

    code: str
    modifier: str
    status: str
    work: Decimal
    practice_expense_non_facility: Decimal | None
    practice_expense_facility: Decimal | None
    malpractice: Decimal
    total_non_facility: Decimal | None
    total_facility: Decimal | None
    conversion_factor: Decimal
    indicators: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrgWeight:
    """A row of Table 5. Weights and days are None where the rule prints a point."""

    drg: str
    mdc: str
    kind: str
    title: str
    is_post_acute: bool
    is_special_pay: bool
    weight: Decimal | None
    capped_weight: Decimal | None
    geometric_days: Decimal | None
    arithmetic_days: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrgSeverity:
    """A secondary diagnosis that counts as "CC" or "MCC"; `exclusions` names the list of principals that undo it."""

    value: str
    level: str
    exclusions: str = ""


@dataclass(frozen=True, slots=True)
class ExclusionList:
    """A collection of Table 6K: with one of these as principal diagnosis the CC or MCC does not count."""

    name: str
    principals: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeMap:
    """A line of the GEMs, from a code to a code of the other revision ("" when there is none)."""

    source: str
    target: str
    is_approximate: bool
    is_combination: bool
    scenario: int
    choice: int
    is_from_icd9: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeGroup:
    """A code and a category of a grouping: `scheme` "CMS-HCC V28" or "CCSR", `group` "37" or "END002".

    `role` says what the category is for the code: "" for a mapping, "default inpatient", "1" to "6".
    """

    value: str
    scheme: str
    group: str
    title: str = ""
    role: str = ""


ImportRow = (
    ImportedCode
    | TabularEntry
    | IndexTerm
    | PcsTable
    | PcsDefinition
    | EditPair
    | UnitsLimit
    | AddOnPair
    | RelativeValue
    | CoveredDiagnosis
    | DrgWeight
    | DrgSeverity
    | ExclusionList
    | CodeMap
    | CodeGroup
)


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line of the file that is left out, and why; its words are not repeated, they may be licensed."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """What an import would bring. `refused` holds the first hundred lines that are left out, `refused_count` all."""

    header: ReleaseHeader
    rows: int
    first: tuple[ImportRow, ...]
    last: tuple[ImportRow, ...]
    refused: tuple[RefusedLine, ...] = ()
    refused_count: int = 0
