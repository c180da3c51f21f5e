"""What the clipboard holds for an intake: files, a list of paths, or a text that was dictated or typed elsewhere."""

from pathlib import Path

from PySide6.QtCore import QMimeData

from coderdesk.ui.text import tr

_MOST_PATHS = 200


def files_in(held: QMimeData) -> tuple[Path, ...]:
    """Files copied in a file manager, or existing paths, one a line; nothing when there is any other text."""
    urls = tuple(Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile())
    if urls:
        return urls
    lines = [line.strip().strip('"') for line in held.text().splitlines() if line.strip()]
    if not lines or len(lines) > _MOST_PATHS or not all(Path(line).is_absolute() for line in lines):
        return ()
    paths = tuple(Path(line) for line in lines)
    return paths if all(path.is_file() for path in paths) else ()


def words_about(held: QMimeData) -> str:
    """Why a clipboard without text or files is of no use here."""
    if held.hasImage():
        return tr(
            "The clipboard holds a picture, which has no words to prove a code. Save it as a PDF and drop that here."
        )
    return tr("The clipboard holds no text and no files. Copy the text of the document first.")
