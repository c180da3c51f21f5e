"""What opening a practice asks before anything else, over the driver connection of `Vault.looking`, without SQLAlchemy."""

from typing import Any


def practice_name(look: Any) -> str:
    """ "" in a vault that was just created."""
    found = look.execute("SELECT name FROM practice ORDER BY id LIMIT 1").fetchone()
    return str(found[0]) if found else ""


def charge_list(look: Any) -> tuple[tuple[str, str, str], ...]:
    """System, code and the practice's own words of each charge item, by code and start."""
    found = look.execute("SELECT system, code, words FROM charge_item ORDER BY code, starts_on")
    return tuple((str(system), str(code), str(words)) for system, code, words in found)


def has_unfinished_exports(look: Any) -> bool:
    """Whether a crash may have left a claim file half written."""
    return look.execute("SELECT 1 FROM export_batch WHERE state = 'writing' LIMIT 1").fetchone() is not None
