"""What can be wrong with a file that is offered for import. Each sentence says where, why, and that nothing changed."""

from coderdesk.domain.values.trouble import AppError

_KEPT = "No code set was changed."


class FileRefused(AppError):
    """The file cannot be read as what it seems to be. `line` is None where the trouble has no line."""

    def __init__(self, file: str, reason: str, *, line: int | None = None, advice: str = "") -> None:
        self.file = file
        self.reason = reason
        self.line = line
        where = f"{file}, line {line:,}" if line is not None else file
        super().__init__(f"The file {where} was refused: {reason}. {_KEPT} {advice or 'Fetch the file again.'}")


class UnknownFile(FileRefused):
    """Nothing in it looks like an official file that can be read."""

    def __init__(self, file: str, reason: str = "it is none of the official code-set files that can be read") -> None:
        advice = "If it is a table with one code a row, import it with a column mapping."
        super().__init__(file, reason, advice=advice)


class WrongRelease(FileRefused):
    """The file is another release than its name or the person says."""

    def __init__(self, file: str, *, expected: str, found: str) -> None:
        self.expected = expected
        self.found = found
        super().__init__(file, f"it was taken for {expected} and is {found}", advice="Choose the file of that release.")


class CutOff(FileRefused):
    """The file ends in the middle."""

    def __init__(self, file: str, *, line: int) -> None:
        advice = "Fetch the file again; if it is whole, add a line end after its last line."
        super().__init__(file, "it ends in the middle of a line, so it was cut off", line=line, advice=advice)


class ImportCancelled(AppError):
    """The person stopped the reading."""

    def __init__(self) -> None:
        super().__init__(f"The import was stopped. {_KEPT} Start it again when it suits.")
