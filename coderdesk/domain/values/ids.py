"""Row identifiers, one small type for each kind of thing, so that a patient's id never stands where a visit's belongs."""

from typing import NewType

PracticeId = NewType("PracticeId", str)
ProviderId = NewType("ProviderId", str)
PatientId = NewType("PatientId", str)
GuarantorId = NewType("GuarantorId", str)
EncounterId = NewType("EncounterId", str)
DocumentId = NewType("DocumentId", str)
AssignmentId = NewType("AssignmentId", str)
EvidenceId = NewType("EvidenceId", str)
ChargeId = NewType("ChargeId", str)
PayerId = NewType("PayerId", str)
CoverageId = NewType("CoverageId", str)
ClaimId = NewType("ClaimId", str)
InvoiceId = NewType("InvoiceId", str)
ProviderQueryId = NewType("ProviderQueryId", str)
NoticeId = NewType("NoticeId", str)
