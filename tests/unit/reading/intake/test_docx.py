"""DOCX: what a reader sees is read; what was deleted, hidden or commented is not."""

from coderdesk.domain.clinical.received_document import ReceivedDocument
from coderdesk.reading.intake.docx import CHANGES_TAKEN, PICTURES
from coderdesk.reading.intake.read import read_received
from coderdesk.reading.intake.source import Source
from tests.helpers.received_files import docx, paragraph, word_table, zipped

RUN = "<w:r><w:t>{}</w:t></w:r>"


def read(content: bytes) -> ReceivedDocument:
    (found,) = read_received(Source("note.docx", content))
    return found


def test_headers_come_first_and_equal_ones_once() -> None:
    head = paragraph("Patient: Ana Rivera")
    found = read(docx(paragraph("Gout."), header1=head, header2=head, footer1=paragraph("Page 1")))
    assert found.text.split("\n") == ["Patient: Ana Rivera", "", "Gout.", "", "Page 1", ""]
    assert found.places.places[0].path == "header1.xml paragraph 1"


def test_tracked_changes_are_read_as_accepted() -> None:
    """ "no" was deleted and "mild" inserted: "mild gout", and a notice says so"""
    deleted = "<w:del><w:r><w:delText>no </w:delText></w:r></w:del>"
    body = f"<w:p>{deleted}<w:ins>{RUN.format('mild ')}</w:ins>{RUN.format('gout')}</w:p>"
    found = read(docx(body))
    assert found.text == "mild gout\n"
    assert found.notices == (CHANGES_TAKEN,)


def test_comments_hidden_words_and_field_codes_are_left_out() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    field = "<w:r><w:instrText>DATE</w:instrText></w:r>"
    body = f"<w:p>{hidden}{field}{RUN.format('Gout.')}<w:r><w:commentReference/></w:r></w:p>"
    assert read(docx(body, comments=paragraph("delete this"))).text == "Gout.\n"


def test_a_word_split_into_runs_is_one_word() -> None:
    assert read(docx(f"<w:p>{RUN.format('pneu')}{RUN.format('monia')}</w:p>")).text == "pneumonia\n"


def test_tables_keep_their_columns() -> None:
    found = read(docx(paragraph("Vitals") + word_table(("Sign", "Value"), ("Pulse", "72"), ("BMI", "31.4"))))
    assert found.text == "Vitals\nSign | Value\nPulse | 72\nBMI | 31.4\n"
    (table,) = found.tables
    assert (table.columns, table.rows) == (("Sign", "Value"), (("Pulse", "72"), ("BMI", "31.4")))
    assert found.text[table.start : table.end].endswith("31.4\n")
    place = found.places.within(found.text.index("31.4"), found.text.index("31.4") + 4)[0]
    assert place.path == "table 1 row 3 column 2"


def test_lists_are_numbered_as_word_numbers_them() -> None:
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>'
    numbering += '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    bullet = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'
    body = paragraph("Gout", numbered) + paragraph("Asthma", numbered) + paragraph("Rest", bullet) + paragraph("End")
    assert read(docx(body, numbering=numbering)).text == "1. Gout\n2. Asthma\n• Rest\nEnd\n"


def test_a_text_box_is_read_once() -> None:
    """newer and older form of one box stand side by side"""
    box = f"<w:txbxContent>{paragraph('In the box')}</w:txbxContent>"
    choice = f"<mc:AlternateContent xmlns:mc='m'><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    assert read(docx(f"<w:p>{RUN.format('Beside')}<w:r>{choice}{fallback}</w:r></w:p>")).text == "Beside\nIn the box\n"


def test_pictures_are_said() -> None:
    picture = "<w:p><w:r><w:drawing><a:blip xmlns:a='a'/></w:drawing></w:r></w:p>"
    assert read(docx(paragraph("Gout.") + picture)).notices == (PICTURES,)


def test_the_main_part_may_have_another_name() -> None:
    relation = '<Relationship Id="1" Type="http://x/officeDocument" Target="word/document2.xml"/>'
    text = "<w:document xmlns:w='w'><w:body>" + paragraph("Gout.") + "</w:body></w:document>"
    members = {"[Content_Types].xml": "<Types/>", "_rels/.rels": f"<Relationships>{relation}</Relationships>"}
    assert read(zipped(members | {"word/document2.xml": text})).text == "Gout.\n"


def test_content_controls_and_links_are_part_of_the_text() -> None:
    row = f"<w:sdt><w:sdtContent>{word_table(('Plan', 'rest'))}</w:sdtContent></w:sdt>"
    link = f"<w:p><w:hyperlink>{RUN.format('See the guideline')}</w:hyperlink></w:p>"
    assert read(docx(row + link)).text == "Plan | rest\nSee the guideline\n"
