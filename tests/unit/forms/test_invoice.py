"""The invoice page, read back from its text layer."""

from dataclasses import replace
from decimal import Decimal

import pypdfium2
from hypothesis import given, settings
from hypothesis import strategies as st

from coderdesk.domain.billing.build_invoice import build_invoice
from coderdesk.domain.billing.invoice import Invoice
from coderdesk.domain.people.address import Address
from coderdesk.domain.values.ids import InvoiceId
from coderdesk.domain.values.money import Money
from coderdesk.forms.invoice import render_invoice
from tests.helpers.claims import CHARGES, GUARANTOR, PRACTICE, PROVIDER, TODAY, a_visit


def an_invoice(pending_payer: str = "") -> Invoice:
    return build_invoice(
        invoice_id=InvoiceId("invoice-1"),
        number=12,
        visit=a_visit(),
        charges=CHARGES,
        practice=PRACTICE,
        provider=PROVIDER,
        guarantor=GUARANTOR,
        pending_payer=pending_payer,
        issued_on=TODAY,
    )


def long_invoice(count: int = 60) -> Invoice:
    line = replace(an_invoice().lines[0], modifiers=())
    words = "Office visit with a description that needs more than one line of its column"
    lines = tuple(
        replace(line, code=f"{10000 + number}", words=words, unit_price=Money(number), amount=Money(number))
        for number in range(count)
    )
    return replace(an_invoice(), lines=lines)


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def box_of(pdf: bytes, words: str) -> tuple[float, float, float, float]:
    """Left, bottom, right and top in points of the first place where the words stand on the first page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        textpage = document[0].get_textpage()
        found = textpage.search(words).get_next()
        assert found is not None
        boxes = [textpage.get_charbox(found[0] + place) for place in range(found[1])]
        columns = list(zip(*boxes, strict=True))
        return min(columns[0]), min(columns[1]), max(columns[2]), max(columns[3])
    finally:
        document.close()


def test_everything_a_patient_looks_for_is_on_the_page() -> None:
    (page,) = pages_of(render_invoice(an_invoice()))
    for words in (
        "Alder Creek Family Medicine",
        "410 Alder Street, Suite 2, Portland, OR 97205-1234",
        "(503) 555-0142",
        "billing@aldercreek.example",
        "Tax ID 91-2345678",
        "NPI 1234567893",
        "Invoice 2026-00012",
        "March 9, 2026",
        "Ana M. Rivera",
        "07/14/1981",
        "Ngozi A. Okafor, MD",
        "V-2026-0042",
        "BILL TO Luis Rivera PO Box 12 Gresham, OR 97030",
        "03/02/2026 99213-25 Office visit, established patient 1 $125.00 $125.00",
        "03/02/2026 81002 Urine dipstick 2 $10.25 $20.50",
        "Total charges $145.50",
        "Amount due by April 8, 2026 $145.50",
        "N39.0 Urinary tract infection",
        "E11.9 Type 2 diabetes",
        "Pay by card at the desk",
        "Page 1 of 1",
    ):
        assert words in page


def test_nothing_is_asked_while_the_insurer_has_not_answered() -> None:
    (page,) = pages_of(render_invoice(an_invoice(pending_payer="Cascade Mutual Health")))
    assert "Amount due now $0.00" in page
    assert "Please do not pay yet" in page
    assert "Billed to Cascade Mutual Health, waiting for its answer −$145.50" in page
    assert "How to pay" not in page
    assert "April 8, 2026" not in page


def test_sixty_lines_run_over_pages_with_their_headings() -> None:
    invoice = long_invoice()
    pages = pages_of(render_invoice(invoice))
    assert len(pages) > 2
    everything = " ".join(pages)
    assert all(f" {line.code} " in everything for line in invoice.lines)
    assert [f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, start=1)] == [True] * len(
        pages
    )
    assert all("Date Code Service Units Price Amount" in page for page in pages if " 03/02/2026 1" in page)
    assert f"Total charges {invoice.total}" in " ".join(pages[-2:])


def test_amounts_end_on_one_edge() -> None:
    """$125.00 of the first line above $20.50 of the second"""
    pdf = render_invoice(an_invoice())
    document = pypdfium2.PdfDocument(pdf)
    textpage = document[0].get_textpage()
    rights = []
    for amount in ("$20.50", "$145.50"):
        search = textpage.search(amount)
        while found := search.get_next():
            rights.append(textpage.get_charbox(found[0] + found[1] - 1)[2])
    document.close()
    edge = 612 - 63
    assert sum(abs(right - edge) < 1.5 for right in rights) == 3


def test_bill_to_shows_in_the_window_of_an_envelope() -> None:
    """four lines between 2.5 and 3.3 inches from the top edge, from 7/8 inch from the left"""
    address = Address(line1="77 Fir Lane", line2="Apartment 4", city="Gresham", state="OR", zip_code="970301234")
    pdf = render_invoice(replace(an_invoice(), bill_to_address=address))
    left, _, _, top = box_of(pdf, "Luis Rivera")
    _, bottom, right, _ = box_of(pdf, "Gresham, OR 97030-1234")
    assert 62 < left < 64
    assert 792 - top > 2.5 * 72 - 1
    assert 792 - bottom < 3.3 * 72
    assert right < 4.3 * 72


def test_other_alphabets_are_letters_not_boxes() -> None:
    """Polish, Romanian, Greek and Russian names as written; what no letter exists for becomes a question mark"""
    (page,) = pages_of(render_invoice(replace(an_invoice(), bill_to_name="Łęcka Ștefan Ωμέγα Живаго 王")))
    assert "Łęcka Ștefan Ωμέγα Живаго ?" in page


def test_markup_in_words_is_printed_not_obeyed() -> None:
    line = replace(an_invoice().lines[0], words="Visit <b>& more</b> </para>")
    (page,) = pages_of(render_invoice(replace(an_invoice(), lines=(line,))))
    assert "Visit <b>& more</b> </para>" in page


def test_half_units_are_written_plainly() -> None:
    line = replace(an_invoice().lines[0], units=Decimal("1.50"))
    (page,) = pages_of(render_invoice(replace(an_invoice(), lines=(line,))))
    assert " 1.5 $125.00" in page


def test_same_invoice_same_bytes() -> None:
    assert render_invoice(long_invoice()) == render_invoice(long_invoice())


def test_properties_hold_no_patient() -> None:
    document = pypdfium2.PdfDocument(render_invoice(an_invoice()))
    properties = document.get_metadata_dict()
    document.close()
    assert properties["Title"] == "Invoice 2026-00012"
    assert "Rivera" not in str(properties)


@settings(max_examples=25, deadline=None)
@given(name=st.text(max_size=200), words=st.text(max_size=400))
def test_any_words_make_a_page(name: str, words: str) -> None:
    line = replace(an_invoice().lines[0], words=words)
    invoice = replace(
        an_invoice(), lines=(line,), patient_name=name, bill_to_name=name, practice=replace(PRACTICE, name=name)
    )
    assert "Total charges $125.00" in " ".join(pages_of(render_invoice(invoice)))


def test_words_without_end_are_cut_and_the_page_is_still_printed() -> None:
    """What fills more than a page cannot stand in one row; the amounts are on the page all the same."""
    endless = "word " * 2000
    line = replace(an_invoice().lines[0], words=endless, modifiers=("25",) * 500)
    invoice = replace(an_invoice(endless), lines=(line,), patient_name=endless, bill_to_name=endless)
    text = " ".join(pages_of(render_invoice(invoice)))
    assert str(invoice.total) in text
    assert "…" in text
