"""Documents read in a process of their own: the same as read here, and a bad one brings down nothing but its reader."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from coderdesk.domain.clinical.packed_places import PackedPlaces
from coderdesk.reading.intake.trouble import IntakeCancelled
from coderdesk.services.intake import read_document
from coderdesk.services.intake_aside import DocumentReader
from coderdesk.services.worker import Limits
from tests.helpers.received_files import FHIR_PATIENT, IN_EVERY_FORM, note_pdf


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    made = DocumentReader()
    yield made
    made.close()


@pytest.mark.parametrize("form", IN_EVERY_FORM)
def test_it_reads_the_same(reader: DocumentReader, form: str, tmp_path: Path) -> None:
    path = tmp_path / "scan0001"
    path.write_bytes(IN_EVERY_FORM[form])
    found = reader.read(file=path)
    assert found.refusal == ""
    assert found.documents == read_document(file=path)
    assert isinstance(found.documents[0].places.places, PackedPlaces | tuple)


def test_a_pasted_text_has_its_name(reader: DocumentReader) -> None:
    (found,) = reader.read(file=b"ASSESSMENT: Gout.\n", name="Pasted text").documents
    assert (found.file.name, found.text) == ("Pasted text", "ASSESSMENT: Gout.\n")


def test_a_refusal_is_the_readers_own_sentence(reader: DocumentReader) -> None:
    found = reader.read(file=json.dumps(FHIR_PATIENT).encode(), name="p.json")
    assert found.documents == ()
    assert found.refusal.startswith("p.json was not taken in: its resource (Patient) holds no text")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_file_that_swells_is_given_up_and_the_next_one_is_read(tmp_path: Path) -> None:
    """a million elements under a limit that no reader needs for a note"""
    path = tmp_path / "big.xml"
    path.write_bytes(b"<ClinicalDocument>" + b"<a/>" * 1_000_000 + b"</ClinicalDocument>")
    frugal = DocumentReader(limits=Limits(silence=60.0, memory=128 * 1024**2))
    found, after = frugal.read(file=path), frugal.read(file=b"ASSESSMENT: Gout.\n", name="note")
    frugal.close()
    assert found.documents == ()
    assert found.refusal == (
        "big.xml was not taken in: its reading was given up, because it needs more memory than it may have. Nothing of it was "
        "stored. No honest document needs that; ask the sender for it in another form, as PDF or plain text."
    )
    assert [one.text for one in after.documents] == ["ASSESSMENT: Gout.\n"]


def test_a_stop_is_heard(reader: DocumentReader) -> None:
    class Stopped:
        is_cancelled = True

        def report(self, **told: object) -> None:
            raise AssertionError(told)

    with pytest.raises(IntakeCancelled):
        reader.read(file=note_pdf(), name="a.pdf", progress=Stopped())
    assert reader.read(file=note_pdf(), name="a.pdf").documents
