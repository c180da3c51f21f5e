"""The same note in every form: each is recognised by its content, says whose it is, and leads back to the original."""

from datetime import date

import pytest

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.received_document import MediaKind
from coderdesk.reading.intake.read import read_received
from coderdesk.reading.intake.source import Source
from tests.helpers.received_files import IN_EVERY_FORM


@pytest.mark.parametrize("form", IN_EVERY_FORM)
def test_a_note_says_whose_it_is_in_every_form(form: str) -> None:
    """Ana M Rivera / born 1984-03-17 / seen 2026-03-02 by Marisol Tenenbrook, MD, who signed / in a file named "scan0001" """
    (found,) = read_received(Source("scan0001", IN_EVERY_FORM[form]))
    assert found.file.media is MediaKind(form)
    assert found.patient.name is not None
    assert (found.patient.name.last, found.patient.name.first) == ("Rivera", "Ana")
    assert found.patient.birth_date == date(1984, 3, 17)
    assert [one.value for one in found.patient.identifiers] == ["AC-1023"]
    assert (found.written_on, found.visit.starts_on) == (date(2026, 3, 2), date(2026, 3, 2))
    assert found.kind is DocumentKind.PROGRESS_NOTE
    assert found.author.startswith("Marisol")
    assert found.author_role is AuthorRole.PROVIDER
    assert found.is_signed
    assert not found.holds_several
    assert found.title


@pytest.mark.parametrize("form", [form for form in IN_EVERY_FORM if form not in {"text", "fhir"}])
def test_every_passage_leads_back_to_the_original(form: str) -> None:
    (found,) = read_received(Source("a", IN_EVERY_FORM[form]))
    start = found.text.index("Urinary tract infection")
    places = found.places.within(start, start + len("Urinary tract infection"))
    assert places
    assert all(place.page or place.path for place in places)
    covered = "".join(found.text[place.start : place.end] for place in found.places.places)
    assert "".join(covered.split()) == "".join(found.text.split())


@pytest.mark.parametrize("form", IN_EVERY_FORM)
def test_the_same_bytes_give_the_same_text(form: str) -> None:
    twice = [read_received(Source(name, IN_EVERY_FORM[form]))[0] for name in ("a", "b")]
    assert twice[0].text == twice[1].text
    assert twice[0].original.sha256 == twice[1].original.sha256
