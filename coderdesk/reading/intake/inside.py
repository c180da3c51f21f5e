"""A document inside a message or record, of any form that may lie there: also a C-CDA, which may hold a document in its turn."""

from coderdesk.domain.clinical.received_document import ReceivedDocument
from coderdesk.reading.intake.attachment import XML_START, Attachment, described_by, read_attachment, unpacked
from coderdesk.reading.intake.cda import read_cda
from coderdesk.reading.intake.safe_xml import parsed_xml
from coderdesk.reading.intake.source import Source

_HEAD = 8192


def read_inside(source: Source, attachment: Attachment, around: ReceivedDocument) -> ReceivedDocument:
    """As `read_attachment`, and C-CDA as well."""
    content = unpacked(attachment, source.name)
    if XML_START.match(content[:_HEAD]) and b"ClinicalDocument" in content[:_HEAD]:
        root, notices = parsed_xml(content, source.name)
        if root.tag == "ClinicalDocument":
            (inner,) = read_cda(source.inside(content), root, notices)
            return described_by(around, inner)
    return read_attachment(source, attachment, around)
