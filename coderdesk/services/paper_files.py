"""Every claim of an 837 file on its paper form, one PDF a claim, without a vault."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from coderdesk.domain.billing.stock_places import StockPlace
from coderdesk.edi.claim_reader import ClaimReader
from coderdesk.edi.x12_text_file import opened_text
from coderdesk.services.claim_forms import PrintedClaim, claim_form
from coderdesk.services.pages import write_page


def print_claim_file(
    *,
    path: Path,
    folder: Path,
    on: date,
    stock: Mapping[str, StockPlace] | None = None,
    is_proof: bool = False,
) -> Iterator[PrintedClaim]:
    """The claims in the order of the file; of several under one number each further one says which it is. `stock` says where
    dental stock has its boxes.

    Raises MalformedX12, FileUnreadable, FigureTooLong, PlacesMissing, PageNotWritten; what was printed before stays.
    """
    used: dict[str, int] = {}
    with opened_text(path) as text:
        for placed in ClaimReader().claims(text):
            paper = claim_form(placed.claim, on=on, stock=stock, is_proof=is_proof)
            used[paper.name] = used.get(paper.name, 0) + 1
            times = used[paper.name]
            named = paper if times == 1 else replace(paper, name=f"{paper.name} ({times})")
            written = write_page(folder / f"{named.name}.pdf", named.content)
            yield PrintedClaim(path=written, sheets=named.sheets, cut=named.cut)
