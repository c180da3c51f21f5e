"""Official files from the plan over the import to the shelf: what is shown before, what lies there after."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coderdesk.codefiles.manifest import shipped_manifests
from coderdesk.codefiles.official import rows
from coderdesk.domain.coding.code_release import CodeSet, FileKind, ImportedCode
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.code_imports import (
    ColumnMapping,
    FileChanged,
    FileRefused,
    GivenRelease,
    MappingUnreadable,
    ReleaseDiffers,
    ReleaseGone,
    ReleaseNotNamed,
    ReleaseTooShort,
    ShippedStays,
    UnknownFile,
    WrongRelease,
    forget_mapping,
    import_planned,
    imported_releases,
    installed_releases,
    plan_file,
    plan_import,
    read_mapping,
    remove_release,
    save_mapping,
    saved_mappings,
)
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.shelf_sources import shelf_sources
from coderdesk.shared.clock import FixedClock
from coderdesk.shared.paths import Paths
from coderdesk.shared.ports import NoProgress
from coderdesk.shared.resources import codesets_path
from coderdesk.storage.shelf_tables import EDIT_TABLES
from tests.helpers import official_files as files
from tests.helpers.imports import AT, SAID, at, bytes_of, content_of, given_for, planned, put, put_sample
from tests.helpers.workbooks import zipped

PTP = "ccipra-v323r0-f1.txt"
ORDER = "icd10cm-order-2027.txt"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.under(tmp_path / "home").made()


@pytest.mark.parametrize("sample", files.SAMPLES, ids=lambda sample: sample.name)
def test_every_layout_reaches_the_shelf_with_the_rows_of_its_reader(
    paths: Paths, tmp_path: Path, sample: files.Sample
) -> None:
    """The shelf gives back what the reader read; an edit table in the order of its codes."""
    path = at(tmp_path, sample.name, sample.content)
    said = given_for(path, paths)
    (plan,) = planned(paths, path, given=said)
    outcome = put(paths, path, given=said)
    (release,) = outcome.releases
    assert (release.rows, release.header.kind, release.header.source) == (sample.rows, sample.kind, plan.header.source)
    (kept,) = content_of(paths)
    read = list(rows(plan.file, valid=plan.valid))
    assert sorted(map(str, kept[1])) == sorted(map(str, read))  # type: ignore[index]
    assert outcome.is_changed
    assert outcome.rebuilds_index == (release.header.code_set not in EDIT_TABLES)


@pytest.mark.parametrize("sample", files.SAMPLES, ids=lambda sample: sample.name)
def test_a_second_import_of_the_same_changes_nothing(paths: Paths, tmp_path: Path, sample: files.Sample) -> None:
    put_sample(paths, tmp_path, sample)
    before, raw = content_of(paths), bytes_of(paths)
    outcome = put_sample(paths, tmp_path, sample)
    assert (outcome.releases, outcome.is_changed, outcome.rebuilds_index) == ((), False, False)
    assert content_of(paths) == before
    assert bytes_of(paths) == raw


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.lists(st.sampled_from(range(len(files.SAMPLES))), min_size=1, max_size=5),
    repeats=st.integers(min_value=1, max_value=3),
)
def test_importing_again_in_any_order_leaves_shelf_and_sources_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], repeats: int
) -> None:
    """Whatever was imported, once or often: the same rows, the same hashes, so the same fingerprint of the build.

    The code list that denies the invented tabular list is left out.
    """
    folder = tmp_path_factory.mktemp("again")
    paths = Paths.under(folder / "home").made()
    chosen = [files.SAMPLES[place] for place in order if files.SAMPLES[place].kind is not FileKind.ICD10CM_CODES]
    for sample in chosen:
        put_sample(paths, folder, sample)
    before = content_of(paths)
    hashes = [one.sha256 for one in shelf_sources(paths)]
    for sample in [one for one in chosen for _ in range(repeats)]:
        assert not put_sample(paths, folder, sample).is_changed
    assert content_of(paths) == before
    assert [one.sha256 for one in shelf_sources(paths)] == hashes


def test_the_same_rows_in_another_file_are_the_same_release(paths: Paths, tmp_path: Path) -> None:
    """The publisher's zip after the text that lies in it."""
    put(paths, at(tmp_path, PTP, files.PTP_TEXT))
    zipped_again = at(tmp_path, "ccipra-v323r0-f1.zip", zipped({PTP: files.PTP_TEXT}))
    (plan,) = planned(paths, zipped_again)
    assert plan.is_installed


def test_files_of_one_release_stand_side_by_side(paths: Paths, tmp_path: Path) -> None:
    """Order file, index, and two files of pairs: four releases on the shelf, none replaced."""
    put(paths, at(tmp_path, ORDER, files.CM_ORDER))
    put(paths, at(tmp_path, "icd10cm-index-2026.xml", files.INDEX))
    put(paths, at(tmp_path, PTP, files.PTP_TEXT))
    second = files.PTP_TEXT.replace(b"00100\t36415", b"50010\t36415")
    put(paths, at(tmp_path, PTP.replace("f1", "f2"), second))
    assert [one.part for one in imported_releases(paths=paths)] == ["", "", "f1", "f2"]


def test_a_zip_of_several_tables_comes_in_whole(paths: Paths, tmp_path: Path) -> None:
    """Table 5 and 6I in one zip; a foreign table among them leaves both out."""
    both = {"CMS-table-5.txt": files.TABLE_5, "CMS-table-6I.txt": files.TABLE_6I}
    outcome = put(paths, at(tmp_path, "tables.zip", zipped(both)))
    assert {one.header.kind for one in outcome.releases} == {FileKind.DRG_WEIGHTS, FileKind.DRG_MCC}


def test_what_changes_against_the_release_before(paths: Paths, tmp_path: Path) -> None:
    """FY2027 after FY2026: one code added, one ended, one with other words; headings do not count."""
    put(paths, at(tmp_path, "icd10cm-order-2026.txt", files.CM_ORDER))
    after = files.lines(
        files.order_line(1, "A00", "0", "Cholera", "Cholera, with another heading"),
        files.order_line(2, "A000", "1", "Cholera", "Cholera, said in another way"),
        files.order_line(3, "A001", "1", "New", "A new code"),
        files.order_line(4, "C4A", "0", "Merkel", "Merkel"),
        files.order_line(5, "C4A0", "1", "Merkel cell carcinoma of lip", "Merkel cell carcinoma of lip"),
    )
    (plan,) = planned(paths, at(tmp_path, ORDER, after))
    assert (plan.follows, plan.added, plan.ended, plan.changed) == ("FY2026", 1, 1, 1)


def test_pairs_are_compared_as_they_are_in_force(paths: Paths, tmp_path: Path) -> None:
    """A pair that ended on 30 September has ended, one with another indicator has changed, one of October is added."""
    head = "Column 1\tColumn 2\tprior to 1996\tEffective\tDeletion\tModifier\tRationale"
    july = ("10021\t36415\t\t20200101\t*\t0\tX", "10021\t99213\t\t20200101\t*\t0\tX")
    october = (
        "10021\t36415\t\t20200101\t20260930\t0\tX",
        "10021\t99213\t\t20200101\t*\t1\tX",
        "10021\t99214\t\t20261001\t*\t1\tX",
    )
    put(paths, at(tmp_path, "ccipra-v322r0-f1.txt", files.lines(head, *july)))
    (plan,) = planned(paths, at(tmp_path, PTP, files.lines(head, *october)))
    assert (plan.follows, plan.added, plan.ended, plan.changed) == ("v32.2, July 2026", 1, 1, 1)


def test_other_content_under_the_same_name_needs_a_word(paths: Paths, tmp_path: Path) -> None:
    """A corrected file: refused, the old one stays; confirmed, it takes its place under a new number."""
    put(paths, at(tmp_path, ORDER, files.CM_ORDER))
    before = content_of(paths)
    corrected = at(
        tmp_path, ORDER, files.CM_ORDER.replace(b"Merkel cell carcinoma of lip", b"Merkel cell carcinoma of LIP")
    )
    (plan,) = planned(paths, corrected)
    assert plan.replaces is not None
    assert (plan.replaces.id, plan.follows, plan.changed) == ("1", "FY2027", 1)
    with pytest.raises(ReleaseDiffers):
        put(paths, corrected)
    assert content_of(paths) == before
    put(paths, corrected, change=lambda one: one.confirmed())
    assert [one.id for one in imported_releases(paths=paths)] == ["2"]


def test_a_release_that_the_file_does_not_say_must_be_said(paths: Paths, tmp_path: Path) -> None:
    path = at(tmp_path, "ndctext.zip", files.NDC_ZIP)
    (plan,) = planned(paths, path)
    assert plan.missing == ("release", "first day")
    with pytest.raises(ReleaseNotNamed):
        put(paths, path)
    assert not imported_releases(paths=paths)
    (named,) = planned(paths, path, given=SAID)
    assert (named.header.release, named.header.in_force, named.missing) == (
        "November 2026",
        Period(date(2026, 11, 1)),
        (),
    )


def test_an_ncci_file_whose_name_was_changed_asks_for_its_setting(paths: Paths, tmp_path: Path) -> None:
    path = at(tmp_path, "edits.txt", files.PTP_TEXT)
    said = replace(SAID, release="v32.3")
    assert planned(paths, path, given=said)[0].missing == ("setting",)
    put(paths, path, given=replace(said, setting="practitioner"))
    assert imported_releases(paths=paths)[0].header.setting == "practitioner"


def test_a_plan_made_again_after_the_person_named_the_release(paths: Paths, tmp_path: Path) -> None:
    (first,) = planned(paths, at(tmp_path, "ndctext.zip", files.NDC_ZIP))
    file = first.file.with_release("autumn", Period(date(2026, 9, 1)))
    plan = plan_file(paths=paths, library=None, file=file, progress=NoProgress())
    import_planned(paths=paths, clock=FixedClock(AT), plans=[plan], progress=NoProgress())
    assert [(one.header.release, one.imported_at) for one in imported_releases(paths=paths)] == [("autumn", AT)]


@pytest.mark.parametrize(
    "said",
    [
        GivenRelease(release="FY2026"),
        GivenRelease(start=date(2025, 10, 1)),
        GivenRelease(code_set=CodeSet.CPT),
    ],
)
def test_a_file_of_another_release_than_the_person_says_is_refused(
    paths: Paths, tmp_path: Path, said: GivenRelease
) -> None:
    with pytest.raises(WrongRelease):
        planned(paths, at(tmp_path, ORDER, files.CM_ORDER), given=said)


def test_a_file_that_changed_since_it_was_looked_at_is_refused(paths: Paths, tmp_path: Path) -> None:
    path = at(tmp_path, ORDER, files.CM_ORDER)
    plans = planned(paths, path)
    path.write_bytes(files.CM_ORDER.replace(b"of lip", b"of ear"))
    with pytest.raises(FileChanged):
        import_planned(paths=paths, clock=FixedClock(AT), plans=plans, progress=NoProgress())
    assert content_of(paths) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (ORDER, files.CM_ORDER[:-20]),  # cut off
        (ORDER, b"<!DOCTYPE html><html><body>Accept the licence</body></html>"),
        (ORDER, files.CM_ORDER.decode().encode("utf-16")),  # wrong encoding
        (ORDER, files.CM_ORDER.replace(b"00003 ", b"00004 ")),  # a line is missing
        ("letter.txt", b"Dear reader,\r\nthis is a letter.\r\n"),
        ("icd10cm-index-2027.xml", files.INDEX),  # its name says another year than it does
        ("order.zip", zipped({ORDER: files.CM_ORDER, "../evil.txt": b"evil"})),
        (PTP, files.PTP_TEXT.replace(b"20220101", b"20229901")),  # a day that is none
        ("icd10cm-tabular-April-1-2026.xml", files.TABULAR[:-40]),
    ],
)
def test_a_bad_file_is_refused_and_the_old_release_stays(
    paths: Paths, tmp_path: Path, name: str, content: bytes
) -> None:
    put(paths, at(tmp_path, "icd10cm-order-2026.txt", files.CM_ORDER))
    before = content_of(paths)
    with pytest.raises(FileRefused):
        put(paths, at(tmp_path, name, content))
    assert content_of(paths) == before


def test_a_bad_file_among_good_ones_leaves_all_of_them_out(paths: Paths, tmp_path: Path) -> None:
    """The second of two tables turned bad after it was looked at: the first is not kept either."""
    good = planned(paths, at(tmp_path, "CMS-table-6I.txt", files.TABLE_6I))
    path = at(tmp_path, ORDER, files.CM_ORDER)
    bad = planned(paths, path)
    path.write_bytes(files.CM_ORDER[:-20])
    with pytest.raises(FileRefused):
        import_planned(paths=paths, clock=FixedClock(AT), plans=[*good, *bad], progress=NoProgress())
    assert content_of(paths) == []


LICENSED = (
    (PTP, files.PTP_TEXT, b"Invented rationale"),
    ("ccioph-v323r0-f1.xlsx", files.PTP_XLSX, b"Invented rationale"),
    ("MCR_MUE_PractitionerServices_Eff_10-01-2026.csv", files.MUE, b"Invented rationale"),
    ("PPRRVU2026_Oct_nonQPP.csv", files.FEES, b"Words that are not ours"),
    ("HCPC2026_OCT_ANWEB.txt", files.HCPCS_TEXT, b"Words that are not ours"),
)


@pytest.mark.parametrize(("name", "content", "words"), LICENSED)
def test_words_that_are_not_ours_are_never_stored(
    paths: Paths, tmp_path: Path, name: str, content: bytes, words: bytes
) -> None:
    """Descriptors and rationales of the AMA and the ADA: neither in the file nor in what it gives back."""
    put(paths, at(tmp_path, name, content))
    assert words not in bytes_of(paths)
    assert words.decode() not in str(content_of(paths))


def test_the_notice_of_a_file_is_kept(paths: Paths, tmp_path: Path) -> None:
    put(paths, at(tmp_path, PTP, files.PTP_TEXT))
    (one,) = imported_releases(paths=paths)
    assert one.header.notice == "CPT only copyright 2025 American Medical Association. All rights reserved."
    assert "American Medical Association" in one.header.licence


def test_a_tabular_list_is_checked_against_the_official_list_of_its_release(paths: Paths, tmp_path: Path) -> None:
    """S85.0 with A and D by the tables; the order file of April 2026 knows A only, so D is left out, and it is said."""
    tabular = at(tmp_path, "icd10cm-tabular-April-1-2026.xml", files.TABULAR)
    (unchecked,) = planned(paths, tabular)
    assert unchecked.preview.rows == 8
    assert "every combination" in unchecked.remarks[0]
    codes = files.lines("A000    Cholera of one kind", "S850XXA Injury of an artery, initial encounter")
    put(paths, at(tmp_path, "icd10cm-codes-April-1-2026.txt", codes))
    (checked,) = planned(paths, tabular)
    assert checked.preview.rows == 7
    assert "are left out" in checked.remarks[0]
    assert checked.follows == ""


def test_a_tabular_list_and_its_order_file_in_one_zip(paths: Paths, tmp_path: Path) -> None:
    codes = files.lines("A000    Cholera of one kind", "S850XXA Injury of an artery, initial encounter")
    both = {"icd10cm-tabular-April-1-2026.xml": files.TABULAR, "icd10cm-codes-April-1-2026.txt": codes}
    plans = planned(paths, at(tmp_path, "april.zip", zipped(both)))
    assert [(plan.header.kind, plan.preview.rows) for plan in plans] == [
        (FileKind.ICD10CM_CODES, 2),
        (FileKind.ICD10CM_TABULAR, 7),
    ]


def test_what_is_shipped_and_what_was_imported_are_listed(paths: Paths, tmp_path: Path) -> None:
    shipped = installed_releases(paths=paths)
    assert all(one.is_shipped and one.header.licence and one.imported_at is None for one in shipped)
    assert {"icd10cm/2026-04", "hcpcs/2026-04"} <= {one.id for one in shipped}
    put(paths, at(tmp_path, ORDER, files.CM_ORDER))
    *before, last = installed_releases(paths=paths)
    assert tuple(before) == shipped
    assert (last.id, last.rows, last.imported_at, last.is_shipped) == ("1", 6, AT, False)


def test_removing_takes_a_release_and_its_rows_away(paths: Paths, tmp_path: Path) -> None:
    put(paths, at(tmp_path, PTP, files.PTP_TEXT))
    put(paths, at(tmp_path, ORDER, files.CM_ORDER))
    remove_release(paths=paths, release_id="1")
    assert [one.id for one in imported_releases(paths=paths)] == ["2"]
    assert b"36415" not in bytes_of(paths)
    remove_release(paths=paths, release_id="2")
    assert content_of(paths) == []
    assert shelf_sources(paths) == ()


@pytest.mark.parametrize("wrong", ["7", "", "x", "1 ", "99999999999999999999"])
def test_removing_what_is_not_there_is_said(paths: Paths, tmp_path: Path, wrong: str) -> None:
    put(paths, at(tmp_path, ORDER, files.CM_ORDER))
    with pytest.raises(ReleaseGone):
        remove_release(paths=paths, release_id=wrong)
    with pytest.raises(ShippedStays):
        remove_release(paths=paths, release_id="icd10cm/2027")
    assert len(imported_releases(paths=paths)) == 1


def test_only_code_sets_and_what_stands_beside_codes_go_into_the_code_store(paths: Paths, tmp_path: Path) -> None:
    for sample in files.SAMPLES:
        if sample.kind is not FileKind.ICD10CM_CODES:
            put_sample(paths, tmp_path, sample)
    sources = shelf_sources(paths)
    assert not {one.header.code_set for one in sources} & set(EDIT_TABLES)
    assert len(sources) == len(imported_releases(paths=paths)) - 6
    assert not any(one.is_shipped for one in sources)
    order = next(one for one in sources if one.header.kind is FileKind.ICD10CM_ORDER)
    assert [row.value for row in order.rows() if isinstance(row, ImportedCode)][:2] == ["A00", "A00.0"]
    assert len(list(order.rows())) == 6


MAPPING = ColumnMapping(
    name="my dental list", code_set=CodeSet.CDT, value="Nr", title="Words", form=r"D\d{4}", others=("Category",)
)
DENTAL = files.lines("Nr,Words,Category", "D9991,Invented dental service,Invented", "D9992,Another,Invented")


def test_a_saved_mapping_reads_a_table_without_a_layout(paths: Paths, tmp_path: Path) -> None:
    path = at(tmp_path, "dental.csv", DENTAL)
    with pytest.raises(UnknownFile):
        planned(paths, path)
    save_mapping(paths=paths, mapping=MAPPING)
    assert saved_mappings(paths=paths) == (MAPPING,)
    (plan,) = planned(paths, path, given=SAID)
    assert (plan.header.code_set, plan.preview.rows) == (CodeSet.CDT, 2)
    save_mapping(paths=paths, mapping=replace(MAPPING, form=""))
    assert saved_mappings(paths=paths) == (replace(MAPPING, form=""),)
    forget_mapping(paths=paths, name=MAPPING.name)
    assert saved_mappings(paths=paths) == ()


def test_forgetting_a_mapping_makes_no_shelf(paths: Paths) -> None:
    forget_mapping(paths=paths, name="nothing")
    assert list(paths.codesets.iterdir()) == []


@pytest.mark.parametrize("text", ["", "[]", '{"name": "x"}', '{"name": "x", "form": "("}'])
def test_a_file_without_a_mapping_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(MappingUnreadable):
        read_mapping(source=at(tmp_path, "mapping.json", text.encode()))


def test_an_import_is_compared_with_the_library(paths: Paths, tmp_path: Path, library: CodeLibrary) -> None:
    """One code that is in force on 30 September with its own title, and one that is new: the other 74,718 would end."""
    order = files.lines(
        files.order_line(1, "I10", "1", "Essential (primary) hypertension", "Essential (primary) hypertension"),
        files.order_line(2, "QA0X1XA", "1", "Invented", "Invented code"),
    )
    path = at(tmp_path, ORDER, order)
    (plan,) = plan_import(paths=paths, library=library, source=path, progress=NoProgress())
    assert plan.follows == "FY2026 (April 2026)"
    assert (plan.added, plan.ended, plan.changed) == (1, 74_718, 0)
    with pytest.raises(ReleaseTooShort, match=r"1 of the 74,719"):
        import_planned(paths=paths, clock=FixedClock(AT), plans=[plan.confirmed()], progress=NoProgress())
    assert imported_releases(paths=paths) == ()
    assert any("74,719" in remark for remark in plan.remarks)


@pytest.mark.parametrize(("left", "is_refused"), [(599, True), (600, False), (1_199, False)])
def test_a_list_that_ends_most_codes_was_cut_off_at_a_line_end(
    paths: Paths, tmp_path: Path, left: int, *, is_refused: bool
) -> None:
    """1,200 codes, and a year later fewer than half of them: nothing in the layout says so, but no release ever did it."""
    every = [
        files.order_line(n, f"A{n // 100:02d}{n % 100:02d}", "1", "Short", f"Invented {n}") for n in range(1, 1_201)
    ]
    put(paths, at(tmp_path, "icd10cm-order-2026.txt", files.lines(*every)))
    before = content_of(paths)
    cut = at(tmp_path, ORDER, files.lines(*every[:left]))
    if is_refused:
        with pytest.raises(ReleaseTooShort):
            put(paths, cut)
        assert content_of(paths) == before
    else:
        assert put(paths, cut).is_changed


@pytest.mark.parametrize("start", [date.min, date.max])
def test_a_release_may_begin_on_any_day(paths: Paths, tmp_path: Path, start: date, library: CodeLibrary) -> None:
    path = at(tmp_path, "order.txt", files.CM_ORDER)
    said = GivenRelease(release="Invented", start=start)
    (plan,) = plan_import(paths=paths, library=library, source=path, progress=NoProgress(), given=said)
    assert plan.missing == ()


def test_every_trouble_says_what_was_kept() -> None:
    for trouble in (
        ReleaseNotNamed("f", ("release",)),
        ReleaseDiffers("f", "r"),
        FileChanged("f"),
        ReleaseTooShort("f", "r", 1, 2),
    ):
        assert isinstance(trouble, AppError)
        assert "Nothing was" in str(trouble)


def test_the_published_tabular_list_has_the_official_count(paths: Paths, tmp_path: Path, library: CodeLibrary) -> None:
    """April 2026: 74,719 codes when the shipped list checks them, 76 more when none does."""
    (shipped,) = [one for one in shipped_manifests(codesets_path()) if one.folder == "icd10cm/2026-04"]
    path = tmp_path / "icd10cm-tabular-April-1-2026.xml"
    path.symlink_to(shipped.file("tabular"))
    (checked,) = plan_import(paths=paths, library=library, source=path, progress=NoProgress())
    (unchecked,) = planned(paths, path)
    assert unchecked.preview.rows - checked.preview.rows == 76
    assert unchecked.added == 74_719 + 76
    assert (checked.follows, checked.changed) == ("FY2026 (April 2026)", 0)


@pytest.mark.slow
def test_the_start_reads_the_shelf_without_loading_what_writes_it(paths: Paths, tmp_path: Path) -> None:
    put(paths, at(tmp_path, ORDER, files.CM_ORDER))
    words = (
        "import sys; from pathlib import Path; from coderdesk.shared.paths import Paths;"
        "from coderdesk.services.shelf_sources import shelf_sources;"
        f"print(len(shelf_sources(Paths.under(Path({str(tmp_path / 'home')!r})))), 'sqlalchemy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "False"]
