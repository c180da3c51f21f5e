"""Why a file was refused, each in a sentence: what happened, what was kept, what to do."""

from coderdesk.domain.values.trouble import AppError


class DocumentRefused(AppError):
    """The file stays where it is, and nothing of it is stored."""

    def __init__(self, name: str, why: str, advice: str) -> None:
        super().__init__(f"{name} was not taken in: {why}. Nothing of it was stored. {advice}")


class EmptyFile(DocumentRefused):
    def __init__(self, name: str) -> None:
        super().__init__(name, "it holds nothing", "Ask the sender for it again, or choose another file.")


class WithoutWords(DocumentRefused):
    """A message or record that can be read and says nothing that could be quoted."""

    def __init__(self, name: str, what: str = "it") -> None:
        super().__init__(
            name, f"{what} holds no text that could prove a code", "Choose the file that holds the note itself."
        )


class TooLarge(DocumentRefused):
    def __init__(self, name: str, what: str) -> None:
        super().__init__(name, f"it is too large ({what})", "Ask the sender for single documents.")


class Locked(DocumentRefused):
    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            "it is locked with a password",
            "Open it with the password, save it without one, and take in that copy.",
        )


class Damaged(DocumentRefused):
    def __init__(self, name: str, what: str) -> None:
        super().__init__(name, f"it is damaged or cut off ({what})", "Ask the sender for it again.")


class Hostile(DocumentRefused):
    """Made to harm whoever opens it, or built as only such files are."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            name, what, "No honest document needs that; ask the sender what it is before opening it anywhere."
        )


class GivenUp(DocumentRefused):
    """Its reader, a process of its own, was stuck, grew too large or fell; `why` goes on the sentence."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            name,
            f"its reading was given up, because {why}",
            "No honest document needs that; ask the sender for it in another form, as PDF or plain text.",
        )


class UnknownForm(DocumentRefused):
    def __init__(
        self, name: str, what: str, advice: str = "Give text, PDF, a picture, DOCX, RTF, C-CDA, FHIR or HL7 v2."
    ) -> None:
        super().__init__(name, what, advice)


class TextElsewhere(DocumentRefused):
    def __init__(self, name: str, where: str) -> None:
        super().__init__(
            name, f"it only points to its text, which lies elsewhere ({where})", "Take in the file that it points to."
        )


class IntakeCancelled(AppError):
    def __init__(self) -> None:
        super().__init__(
            "The reading was stopped. Nothing of the file in hand was stored; read it again when you like."
        )
