"""Taking in: whose document it is, what must be confirmed, and what the vault holds afterwards."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from coderdesk.domain.clinical.document import AuthorRole, Document, DocumentKind
from coderdesk.domain.clinical.received_document import (
    MediaKind,
    PlaceMap,
    ReceivedDocument,
    StatedIdentifier,
    StatedPatient,
    StatedVisit,
)
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.people.patient import Sex
from coderdesk.domain.values.ids import EncounterId, PatientId
from coderdesk.domain.values.kinds import Kind
from coderdesk.reading.intake.trouble import DocumentRefused, WithoutWords
from coderdesk.services import intake, originals
from coderdesk.services.coding import Passage, attach_code
from coderdesk.services.desk import Desk
from coderdesk.services.documents import revise_draft
from coderdesk.services.visit_match import Doubt, match_received, read_people
from coderdesk.storage.trouble import NotInVault
from tests.helpers import received_files as files
from tests.helpers.vaults import DRAFT, ENCOUNTER, OTHER_ENCOUNTER, PATIENT, clone, fill, make_template, opened, writing

NOW = datetime(2026, 3, 9, 14, 30, tzinfo=UTC)
STONE = replace(
    PATIENT, id=PatientId("patient-2"), name=PersonName(last="Stone", first="Peter"), record_number="AC-2000"
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Iterator[Any]:
    """The invented practice: Ana has two visits, one of another day, and Peter none."""
    vault = opened(clone(template, tmp_path / "a.vault"))
    fill(vault)
    with writing(vault) as unit:
        unit.patients.save(STONE)
        unit.encounters.save(replace(OTHER_ENCOUNTER, date_of_service=date(2025, 11, 3)))
    yield SimpleNamespace(vault=vault, actor="tester", clock=SimpleNamespace(now=lambda: NOW))
    vault.close()


def received(content: bytes = files.NOTE.encode(), name: str = "note.txt", **changes: Any) -> ReceivedDocument:
    """A note that says it is the fixture patient's of the day of the first visit."""
    stated = StatedPatient(name=PATIENT.name, birth_date=PATIENT.birth_date, sex=PATIENT.sex)
    found = intake.read_document(file=content, name=name)[0]
    day = ENCOUNTER.date_of_service
    visit = StatedVisit(starts_on=day, ends_on=day)
    return replace(found, **({"patient": stated, "written_on": day, "visit": visit} | changes))


def documents(desk: Desk) -> tuple[Document, ...]:
    with desk.vault.reading() as unit:
        return unit.documents.of_encounter(ENCOUNTER.id)


def taken(desk: Desk, found: ReceivedDocument, **given: Any) -> Document:
    done = intake.take_in(desk=desk, received=found, encounter_id=ENCOUNTER.id, **given)
    assert done.changes.touches(Kind.DOCUMENT, ENCOUNTER.id)
    return next(one for one in documents(desk) if one.id == done.document_id)


def test_a_document_is_filed_with_its_bytes_and_the_way_back(desk: Any) -> None:
    content = files.note_pdf()
    document = taken(desk, received(content, "scan.pdf"))
    assert (document.kind, document.author_role, document.is_signed) == (
        DocumentKind.PROGRESS_NOTE,
        AuthorRole.PROVIDER,
        True,
    )
    assert (document.title, document.written_on) == ("PROGRESS NOTE", ENCOUNTER.date_of_service)
    kept = originals.original_of(desk=desk, document=document)
    assert kept is not None
    assert (kept.original.content, kept.original.name, kept.has_pages) == (content, "scan.pdf", True)
    start = document.text.index("Urinary")
    (place,) = kept.places_of(start, start + 7)
    assert place.page == 1
    assert place.box is not None
    assert originals.pages_of(original=kept.original) == (
        (pytest.approx(595.3, abs=0.1), pytest.approx(841.9, abs=0.1)),
    )
    picture = originals.picture_of_page(original=kept.original, page=1, scale=0.2)
    assert len(picture.rgb) == picture.width * picture.height * 3


def test_a_code_rests_on_a_document_that_was_taken_in(demo: Desk) -> None:
    """the words of the PDF carry a diagnosis of a visit of the demo practice"""
    from tests.helpers.demo import MAIN_VISIT
    from tests.helpers.demo_visits import sheet_of

    visit = sheet_of(demo).visit
    stated = StatedPatient(name=visit.patient.name, birth_date=visit.patient.birth_date)
    found = replace(received(files.note_pdf()), patient=stated, written_on=visit.date_of_service, visit=StatedVisit())
    done = intake.take_in(desk=demo, received=found, encounter_id=MAIN_VISIT)
    start = found.text.index("Urinary tract infection")
    here = Passage(done.document_id, start, start + len("Urinary tract infection"))
    attach_code(desk=demo, encounter_id=MAIN_VISIT, system=CodeSystem.ICD10CM, code="N39.0", passages=(here,))
    assert sheet_of(demo).visit.diagnoses[0].evidence[0].quotation == "Urinary tract infection"


@pytest.mark.parametrize(
    ("changes", "doubts"),
    [
        ({}, set()),
        ({"patient": StatedPatient()}, {Doubt.NOBODY_NAMED}),
        ({"patient": StatedPatient(name=STONE.name, birth_date=PATIENT.birth_date)}, {Doubt.NAME}),
        ({"patient": StatedPatient(name=PATIENT.name, birth_date=date(1950, 1, 1))}, {Doubt.BIRTH_DATE}),
        ({"patient": StatedPatient(name=PATIENT.name, birth_date=PATIENT.birth_date, identifiers=(StatedIdentifier("AC2000"),))},
         {Doubt.OTHER_PATIENTS_NUMBER}),
        ({"holds_several": True}, {Doubt.SEVERAL_PATIENTS}),
        ({"written_on": date(2024, 1, 1), "visit": StatedVisit()}, {Doubt.DATE}),
    ],
)  # fmt: skip
def test_nothing_is_filed_in_silence_when_something_disagrees(
    desk: Any, changes: dict[str, Any], doubts: set[Doubt]
) -> None:
    found = received(**changes)
    assert intake.doubts_of(desk=desk, received=found, encounter_id=ENCOUNTER.id) == doubts
    before = documents(desk)
    for confirmed in [doubts - {doubt} for doubt in doubts]:
        with pytest.raises(intake.NotConfirmed) as caught:
            intake.take_in(desk=desk, received=found, encounter_id=ENCOUNTER.id, confirmed=confirmed)
        assert caught.value.doubts == doubts - confirmed
        assert next(iter(doubts - confirmed)).value in str(caught.value)
        assert documents(desk) == before
    taken(desk, found, confirmed=doubts)
    assert len(documents(desk)) == len(before) + 1


def test_another_sex_and_a_namesake_are_doubted(desk: Any) -> None:
    with writing(desk.vault) as unit:
        unit.patients.save(
            replace(PATIENT, id=PatientId("patient-3"), record_number="AC-9", birth_date=date(2001, 2, 3))
        )
    other = Sex.MALE if PATIENT.sex is Sex.FEMALE else Sex.FEMALE
    found = received(patient=StatedPatient(name=PATIENT.name, sex=other))
    assert intake.doubts_of(desk=desk, received=found, encounter_id=ENCOUNTER.id) == {Doubt.SEX, Doubt.NAMESAKE}


def test_the_same_file_is_not_taken_in_twice(desk: Any) -> None:
    """renamed, and offered again for the same visit, and then for another"""
    taken(desk, received())
    again = received(name="copy of note.txt")
    with pytest.raises(intake.AlreadyTakenIn, match="V-2026-0042"):
        intake.take_in(desk=desk, received=again, encounter_id=ENCOUNTER.id)
    assert intake.taken_in_before(desk=desk, received=again) == (ENCOUNTER.id,)
    doubts = intake.doubts_of(desk=desk, received=again, encounter_id=OTHER_ENCOUNTER.id)
    assert doubts == {Doubt.DATE, Doubt.TAKEN_IN_BEFORE}
    intake.take_in(desk=desk, received=again, encounter_id=OTHER_ENCOUNTER.id, confirmed=doubts)
    with desk.vault.reading() as unit:
        assert len(unit.originals.documents_from(again.original.sha256)) == 2


def test_two_documents_of_one_file_are_two_documents(desk: Any) -> None:
    found = intake.read_document(file=files.note_hl7() + files.note_hl7(), name="batch.hl7")
    for one in found:
        taken(desk, replace(received(), original=one.original, part=one.part, text=one.text))
    assert len(documents(desk)) == 3


def test_what_the_file_does_not_say_is_asked(desk: Any) -> None:
    found = received(b"Gout.\n", written_on=None, visit=StatedVisit())
    told = intake.details_of(found)
    assert told.missing == ("who wrote it", "when it was written", "whether it is signed")
    assert told.title == "note"
    with pytest.raises(intake.DetailsMissing, match="who wrote it or when it was written"):
        intake.take_in(desk=desk, received=found, encounter_id=ENCOUNTER.id)
    answered = replace(told, author_role=AuthorRole.NURSE, written_on=ENCOUNTER.date_of_service, is_signed=False)
    document = taken(desk, found, details=answered, confirmed={Doubt.DATE})
    assert (document.author_role, document.is_signed, document.title) == (AuthorRole.NURSE, False, "note")


def test_a_scan_is_kept_and_holds_nothing_to_quote(desk: Any) -> None:
    told = replace(intake.details_of(received()), title="Scan")
    document = taken(desk, received(files.pdf([]), "scan.pdf"), details=told)
    assert (document.text, document.title) == ("", "Scan")
    kept = originals.original_of(desk=desk, document=document)
    assert kept is not None
    assert kept.has_pages
    with pytest.raises(WithoutWords):
        intake.take_in(desk=desk, received=received(text=""), encounter_id=ENCOUNTER.id, details=told)


def test_a_pdf_inside_a_message_is_kept_with_the_message(desk: Any, tmp_path: Path) -> None:
    message = files.bundle(files.fhir_note(files.note_pdf(), "application/pdf"))
    document = taken(desk, received(message, "in.json"))
    kept = originals.original_of(desk=desk, document=document)
    assert kept is not None
    assert (kept.original.media, kept.original.content) == (MediaKind.PDF, files.note_pdf())
    saved = originals.save_original(desk=desk, document_id=document.id, path=tmp_path / "out.json")
    assert saved.read_bytes() == message
    with pytest.raises(originals.OriginalMissing):
        originals.save_original(desk=desk, document_id=DRAFT.id, path=tmp_path / "x")


def test_places_of_a_revised_draft_no_longer_hold(desk: Any) -> None:
    draft = taken(desk, received(is_signed=False))
    revise_draft(desk=desk, encounter_id=ENCOUNTER.id, document_id=draft.id, text="Gout.", based_on=draft.hash)
    revised = next(one for one in documents(desk) if one.id == draft.id)
    kept = originals.original_of(desk=desk, document=revised)
    assert kept is not None
    assert kept.places == PlaceMap()
    assert kept.original.content == files.NOTE.encode()


def test_nothing_is_half_stored_when_the_visit_is_gone(desk: Any) -> None:
    found = received()
    with pytest.raises(NotInVault):
        intake.take_in(desk=desk, received=found, encounter_id=EncounterId("gone"))
    assert intake.taken_in_before(desk=desk, received=found) == ()
    with desk.vault.reading() as unit, pytest.raises(NotInVault):
        unit.originals.get(found.original.sha256)


def test_many_are_taken_in_each_for_itself(desk: Any) -> None:
    """good / already there / doubted: one stays, two say why"""
    good = intake.ToTakeIn(received=received(), encounter_id=ENCOUNTER.id)
    doubted = intake.ToTakeIn(
        received=received(b"x" + files.NOTE.encode(), holds_several=True), encounter_id=ENCOUNTER.id
    )
    steps: list[int] = []
    progress = SimpleNamespace(is_cancelled=False, report=lambda **told: steps.append(told["done"]))
    outcomes = intake.take_in_all(desk=desk, items=(good, good, doubted), progress=progress)  # type: ignore[arg-type]
    assert [one.taken is not None for one in outcomes] == [True, False, False]
    assert "was taken in for visit V-2026-0042 before" in outcomes[1].refusal
    assert Doubt.SEVERAL_PATIENTS.value in outcomes[2].refusal
    assert steps == [0, 1, 2, 3]
    assert len(documents(desk)) == 2


def test_a_stop_keeps_what_was_done(desk: Any, tmp_path: Path) -> None:
    class StopAfterOne:
        done = 0

        @property
        def is_cancelled(self) -> bool:
            return self.done >= 1

        def report(self, *, done: int, **_: object) -> None:
            self.done = done + 1

    items = [
        intake.ToTakeIn(received=received(f"{files.NOTE}{number}".encode()), encounter_id=ENCOUNTER.id)
        for number in "12"
    ]
    assert len(intake.take_in_all(desk=desk, items=items, progress=StopAfterOne())) == 1
    assert len(documents(desk)) == 2
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(files.NOTE.encode())
    assert len(intake.read_files(paths=(tmp_path / "a.txt", tmp_path / "b.txt"), progress=StopAfterOne())) == 1


def test_files_are_read_or_refused_one_by_one(tmp_path: Path) -> None:
    for name, content in {"a.txt": files.NOTE.encode(), "b.pdf": b"%PDF-1.7 cut", "c.hl7": files.note_hl7()}.items():
        (tmp_path / name).write_bytes(content)
    found = intake.read_files(paths=sorted(tmp_path.iterdir()))
    assert [(one.path.name, len(one.documents), bool(one.refusal)) for one in found] == [
        ("a.txt", 1, False),
        ("b.pdf", 0, True),
        ("c.hl7", 1, False),
    ]


def test_pasted_text_is_a_file_without_a_name() -> None:
    (found,) = intake.read_document(file=files.NOTE.encode())
    assert found.original.name == "The pasted text"
    with pytest.raises(DocumentRefused, match="The pasted text was not taken in"):
        intake.read_document(file=b" ")


def test_a_watched_folder_says_what_waits_and_leaves_it_there(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"1")
    (tmp_path / "b.pdf").write_bytes(b"2")
    for left_out in (".hidden", "~$note.docx", "c.pdf.part", "d.crdownload"):
        (tmp_path / left_out).write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.pdf").symlink_to(tmp_path / "a.pdf")
    waiting = intake.waiting_files(folder=tmp_path)
    assert [one.path.name for one in waiting] == ["a.pdf", "b.pdf"]
    assert intake.waiting_files(folder=tmp_path, seen=waiting) == ()
    (tmp_path / "b.pdf").write_bytes(b"longer")
    assert [one.path.name for one in intake.waiting_files(folder=tmp_path, seen=waiting)] == ["b.pdf"]
    with pytest.raises(intake.FolderUnreadable, match="cannot be looked into"):
        intake.waiting_files(folder=tmp_path / "gone")


def test_matches_name_the_visit_and_say_why(desk: Any) -> None:
    best, *others = match_received(desk=desk, received=received())
    assert (best.encounter_id, best.patient_id) == (ENCOUNTER.id, PATIENT.id)
    assert best.confidence > 0.9
    assert f"born {PATIENT.birth_date}" in best.reasons
    assert any("the day of the visit" in reason for reason in best.reasons)
    assert all(one.confidence < 0.3 for one in others)
    assert best in match_received(desk=desk, received=received(), people=read_people(desk=desk))


def test_a_result_some_days_later_still_finds_its_visit(desk: Any) -> None:
    found = received(kind=DocumentKind.LAB_RESULT, written_on=date(2026, 3, 20), visit=StatedVisit())
    best = match_received(desk=desk, received=found)[0]
    assert best.encounter_id == ENCOUNTER.id
    assert 0.4 < best.confidence < 0.7


def test_the_number_of_the_visit_outweighs_its_day(desk: Any) -> None:
    visit = StatedVisit(identifiers=(StatedIdentifier("V20260043"),), starts_on=ENCOUNTER.date_of_service)
    best = match_received(desk=desk, received=received(visit=visit))[0]
    assert best.encounter_id == OTHER_ENCOUNTER.id


def test_a_patient_without_a_visit_on_that_day_is_still_named(desk: Any) -> None:
    found = received(patient=StatedPatient(name=STONE.name, birth_date=STONE.birth_date))
    best = match_received(desk=desk, received=found)[0]
    assert (best.patient_id, best.encounter_id) == (STONE.id, None)
    assert best.confidence < 0.7


def test_nobody_is_matched_by_chance(desk: Any) -> None:
    for patient in (
        StatedPatient(),
        StatedPatient(name=PersonName(last="Quill", first="Nora")),
        StatedPatient(sex=Sex.FEMALE),
    ):
        assert match_received(desk=desk, received=received(patient=patient)) == ()


def test_namesakes_share_the_confidence(desk: Any) -> None:
    alone = match_received(desk=desk, received=received(patient=StatedPatient(name=PATIENT.name)))[0].confidence
    with writing(desk.vault) as unit:
        unit.patients.save(
            replace(PATIENT, id=PatientId("patient-3"), record_number="AC-9", birth_date=date(2001, 2, 3))
        )
    shared = match_received(desk=desk, received=received(patient=StatedPatient(name=PATIENT.name)))[0].confidence
    assert shared < 0.6 * alone


@pytest.mark.parametrize(("deriver", "is_recognised"), [("pdf 1", False), ("pdf 1, OCR by tesseract 5.5.4", True)])
def test_a_document_that_was_recognised_in_pictures_says_so_ever_after(
    desk: Any,
    deriver: str,
    is_recognised: bool,  # noqa: FBT001
) -> None:
    kept = originals.original_of(
        desk=desk, document=taken(desk, received(files.note_pdf(), "scan.pdf", deriver=deriver))
    )
    assert kept is not None
    assert kept.is_recognised is is_recognised
