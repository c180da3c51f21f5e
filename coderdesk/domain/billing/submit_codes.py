"""Diagnoses, procedures and the codes of a hospital's bill, in the groups in which a claim file lists them."""

from collections.abc import Iterable

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.details.claim_details import Happening
from coderdesk.domain.billing.submit_parts import plain
from coderdesk.domain.billing.submitted.health_code import HealthCode, HealthCodeGroup
from coderdesk.domain.billing.submitted.when import When
from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.domain.coding.code import undotted

CODES_OF_A_GROUP = 12
_EXTERNAL = frozenset("VWXY")


def health_code_groups(claim: Claim) -> tuple[HealthCodeGroup, ...]:
    """In the guide's order; the lists of a professional or dental claim are its diagnoses and its condition codes."""
    if not claim.is_institutional:
        return _grouped(_diagnoses(claim))
    stay = claim.details.stay
    principal, others, causes = _split(_diagnoses(claim))
    admitting = _codes("ABJ", (stay.admitting_diagnosis,)) if stay.admitting_diagnosis else ()
    return (
        *_grouped(principal),
        *_grouped(admitting),
        *_grouped(_codes("APR", stay.visit_reasons)),
        *_grouped(causes),
        *_grouped(_codes("DR", (stay.drg,)) if stay.drg else ()),
        *_grouped(others),
        *_grouped(_procedures(claim)[:1]),
        *_grouped(_procedures(claim)[1:]),
        *_grouped(_happened("BI", stay.spans)),
        *_grouped(_happened("BH", stay.occurrences)),
        *_grouped(_happened("BE", stay.values)),
        *_grouped(_codes("BG", stay.conditions)),
    )


def _diagnoses(claim: Claim) -> tuple[HealthCode, ...]:
    return tuple(
        HealthCode(
            kind="ABK" if rank == 0 else "ABF",
            code=x12_text(undotted(row.code)),
            present_on_admission=row.poa if claim.is_inpatient else "",
        )
        for rank, row in enumerate(claim.diagnoses)
    )


def _split(
    codes: tuple[HealthCode, ...],
) -> tuple[tuple[HealthCode, ...], tuple[HealthCode, ...], tuple[HealthCode, ...]]:
    """The principal diagnosis, the others, and the external causes, which have a list of their own."""
    causes = tuple(code for code in codes[1:] if code.code[:1] in _EXTERNAL)
    others = tuple(code for code in codes[1:] if code not in causes)
    listed = tuple(
        HealthCode(kind="ABN", code=code.code, present_on_admission=code.present_on_admission) for code in causes
    )
    return codes[:1], others, listed


def _procedures(claim: Claim) -> tuple[HealthCode, ...]:
    return tuple(
        HealthCode(
            kind="BBR" if rank == 0 else "BBQ",
            code=x12_text(undotted(row.code)),
            when=When.on(row.on) if row.on else None,
        )
        for rank, row in enumerate(claim.procedures)
    )


def _codes(kind: str, codes: Iterable[str]) -> tuple[HealthCode, ...]:
    return tuple(HealthCode(kind=kind, code=x12_text(undotted(code))) for code in codes)


def _happened(kind: str, rows: Iterable[Happening]) -> tuple[HealthCode, ...]:
    return tuple(
        HealthCode(
            kind=kind,
            code=x12_text(row.code),
            when=_when(row),
            amount=plain(row.amount) if row.amount is not None else None,
        )
        for row in rows
    )


def _when(row: Happening) -> When | None:
    if row.first is None:
        return None
    return When.between(row.first, row.last) if row.last else When.on(row.first)


def _grouped(codes: tuple[HealthCode, ...]) -> tuple[HealthCodeGroup, ...]:
    return tuple(
        HealthCodeGroup(codes=codes[start : start + CODES_OF_A_GROUP])
        for start in range(0, len(codes), CODES_OF_A_GROUP)
    )
