"""The key file beside a vault: the vault's random key, sealed once under the passphrase and once under the recovery code."""

import json
import secrets
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from argon2.exceptions import Argon2Error
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from coderdesk.shared.files import write_atomically
from coderdesk.storage.recovery_code import read_recovery_code
from coderdesk.storage.trouble import KeysDamaged, KeysMissing, PassphraseTooShort

FORMAT = 1
LEAST_CHARACTERS = 8
_KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCost:
    """What one guess at the passphrase costs: Argon2id memory in KiB, passes over it, and lanes."""

    memory_kib: int
    passes: int
    lanes: int

    @property
    def is_sane(self) -> bool:
        """A garbled file must not take all memory or run for hours."""
        return 8 * self.lanes <= self.memory_kib <= 2**20 and 1 <= self.passes <= 32 and 1 <= self.lanes <= 16


STANDARD_COST = KeyCost(memory_kib=65536, passes=3, lanes=4)  # RFC 9106 section 4, second recommended option
TRIAL_COST = KeyCost(memory_kib=8, passes=1, lanes=1)  # for vaults that are thrown away: no protection


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedKey:
    """The vault's key under AES-256-GCM, whose own key is derived with `salt`."""

    salt: bytes
    nonce: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEnvelope:
    vault_id: str
    cost: KeyCost
    by_passphrase: SealedKey
    by_recovery_code: SealedKey

    def unlock(self, secret: str) -> bytes | None:
        """The vault's key when `secret` is the recovery code or the passphrase, else None."""
        code = read_recovery_code(secret)
        if code is not None:
            key = self._opened(self.by_recovery_code, "recovery", _from_code(code, self.by_recovery_code.salt))
            if key is not None:
                return key
        stretched = _from_passphrase(secret, self.by_passphrase.salt, self.cost)
        return self._opened(self.by_passphrase, "passphrase", stretched)

    def with_passphrase(self, data_key: bytes, passphrase: str) -> "KeyEnvelope":
        """Raises PassphraseTooShort."""
        if len(passphrase) < LEAST_CHARACTERS:
            raise PassphraseTooShort(LEAST_CHARACTERS)
        salt = secrets.token_bytes(_SALT_BYTES)
        wrapping = _from_passphrase(passphrase, salt, self.cost)
        return replace(self, by_passphrase=self._sealed(data_key, "passphrase", wrapping, salt))

    def with_recovery_code(self, data_key: bytes, code: str) -> "KeyEnvelope":
        salt = secrets.token_bytes(_SALT_BYTES)
        wrapping = _from_code(code.replace("-", ""), salt)
        return replace(self, by_recovery_code=self._sealed(data_key, "recovery", wrapping, salt))

    def _bound_to(self, kind: str) -> bytes:
        """What a sealed key is tied to, so that no part of the file can be exchanged for another vault's."""
        cost = self.cost
        return f"coderdesk keys {FORMAT} {self.vault_id} {kind} {cost.memory_kib} {cost.passes} {cost.lanes}".encode()

    def _sealed(self, data_key: bytes, kind: str, wrapping: bytes, salt: bytes) -> SealedKey:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return SealedKey(salt=salt, nonce=nonce, sealed=AESGCM(wrapping).encrypt(nonce, data_key, self._bound_to(kind)))

    def _opened(self, wrapped: SealedKey, kind: str, wrapping: bytes) -> bytes | None:
        try:
            return AESGCM(wrapping).decrypt(wrapped.nonce, wrapped.sealed, self._bound_to(kind))
        except InvalidTag:
            return None


def seal(*, vault_id: str, data_key: bytes, passphrase: str, recovery_code: str, cost: KeyCost) -> KeyEnvelope:
    """A new envelope. Raises PassphraseTooShort."""
    empty = SealedKey(salt=b"", nonce=b"", sealed=b"")
    envelope = KeyEnvelope(vault_id=vault_id, cost=cost, by_passphrase=empty, by_recovery_code=empty)
    return envelope.with_passphrase(data_key, passphrase).with_recovery_code(data_key, recovery_code)


def new_data_key() -> bytes:
    return secrets.token_bytes(_KEY_BYTES)


def keys_path(vault: Path) -> Path:
    return vault.with_name(vault.name + ".keys")


def write_keys(path: Path, envelope: KeyEnvelope) -> None:
    """Replace the key file at once or not at all. Raises OSError."""
    content = {
        "format": FORMAT,
        "vault_id": envelope.vault_id,
        "argon2id": {
            "memory_kib": envelope.cost.memory_kib,
            "passes": envelope.cost.passes,
            "lanes": envelope.cost.lanes,
        },
        "passphrase": _as_json(envelope.by_passphrase),
        "recovery_code": _as_json(envelope.by_recovery_code),
    }
    write_atomically(path, (json.dumps(content, indent=2) + "\n").encode())


def read_keys(vault: Path) -> KeyEnvelope:
    """Raises KeysMissing and KeysDamaged."""
    path = keys_path(vault)
    try:
        content = json.loads(path.read_bytes())
        if content["format"] != FORMAT:
            raise ValueError("another format")
        envelope = KeyEnvelope(
            vault_id=str(content["vault_id"]),
            cost=KeyCost(**{name: int(value) for name, value in content["argon2id"].items()}),
            by_passphrase=_from_json(content["passphrase"]),
            by_recovery_code=_from_json(content["recovery_code"]),
        )
    except FileNotFoundError:
        raise KeysMissing(path, vault) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        raise KeysDamaged(path) from None
    if not envelope.cost.is_sane:
        raise KeysDamaged(path)
    return envelope


def _from_passphrase(passphrase: str, salt: bytes, cost: KeyCost) -> bytes:
    typed = unicodedata.normalize("NFKC", passphrase).encode("utf-8", errors="surrogatepass")
    try:
        return hash_secret_raw(typed, salt, cost.passes, cost.memory_kib, cost.lanes, _KEY_BYTES, Type.ID)
    except Argon2Error as trouble:
        raise MemoryError("not enough memory to try the passphrase") from trouble


def _from_code(code: str, salt: bytes) -> bytes:
    """145 random bits need no stretching (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=salt, info=b"coderdesk recovery code").derive(code.encode())


def _as_json(wrapped: SealedKey) -> dict[str, str]:
    return {"salt": wrapped.salt.hex(), "nonce": wrapped.nonce.hex(), "sealed": wrapped.sealed.hex()}


def _from_json(content: dict[str, Any]) -> SealedKey:
    wrapped = SealedKey(**{name: bytes.fromhex(value) for name, value in content.items()})
    if (len(wrapped.salt), len(wrapped.nonce), len(wrapped.sealed)) != (_SALT_BYTES, _NONCE_BYTES, _KEY_BYTES + 16):
        raise ValueError("a sealed key of another size")
    return wrapped
