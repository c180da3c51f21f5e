"""The checks that work at a desk: search, vault and invoice, on the demo practice in a scratch folder."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from coderdesk.cli.one_check import Check, CheckFailed
from coderdesk.cli.workbench import Workbench
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.services.code_browser import search_codes
from coderdesk.services.invoices import issue_invoice, write_invoice_pdf
from coderdesk.services.worklist import list_worklist
from coderdesk.shared.clock import FixedClock

EXAMPLE_DAY = date(2026, 5, 4)


@contextmanager
def desk_checks() -> Iterator[tuple[Check, ...]]:
    """The checks, ready to run in their order; what they made is gone afterwards."""
    scratch = TemporaryDirectory(prefix="coderdesk-check-", ignore_cleanup_errors=True)
    with scratch as folder, closing(Workbench(Path(folder))) as bench:
        yield tuple(Check(title, partial(found, bench)) for title, found in AT_THE_DESK)


def index_is_read_or_built(bench: Workbench) -> str:
    bench.library.warm_up()
    return ", ".join(f"{release.system} {release.release}" for release in bench.library.releases_on(EXAMPLE_DAY))


def search_finds(bench: Workbench) -> str:
    """The release travels with the application, so the answer is known."""
    hits = search_codes(library=bench.library, query="urinary tract infection", on=EXAMPLE_DAY)
    if not any(hit.code.value == "N39.0" for hit in hits):
        raise CheckFailed("The code search does not find N39.0; delete the code index and build it again.")
    return f"{len(hits)} codes found"


def vault_holds_the_demo_practice(bench: Workbench) -> str:
    """Made encrypted, closed, opened with its passphrase, and read back."""
    if bench.desk.vault.path.read_bytes().startswith(b"SQLite format 3"):
        raise CheckFailed("The vault was written without encryption; do not use this installation.")
    rows = list_worklist(desk=bench.desk)
    if not rows:
        raise CheckFailed("The demo practice has no visits; install CoderDesk again.")
    return f"{len(rows)} visits, encrypted"


def invoice_is_drawn(bench: Workbench) -> str:
    visit = next(row for row in list_worklist(desk=bench.desk) if row.status is EncounterStatus.CODED)
    # on the day of the visit, whatever this computer's clock says: what is to come is not invoiced
    noon = FixedClock(datetime.combine(visit.date_of_service, time(12), tzinfo=UTC))
    desk = replace(bench.desk, clock=noon)
    invoice = issue_invoice(desk=desk, encounter_id=visit.encounter_id).invoice
    page = write_invoice_pdf(desk=desk, invoice_id=invoice.id, folder=bench.folder).read_bytes()
    if not page.startswith(b"%PDF-"):
        raise CheckFailed("The invoice is not a PDF; install CoderDesk again.")
    return f"{len(page)} bytes"


AT_THE_DESK = (
    ("code index", index_is_read_or_built),
    ("code search", search_finds),
    ("vault and demo", vault_holds_the_demo_practice),
    ("invoice", invoice_is_drawn),
)
