"""Why a plan to import is not carried out, each with its own sentence."""

from coderdesk.domain.values.trouble import AppError


class ReleaseNotNamed(AppError):
    """`missing` are "release", "first day" and "setting", as far as neither the file nor the person said them."""

    def __init__(self, file: str, missing: tuple[str, ...]) -> None:
        self.missing = missing
        super().__init__(
            f"The file {file} does not say its {' and its '.join(missing)}. Nothing was imported. Say it and import again."
        )


class ReleaseDiffers(AppError):
    """The same release lies on the shelf with other content, and nobody said that this one corrects it."""

    def __init__(self, file: str, release: str) -> None:
        super().__init__(
            f"{release} is imported already, and {file} has other content under the same name. Nothing was changed. "
            "Confirm that it replaces the one that is there, or give it the name of its own release."
        )


class ReleaseTooShort(AppError):
    """Most of the release before it would end, which no publisher ever did: the file was cut off at the end of a line."""

    def __init__(self, file: str, before: str, kept: int, were: int) -> None:
        super().__init__(
            f"The file {file} holds only {kept:,} of the {were:,} rows of {before}, so most of it is missing. Nothing was "
            "imported, and what was in force stays in force. Fetch the file again."
        )


class FileChanged(AppError):
    """What is read now is not what was shown before."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"The file {file} has changed since it was looked at. Nothing was imported. Choose it again and look at it anew."
        )
