"""A procedure as a service line names it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """`kind` is HC for HCPCS and CPT, AD for dental codes, HP for HIPPS, ZZ for mutually agreed ones."""

    kind: str
    code: str = ""
    modifiers: tuple[str, ...] = ()
    description: str = ""
