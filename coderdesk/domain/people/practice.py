"""The practice that bills and the providers who work in it."""

from dataclasses import dataclass

from coderdesk.domain.people.address import Address
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.values.ids import PracticeId, ProviderId


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A person who renders services. `taxonomy` is the NUCC code, `credentials` the letters after the name."""

    id: ProviderId
    name: PersonName
    credentials: str
    npi: str
    taxonomy: str
    specialty: str = ""
    is_active: bool = True

    @property
    def display(self) -> str:
        return f"{self.name.full}, {self.credentials}" if self.credentials else self.name.full


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """The billing provider: an organisation with its NPI, nine-digit tax id and street address.

    `submitter_id` names the practice towards whoever receives its claim files; `terms_days` runs from invoice to due date.
    """

    id: PracticeId
    name: str
    npi: str
    tax_id: str
    taxonomy: str
    address: Address
    phone: str
    email: str = ""
    contact: str = ""
    submitter_id: str = ""
    terms_days: int = 30
    invoice_note: str = ""
