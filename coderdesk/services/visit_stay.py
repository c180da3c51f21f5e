"""An inpatient visit on the desk as a stay: its group, what the code editor says, and what the record names uncoded."""

from collections.abc import Iterator
from dataclasses import dataclass

from coderdesk.domain.billing.details.claim_details import VisitDetails
from coderdesk.domain.clinical.document import AuthorRole, Document
from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.clinical.reading import Assertion
from coderdesk.domain.coding.checked_visit import checked
from coderdesk.domain.coding.code import CodeSystem, undotted
from coderdesk.domain.coding.inpatient import DocumentedCondition, InpatientStay, OtherGroup, StayDiagnosis, StayGroup
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.dates import age_in_years
from coderdesk.domain.values.finding import Finding, Location, Place
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.desk import Desk
from coderdesk.services.ms_drg import opened_grouper
from coderdesk.services.visits import load_visit


class NotInpatient(AppError):
    def __init__(self, account: str) -> None:
        super().__init__(f"Visit {account} is no inpatient stay, and only those have a group. Nothing was grouped.")


@dataclass(frozen=True, slots=True, kw_only=True)
class StaySheet:
    """`others` are groups that documented but uncoded conditions would make, each with the words that name it."""

    stay: InpatientStay
    group: StayGroup
    edits: tuple[Finding, ...]
    others: tuple[OtherGroup, ...]


def group_visit(*, desk: Desk, encounter_id: EncounterId, discharge_status: int | None = None) -> StaySheet:
    """Reads the whole record: a few hundred milliseconds a page, never on the screen's thread. Without `discharge_status` it is
    that of the claim's details.

    Raises NotInpatient, GrouperMissing, NoGrouperVersion, StayUnfit, NotInVault.
    """
    with desk.vault.reading() as unit:
        visit = load_visit(unit, encounter_id)
        if discharge_status is None:
            discharge_status = discharge_status_in(unit.papers.details_of(encounter_id))
    return group_stay(library=desk.library, visit=visit, discharge_status=discharge_status)


def discharge_status_in(details: VisitDetails) -> int | None:
    """As the claim's details say it; None where nobody did."""
    stay = details.claim.stay
    said = stay.patient_status if stay else ""
    return int(said) if said.isdigit() else None


def group_stay(*, library: CodeLibrary, visit: CodedVisit, discharge_status: int | None) -> StaySheet:
    """The same for a visit that is open already. Raises as `group_visit`, but never NotInVault."""
    if visit.encounter.setting is not Setting.INPATIENT:
        raise NotInpatient(visit.encounter.account)
    stay = stay_of(visit, discharge_status)
    with opened_grouper(library) as grouper:
        return StaySheet(
            stay=stay,
            group=grouper.group(stay),
            edits=grouper.edits(stay, at=Location(Place.ENCOUNTER, visit.encounter.id)),
            others=grouper.what_if(stay, documented_conditions(visit, library)),
        )


def stay_of(visit: CodedVisit, discharge_status: int | None = None) -> InpatientStay:
    """Draft queries are left out. The visit's day is that of the discharge."""
    seen, day = checked(visit), visit.date_of_service
    born = visit.patient.birth_date
    return InpatientStay(
        discharged_on=day,
        diagnoses=tuple(StayDiagnosis(code=row.code, poa=row.poa or "") for row in seen.diagnoses),
        procedures=tuple(line.code for line in seen.lines if line.system is CodeSystem.ICD10PCS),
        age=age_in_years(born, day) if born <= day else None,
        sex=visit.patient.sex,
        discharge_status=discharge_status,
    )


def documented_conditions(visit: CodedVisit, library: CodeLibrary) -> tuple[DocumentedCondition, ...]:
    """What the provider's own documents affirm and nobody coded, each code once, where it is said first."""
    coded = {undotted(row.code) for row in visit.assignments}
    found: dict[str, DocumentedCondition] = {}
    for document in visit.documents:
        if document.author_role is AuthorRole.PROVIDER:
            for condition in _conditions(document, visit, library):
                if undotted(condition.code) not in coded:
                    found.setdefault(condition.code, condition)
    return tuple(found.values())


def _conditions(document: Document, visit: CodedVisit, library: CodeLibrary) -> Iterator[DocumentedCondition]:
    from coderdesk.reading.document import read_document  # the tables of cues, with the first record that is read
    from coderdesk.services.suggestions import codes_in

    read = codes_in(
        library=library,
        document=read_document(document.text),
        on=visit.date_of_service,
        setting=visit.encounter.setting,
        limit=40,
    )
    for one in read.suggestions:
        if one.billable and one.assertion is Assertion.AFFIRMED:
            yield DocumentedCondition(
                code=one.code.value,
                title=one.code.title,
                document_id=document.id,
                start=one.start,
                end=one.end,
                quotation=document.text[one.start : one.end],
            )
