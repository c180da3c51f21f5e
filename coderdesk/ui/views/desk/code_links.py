"""Links to codes within a page of the book."""

from coderdesk.domain.coding.code import CodeSystem

LINK = "code"


def link_to(system: CodeSystem, value: str) -> str:
    return f"{LINK}:{system.value}/{value}"


def target_of(link: str) -> tuple[CodeSystem, str] | None:
    """What a link names; None for a link that is not ours."""
    scheme, _, rest = link.partition(":")
    system, _, value = rest.partition("/")
    if scheme != LINK or not value or system not in set(CodeSystem):
        return None
    return CodeSystem(system), value
