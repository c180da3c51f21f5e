"""The narrative block of a C-CDA section: paragraphs, lists and tables as lines of text, each with its XPath."""

from coderdesk.reading.intake.derived_text import DerivedText
from coderdesk.reading.intake.safe_xml import Node

_BLOCKS = frozenset(
    {
        "paragraph",
        "caption",
        "list",
        "item",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "br",
        "div",
        "p",
        "footnote",
        "ul",
        "ol",
        "li",
    }
)
_ROWS = ("tr",)
_HIDDEN = frozenset({"renderMultiMedia", "colgroup", "col"})


def write_narrative(text: Node, out: DerivedText) -> None:
    """Everything a reader of the section would see. Deleted content (revised="delete") is left out."""
    _write_content(text, out, "")
    out.end_line()


def _write_content(node: Node, out: DerivedText, bullet: str) -> None:
    path = node.path
    pending = bullet
    for part in node.content:
        if isinstance(part, str):
            words = " ".join(part.split())
            if words:
                before = " " if part[:1].isspace() and not out.at_line_start else ""
                after = " " if part[-1:].isspace() else ""
                out.write(f"{pending}{before}{words}{after}", path=path)
                pending = ""
            elif not out.at_line_start:
                out.write(" ")
            continue
        if pending and part.tag not in _BLOCKS:
            out.write(pending)
            pending = ""
        _write_node(part, out)


def _write_node(node: Node, out: DerivedText) -> None:
    if node.tag in _HIDDEN or node.get("revised") == "delete":
        return
    if node.tag == "br":
        out.break_line()
    elif node.tag == "table":
        _write_table(node, out)
    elif node.tag in {"list", "ul", "ol"}:
        _write_list(node, out)
    elif node.tag in _BLOCKS:
        out.end_line()
        _write_content(node, out, "")
        out.end_line()
    else:
        _write_content(node, out, "")


def _write_list(node: Node, out: DerivedText) -> None:
    out.end_line()
    is_ordered = node.get("listType") == "ordered" or node.tag == "ol"
    number = 0
    for child in node.children:
        if child.tag in {"item", "li"}:
            number += 1
            _write_content(child, out, f"{number}. " if is_ordered else "• ")
            out.end_line()
        else:
            _write_node(child, out)


def _write_table(node: Node, out: DerivedText) -> None:
    """A table of one row or one column is layout, and stands as text."""
    for caption in node.all("caption"):
        out.write_line(" ".join(caption.words.split()), path=caption.path)
    heads = [_cells(row) for part in node.all("thead") for row in part.all(*_ROWS)]
    bodies = [row for part in node.children if part.tag in {"tbody", "tfoot"} for row in part.all(*_ROWS)]
    rows = [_cells(row) for row in (*bodies, *node.all(*_ROWS))]
    if not heads and rows and all(cell.tag == "th" for cell in _first_cells(node)):
        heads, rows = rows[:1], rows[1:]
    rows = [row for row in rows if any(words for words, _ in row)]
    out.end_line()
    start = out.length
    for row in (*heads, *rows):
        out.write_row(row)
    columns = tuple(words for words, _ in heads[-1]) if heads else ()
    out.note_table(start, columns, tuple(tuple(words for words, _ in row) for row in rows))


def _first_cells(table: Node) -> list[Node]:
    row = next((node for node in table.walk() if node.tag == "tr"), None)
    return [cell for cell in row.children if cell.tag in {"td", "th"}] if row else []


def _cells(row: Node) -> list[tuple[str, str]]:
    return [(_cell_words(cell), cell.path) for cell in row.children if cell.tag in {"td", "th"}]


def _cell_words(cell: Node) -> str:
    """Blocks within a cell are parted by a semicolon, so that two findings do not run into one sentence."""
    inner = DerivedText("")
    _write_content(cell, inner, "")
    return "; ".join(line.strip() for line in inner.text.splitlines() if line.strip())
