"""The three claims of the 837: professional, institutional, dental."""

from enum import StrEnum


class ClaimKind(StrEnum):
    PROFESSIONAL = "professional"
    INSTITUTIONAL = "institutional"
    DENTAL = "dental"
