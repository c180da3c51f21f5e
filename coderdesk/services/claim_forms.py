"""Claims on paper: the form of a visit's claim, of a claim that was read in, and the page with which a printer is calibrated."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_record import ClaimState
from coderdesk.domain.billing.print_settings import NO_SHIFT, PrintSettings, SheetShift
from coderdesk.domain.billing.stock_places import StockPlace, items_listed
from coderdesk.domain.billing.submit_claim import submit_claim
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.billing.submitted.party import Contact, ContactNumber
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.trouble import AppError
from coderdesk.forms.cms1500 import cms1500_grid, cms1500_sheets
from coderdesk.forms.dental import dental_grid, dental_sheets, on_stock
from coderdesk.forms.dental_stock import left_out, render_millimetres, stock_grid, unplaced
from coderdesk.forms.grid import FormGrid
from coderdesk.forms.sheets import CutField, Filled, PrintOffset, cut_fields, render_calibration, render_sheets
from coderdesk.forms.ub04 import ub04_grid, ub04_sheets
from coderdesk.services.claim_sequels import open_sequel
from coderdesk.services.claims import claim_to_leave
from coderdesk.services.dental_stock import read_stock_places, stock_places
from coderdesk.services.desk import Desk
from coderdesk.services.pages import write_page
from coderdesk.services.print_settings import print_settings, read_print_settings


class FigureTooLong(AppError):
    """An amount or count that its field would cut short, so that it says another one."""

    def __init__(self, control: str, cut: CutField) -> None:
        super().__init__(
            f"Claim {control} was not printed: {cut.value} does not fit field {cut.key} of the form, and cut short it would say "
            "something else. Split the claim, or send it as a file."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperClaim:
    """`content` is the PDF, `name` that of its file without an ending; `cut` are words that their field does not hold."""

    name: str
    content: bytes
    sheets: int
    cut: tuple[CutField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedClaim:
    path: Path
    sheets: int
    cut: tuple[CutField, ...]


def claim_form(
    claim: SubmittedClaim,
    *,
    on: date,
    settings: PrintSettings | None = None,
    stock: Mapping[str, StockPlace] | None = None,
    is_proof: bool = False,
) -> PaperClaim:
    """The claim on the form of its kind, dated `on`: the data alone for pre-printed stock, or on plain paper in boxes of our own,
    which is a proof, and of a dental claim the claim itself. `stock` says where dental stock has its boxes.

    Raises FigureTooLong, PlacesMissing.
    """
    grid, sheets = _filled(claim, on)
    dropped: tuple[CutField, ...] = ()
    if claim.kind is ClaimKind.DENTAL and not is_proof:
        grid, sheets = _for_stock(claim, sheets, stock or {})
        dropped = left_out(grid, sheets)
        sheets = tuple({key: words for key, words in sheet.items() if grid.fields[key].length} for sheet in sheets)
    cut = (*dropped, *cut_fields(grid, sheets))
    wrong = next((one for one in cut if one.is_figure), None)
    if wrong is not None:
        raise FigureTooLong(claim.control, wrong)
    shift = settings.shift_of(grid.name) if settings else NO_SHIFT
    return PaperClaim(
        name=f"{grid.name} {_for_a_file_name(claim.control)}{_ending(claim.kind) if is_proof else ''}",
        content=render_sheets(grid, sheets, offset=_offset(shift), is_proof=is_proof),
        sheets=len(sheets),
        cut=cut,
    )


class PlacesMissing(AppError):
    """Dental stock of which somebody has still to say where the boxes stand that a claim fills."""

    def __init__(self, control: str, items: tuple[str, ...]) -> None:
        super().__init__(
            f"Claim {control} was not printed on dental stock: nobody has measured where items {items_listed(items)} stand on it."
            " Add them to the positions under Settings, Printing; or print the claim on plain paper, which needs none."
        )


def _ending(kind: ClaimKind) -> str:
    return " plain" if kind is ClaimKind.DENTAL else " proof"


def _filled(claim: SubmittedClaim, on: date) -> tuple[FormGrid, tuple[Filled, ...]]:
    match claim.kind:
        case ClaimKind.PROFESSIONAL:
            return cms1500_grid(), cms1500_sheets(claim, signed_on=on)
        case ClaimKind.INSTITUTIONAL:
            return ub04_grid(), ub04_sheets(claim, made_on=on)
        case ClaimKind.DENTAL:
            return dental_grid(), dental_sheets(claim, signed_on=on)


def _for_stock(
    claim: SubmittedClaim, sheets: tuple[Filled, ...], places: Mapping[str, StockPlace]
) -> tuple[FormGrid, tuple[Filled, ...]]:
    grid, filled = stock_grid(places), tuple(map(on_stock, sheets))
    missing = unplaced(grid, filled)
    if missing:
        raise PlacesMissing(claim.control, missing)
    return grid, filled


def write_claim_form(*, desk: Desk, encounter_id: EncounterId, folder: Path, is_proof: bool = False) -> PrintedClaim:
    """Print the claim of a visit: the one that was sent, or the one that its next export would send.

    Raises NoPayer, NotCodedYet, Refused, FigureTooLong, PlacesMissing, PageNotWritten.
    """
    claim = _claim_of_visit(desk, encounter_id)
    with desk.vault.reading() as unit:
        settings, stock = read_print_settings(unit), read_stock_places(unit)
    paper = claim_form(on_paper(claim), on=desk.clock.today(), settings=settings, stock=stock, is_proof=is_proof)
    path = write_page(folder / f"{paper.name}.pdf", paper.content)
    return PrintedClaim(path=path, sheets=paper.sheets, cut=paper.cut)


def _claim_of_visit(desk: Desk, encounter_id: EncounterId) -> Claim:
    """The last that was sent; or what is to follow it, or has still to be sent."""
    with desk.vault.reading() as unit:
        sent = [row.claim for row in unit.claims.of_encounter(encounter_id) if row.state is ClaimState.EXPORTED]
        follows = open_sequel(unit, encounter_id)
    return sent[-1] if sent and follows is None else claim_to_leave(desk=desk, encounter_id=encounter_id)


def on_paper(claim: Claim) -> SubmittedClaim:
    """A file names the practice's telephone with its sender; a form shows it with who bills."""
    submitted = submit_claim(claim)
    number = ContactNumber(kind="TE", number=claim.billing.phone)
    contact = Contact(name=claim.billing.contact, numbers=(number,))
    return replace(submitted, billing=replace(submitted.billing, contacts=(contact,)))


def write_calibration_page(*, desk: Desk, form: str, folder: Path) -> Path:
    """The page that shows where the printer in use puts each field of a form; for dental stock a grid of millimetres to measure
    with. Raises KeyError, PageNotWritten."""
    grid = grids()[form]
    offset = _offset(print_settings(desk=desk).shift_of(form))
    if form == dental_grid().name:
        content = render_millimetres(stock_places(desk=desk), offset=offset)
    else:
        content = render_calibration(grid, offset=offset)
    return write_page(folder / f"{form} calibration.pdf", content)


def grids() -> dict[str, FormGrid]:
    """Every paper form by its name."""
    return {grid.name: grid for grid in (cms1500_grid(), ub04_grid(), dental_grid())}


def _offset(shift: SheetShift) -> PrintOffset:
    return PrintOffset.inches(shift.right, shift.down)


def _for_a_file_name(control: str) -> str:
    """An account with a slash in it must not lead out of the folder."""
    return "".join(letter for letter in control if letter.isalnum() or letter in "-_") or "claim"
