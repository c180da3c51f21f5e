"""What can go wrong with a vault, each with its own sentence: what happened, what was kept, what to do."""

from pathlib import Path

from coderdesk.domain.values.trouble import AppError


class VaultTrouble(AppError):
    """The vault could not be opened, read or written."""


class VaultMissing(VaultTrouble):
    def __init__(self, path: Path) -> None:
        super().__init__(f"There is no vault at {path}. Choose another file, or create a new vault.")


class VaultExists(VaultTrouble):
    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} is already there and was left as it is. Choose another name for the new vault.")


class KeysMissing(VaultTrouble):
    def __init__(self, keys: Path, vault: Path) -> None:
        super().__init__(
            f"The vault {vault.name} is there, but its key file {keys.name} is not. The vault was not touched. "
            f"Put {keys.name} back into {keys.parent}, for example from the backup of the same day."
        )


class KeysDamaged(VaultTrouble):
    def __init__(self, keys: Path) -> None:
        super().__init__(
            f"The key file {keys.name} cannot be read. The vault beside it was not touched. "
            f"Replace {keys} with the copy from a backup."
        )


class WrongPassphrase(VaultTrouble):
    """`seconds` until the next try is taken."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            f"That passphrase or recovery code does not open this vault. Nothing was changed. "
            f"Try again in {_seconds(seconds)}; capital letters count in a passphrase, not in a recovery code."
        )


class DelayInForce(VaultTrouble):
    """`seconds` until the next try is taken."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            f"After a wrong passphrase the vault waits. This try was not counted; try again in {_seconds(seconds)}."
        )


class PassphraseTooShort(VaultTrouble):
    def __init__(self, least: int) -> None:
        super().__init__(f"A passphrase has at least {least} characters. Nothing was changed; choose a longer one.")


class VaultDamaged(VaultTrouble):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} is damaged, or its key file belongs to another vault. It was not changed. "
            "Keep it as it is and open the latest backup instead."
        )


class VaultTooNew(VaultTrouble):
    def __init__(self, path: Path, *, found: int, known: int) -> None:
        super().__init__(
            f"{path.name} was written by a newer CoderDesk (vault version {found}, this one knows {known}). "
            "It was not touched. Install the newer version to open it."
        )


class UpgradeWaits(VaultTrouble):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} must be brought up to this version first, but another window has it open. It was not touched. "
            "Close the other window and open the vault again."
        )


class VaultBusy(VaultTrouble):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} is in use by another program for too long. Nothing of this step was saved. Try again in a moment."
        )


class DiskFull(VaultTrouble):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The disk that holds {path.name} is full. This step was not saved; everything before it is. "
            "Free some space and repeat the step."
        )


class DiskTrouble(VaultTrouble):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The disk that holds {path.name} refused to read or write. This step was not saved; everything before it is. "
            "Check the disk, the connection to it and your right to write there, then open the vault again."
        )


class ReadOnlyVault(VaultTrouble):
    def __init__(self, reason: str = "") -> None:
        super().__init__(f"{reason or 'This vault is open for reading only.'} Nothing was saved.")


class VaultClosed(VaultTrouble):
    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} is locked. Nothing was saved. Unlock it and repeat the step.")


class UpgradeFailed(VaultTrouble):
    def __init__(self, path: Path, *, found: int, wanted: int) -> None:
        super().__init__(
            f"{path.name} could not be brought from vault version {found} to {wanted}. It stays at version {found} with all "
            "it holds, and a backup stands beside it. Open it with the CoderDesk you used before, and report this."
        )


class ClaimContradicts(VaultTrouble):
    def __init__(self, control: str) -> None:
        super().__init__(
            f"Claim {control} does not say what its lines in the vault say, so it was not used. Nothing was changed. "
            "Check the vault, and open the latest backup if it is damaged."
        )


class BackupFailed(VaultTrouble):
    def __init__(self, target: Path, why: str) -> None:
        super().__init__(
            f"The backup {target.name} was not made: {why}. The vault and all older backups are as they were."
        )


class NotInVault(VaultTrouble):
    def __init__(self, what: str, row_id: str = "") -> None:
        self.row_id = row_id
        super().__init__(
            f"This {what} is not in the vault any more. Nothing was changed. Refresh the list and try again."
        )


class Refusal(VaultTrouble):
    """A row that the vault will not take: one of its guards spoke. The class attribute is the whole sentence."""

    sentence = "The vault refused this change because it would contradict what is stored. Nothing was changed."

    def __init__(self) -> None:
        super().__init__(self.sentence)


class NotDocumented(Refusal):
    sentence = (
        "No passage of this visit's documentation supports the code now, so it cannot be billed. Nothing was changed. "
        "Select the words that support it, or ask the provider."
    )


class ForeignEvidence(Refusal):
    sentence = (
        "The passage does not belong to a document of this visit, so it proves nothing here. Nothing was changed. "
        "Select words in this visit's own documentation."
    )


class DocumentSigned(Refusal):
    sentence = "A signed document is not changed any more. It was left as it is. Add an addendum instead."


class DocumentChanged(Refusal):
    sentence = (
        "The document has changed since it was shown. Nothing was changed. Look at the new text and repeat the step."
    )


class UnstorableText(Refusal):
    sentence = (
        "The text holds characters that cannot be stored (a NUL, or half of a character pair). Nothing was saved. "
        "Copy the text again from its source."
    )


class NumberTooLarge(Refusal):
    sentence = "A number or amount is larger than the vault can hold. Nothing was changed. Enter a smaller one."


class AlreadyBilled(Refusal):
    sentence = (
        "This already stands on a claim or invoice, and those are never changed afterwards. It was left as it is. "
        "Correct it with a new claim or invoice."
    )


class NeverChanged(Refusal):
    sentence = (
        "Claims, invoices, documents and the audit trail are added to and never changed. Nothing was changed. "
        "Add a new one instead."
    )


def _seconds(seconds: int) -> str:
    return "1 second" if seconds == 1 else f"{seconds} seconds"
