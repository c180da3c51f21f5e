"""A postal address in the United States."""

import re
from dataclasses import dataclass

_PO_BOX = re.compile(r"\b(p\.?\s*o\.?\s*box|post\s+office\s+box|lock\s*box)\b", re.IGNORECASE)

STATES = frozenset(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA "
    "RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR VI FM MH AA AE AP".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """`zip_code` holds five or nine digits without a hyphen, `state` the two-letter postal code; "" where unknown."""

    line1: str = ""
    line2: str = ""
    city: str = ""
    state: str = ""
    zip_code: str = ""

    @property
    def is_po_box(self) -> bool:
        return bool(_PO_BOX.search(self.line1))

    @property
    def lines(self) -> tuple[str, ...]:
        """As written on an envelope, without empty lines."""
        zip_code = f"{self.zip_code[:5]}-{self.zip_code[5:]}" if len(self.zip_code) == 9 else self.zip_code
        last = " ".join(part for part in (f"{self.city}," if self.city else "", self.state, zip_code) if part)
        return tuple(line for line in (self.line1, self.line2, last) if line)
