"""Practices on this computer: list their vaults, open one, make a new one, print its recovery page."""

from dataclasses import dataclass
from pathlib import Path

from coderdesk.domain.people.address import Address
from coderdesk.domain.people.practice import Practice
from coderdesk.domain.values.ids import PracticeId
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.demo_place import PASSPHRASE, VAULT_NAME, demo_vault_path
from coderdesk.services.desk import Desk, with_charge_list
from coderdesk.services.pages import write_page
from coderdesk.shared.ids import new_id
from coderdesk.shared.paths import Paths
from coderdesk.shared.ports import Clock
from coderdesk.storage.queries import opening
from coderdesk.storage.vault import create_vault, open_vault, seconds_to_wait

_FORBIDDEN = set('<>:"/\\|?*')


class UnusablePracticeName(AppError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” cannot be the name of a file, so nothing was made. Choose a name of letters and digits."
        )


@dataclass(frozen=True, slots=True)
class VaultFile:
    """`passphrase` is "" except for the demo practice, whose passphrase is public."""

    path: Path
    name: str
    passphrase: str = ""


@dataclass(frozen=True, slots=True)
class NewPractice:
    desk: Desk
    recovery_code: str


def list_practices(*, paths: Paths, extra: Path | None = None) -> tuple[VaultFile, ...]:
    """The vaults in the practice folder, and one from elsewhere when it was named."""
    found = sorted(path for path in paths.vaults.glob("*.vault") if not path.name.startswith("."))
    if extra is not None and extra not in found:
        found = [extra, *found]
    demo = demo_vault_path(paths)
    return tuple(VaultFile(path, path.stem, PASSPHRASE if path == demo else "") for path in found)


def open_practice(*, path: Path, secret: str, library: CodeLibrary, clock: Clock, paths: Paths, actor: str) -> Desk:
    """Unlock a vault and finish the claim files that a crash interrupted. `secret` is the passphrase or the recovery code."""
    vault = open_vault(path, secret=secret, clock=clock, state_folder=paths.state)
    try:
        desk = Desk(vault=vault, library=library, clock=clock, paths=paths, actor=actor)
        desk = with_charge_list(desk=desk)
        if not desk.is_read_only:
            _finish_exports(desk)
    except BaseException:
        vault.close()
        raise
    return desk


def _finish_exports(desk: Desk) -> None:
    with desk.vault.looking() as look:
        is_needed = opening.has_unfinished_exports(look)
    if is_needed:
        from coderdesk.services.claims import finish_interrupted_exports  # pyx12 is loaded only when it is needed

        finish_interrupted_exports(desk=desk)


def wait_before_next_try(*, path: Path, clock: Clock, paths: Paths) -> int:
    """Seconds until another passphrase may be tried; 0 for now."""
    return seconds_to_wait(path, clock=clock, state_folder=paths.state)


def create_practice(
    *, name: str, passphrase: str, library: CodeLibrary, clock: Clock, paths: Paths, actor: str
) -> NewPractice:
    """Make an encrypted vault with an empty practice of that name. Raises UnusablePracticeName, VaultExists."""
    name = name.strip()
    if not _is_file_name(name) or name.casefold() == VAULT_NAME.casefold():
        raise UnusablePracticeName(name)
    path = paths.vaults / f"{name}.vault"
    created = create_vault(path, passphrase=passphrase, clock=clock, state_folder=paths.state)
    desk = Desk(vault=created.vault, library=library, clock=clock, paths=paths, actor=actor)
    practice = Practice(id=PracticeId(new_id()), name=name, npi="", tax_id="", taxonomy="", address=Address(), phone="")
    with desk.vault.writing(actor=actor, action="create_practice", now=clock.now()) as unit:
        unit.practice.save(practice)
    return NewPractice(desk=desk, recovery_code=created.recovery_code)


def _is_file_name(name: str) -> bool:
    """Visible in the list of practices, and fit for the disks of every platform, which count bytes up to 255."""
    is_short = len(name) <= 100 and len(name.encode()) <= 200
    return bool(name) and is_short and name.isprintable() and not name.startswith(".") and not set(name) & _FORBIDDEN


def write_recovery_page(*, desk: Desk, recovery_code: str, folder: Path) -> Path:
    """The page to print and keep; it names the vault and holds the code, so it belongs in a safe and not on this disk.

    Raises PageNotWritten.
    """
    from coderdesk.forms.recovery_sheet import render_recovery_sheet  # ReportLab, at the first page

    name = desk.vault.path.stem
    page = render_recovery_sheet(vault_name=name, code=recovery_code, created_on=desk.clock.today())
    return write_page(folder / f"Recovery code of {name}.pdf", page)


def practice_name(*, desk: Desk) -> str:
    with desk.vault.looking() as look:
        return opening.practice_name(look) or desk.vault.path.stem
