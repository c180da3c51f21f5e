"""One transaction on a vault, with a repository for each kind of thing in it."""

from datetime import datetime

from sqlalchemy import Connection

from coderdesk.domain.values.kinds import Kind, Touched
from coderdesk.storage.repositories.answered_files import AnsweredFileRepository, UnreadDocumentRepository
from coderdesk.storage.repositories.assignments import AssignmentRepository
from coderdesk.storage.repositories.audit import AuditRepository
from coderdesk.storage.repositories.charges import ChargeRepository
from coderdesk.storage.repositories.claim_answers import ClaimAnswerRepository
from coderdesk.storage.repositories.claim_checks import ClaimCheckRepository
from coderdesk.storage.repositories.claim_files import ClaimFileRepository
from coderdesk.storage.repositories.claim_sequels import ClaimSequelRepository
from coderdesk.storage.repositories.claims import ClaimRepository
from coderdesk.storage.repositories.coverages import CoverageRepository
from coderdesk.storage.repositories.dismissals import DismissalRepository
from coderdesk.storage.repositories.documents import DocumentRepository
from coderdesk.storage.repositories.encounters import EncounterRepository
from coderdesk.storage.repositories.exports import ExportRepository
from coderdesk.storage.repositories.fees import FeeRepository
from coderdesk.storage.repositories.guarantors import GuarantorRepository
from coderdesk.storage.repositories.invoices import InvoiceRepository
from coderdesk.storage.repositories.originals import OriginalRepository
from coderdesk.storage.repositories.overrides import OverrideRepository
from coderdesk.storage.repositories.own_codes import OwnCodeRepository
from coderdesk.storage.repositories.patients import PatientRepository
from coderdesk.storage.repositories.payers import PayerRepository
from coderdesk.storage.repositories.practices import PracticeRepository
from coderdesk.storage.repositories.providers import ProviderRepository
from coderdesk.storage.repositories.rows import Rows
from coderdesk.storage.repositories.settings import SettingRepository
from coderdesk.storage.repositories.visit_papers import VisitPaperRepository


class UnitOfWork:
    """What happens here happens at `now`, all of it or nothing. Not to be kept after its block."""

    def __init__(self, connection: Connection, *, now: datetime | None) -> None:
        self._connection = connection
        self.now = now
        self._touched: dict[Touched, None] = {}
        rows = Rows(connection, now, self._note)
        self.practice = PracticeRepository(rows)
        self.providers = ProviderRepository(rows)
        self.patients = PatientRepository(rows)
        self.guarantors = GuarantorRepository(rows)
        self.payers = PayerRepository(rows)
        self.coverages = CoverageRepository(rows)
        self.fees = FeeRepository(rows)
        self.encounters = EncounterRepository(rows)
        self.documents = DocumentRepository(rows)
        self.originals = OriginalRepository(rows)
        self.answered_files = AnsweredFileRepository(rows)
        self.unread_documents = UnreadDocumentRepository(rows)
        self.assignments = AssignmentRepository(rows)
        self.overrides = OverrideRepository(rows)
        self.dismissals = DismissalRepository(rows)
        self.charges = ChargeRepository(rows)
        self.claims = ClaimRepository(rows)
        self.claim_checks = ClaimCheckRepository(rows)
        self.claim_files = ClaimFileRepository(rows)
        self.claim_answers = ClaimAnswerRepository(rows)
        self.claim_sequels = ClaimSequelRepository(rows)
        self.exports = ExportRepository(rows)
        self.invoices = InvoiceRepository(rows)
        self.settings = SettingRepository(rows)
        self.own_codes = OwnCodeRepository(rows)
        self.papers = VisitPaperRepository(rows)
        self.audit = AuditRepository(rows)

    @property
    def connection(self) -> Connection:
        """For queries of this package; services use the repositories."""
        return self._connection

    @property
    def touched(self) -> tuple[Touched, ...]:
        """What was written so far, in order, each thing once."""
        return tuple(self._touched)

    def _note(self, kind: Kind, row_id: str) -> None:
        self._touched[Touched(kind, row_id)] = None
