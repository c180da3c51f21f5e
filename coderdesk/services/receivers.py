"""The receivers of claim files: those that came with the desk, the practice's own, and which payer is reached by which."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from coderdesk.domain.billing.export_batch import ExportBatch
from coderdesk.domain.billing.payer import Payer
from coderdesk.domain.billing.receiver import DIRECT, MOST_CLAIMS_OF_A_SET, CharacterSet, Leave, Receiver
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.changes import Changes
from coderdesk.services.desk import Desk
from coderdesk.shared.resources import resource_path

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork

_RECEIVERS, _ROUTES = "edi.receivers", "edi.routes"


class ReceiverUnfit(AppError):
    def __init__(self, key: str, why: str) -> None:
        super().__init__(f"The receiver {key or 'without a name'} cannot be used: {why} Nothing was changed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverBook:
    """The receivers by key, the payers by name, and by the id of each payer the key of its receiver where one was chosen."""

    receivers: tuple[Receiver, ...] = ()
    payers: tuple[Payer, ...] = ()
    routes: Mapping[str, str] = field(default_factory=dict)


def receiver_book(*, desk: Desk) -> ReceiverBook:
    with desk.vault.reading() as unit:
        return ReceiverBook(
            receivers=tuple(receiver for _, receiver in sorted(_all(unit).items())),
            payers=tuple(sorted(unit.payers.all(), key=lambda row: row.name)),
            routes=unit.settings.get(_ROUTES, {}),
        )


def list_receivers(*, desk: Desk) -> tuple[Receiver, ...]:
    """Those that came with the desk and the practice's own, by key."""
    with desk.vault.reading() as unit:
        return tuple(receiver for _, receiver in sorted(_all(unit).items()))


def save_receiver(*, desk: Desk, receiver: Receiver) -> Changes:
    """Keep a receiver of the practice's own; it takes the place of one of the same key. Raises ReceiverUnfit."""
    _refuse_unfit(receiver)
    with desk.vault.writing(actor=desk.actor, action="save_receiver", now=desk.clock.now()) as unit:
        unit.settings.put(_RECEIVERS, {**unit.settings.get(_RECEIVERS, {}), receiver.key: as_settings(receiver)})
    return Changes.of(f"Saved receiver {receiver.key}", Kind.SETTING, ids=(receiver.key,))


def route_payer(*, desk: Desk, payer: Payer, key: str) -> Changes:
    """Send a payer's claims by that receiver from now on. Raises ReceiverUnfit for one that is not known."""
    with desk.vault.writing(actor=desk.actor, action="route_payer", now=desk.clock.now()) as unit:
        if key not in _all(unit):
            raise ReceiverUnfit(key, "nobody has described it.")
        unit.settings.put(_ROUTES, {**unit.settings.get(_ROUTES, {}), payer.id: key})
    return Changes.of(f"{payer.name} is reached by {key}", Kind.SETTING, ids=(payer.id,))


def receiver_for(unit: "UnitOfWork", payer: Payer) -> Receiver:
    """How the payer is reached; directly, when nobody said otherwise."""
    return _all(unit).get(unit.settings.get(_ROUTES, {}).get(payer.id, DIRECT.key), DIRECT)


def destination_of(batch: ExportBatch) -> str:
    """The setting that says where, by whom and in how many sets a batch was written."""
    return f"export.{batch.id}"


def set_sizes(unit: "UnitOfWork", batch: ExportBatch) -> tuple[int, ...]:
    """How many claims each transaction set of the batch holds, in order; () when it has but one."""
    return tuple(unit.settings.get(destination_of(batch), {}).get("sets", ()))


def as_settings(receiver: Receiver) -> dict[str, Any]:
    """A receiver as JSON keeps it, beside the batch that was written for it."""
    plain = {row.name: getattr(receiver, row.name) for row in fields(receiver)}
    return {**plain, "characters": receiver.characters.value, "leave_out": [row.value for row in receiver.leave_out]}


def from_settings(plain: dict[str, Any]) -> Receiver:
    """Raises ReceiverUnfit for a word that no receiver knows."""
    key = str(plain.get("key", ""))
    try:
        return Receiver(
            **{
                **plain,
                "characters": CharacterSet(plain.get("characters", DIRECT.characters)),
                "leave_out": tuple(Leave(row) for row in plain.get("leave_out", ())),
            }
        )
    except (TypeError, ValueError) as fault:
        raise ReceiverUnfit(key, f"it says something that is not known ({fault}).") from fault


def _all(unit: "UnitOfWork") -> dict[str, Receiver]:
    own = {key: from_settings(plain) for key, plain in unit.settings.get(_RECEIVERS, {}).items()}
    return {**_shipped(), **own}


@cache
def _shipped() -> dict[str, Receiver]:
    """Of resources/edi/receivers.toml; what one leaves out is that of the direct one."""
    tables = tomllib.loads(resource_path("edi", "receivers.toml").read_text("utf-8"))
    direct = tables[DIRECT.key]
    return {key: from_settings({**direct, **table, "key": key}) for key, table in tables.items()}


def _refuse_unfit(receiver: Receiver) -> None:
    from coderdesk.domain.billing.envelope import MAX_ID

    if not receiver.key.strip():
        raise ReceiverUnfit("", "it needs a name of its own.")
    if receiver.receiver_kind == "01" and receiver.receiver and not receiver.receiver.isdecimal():
        raise ReceiverUnfit(receiver.key, "an id of kind 01 is a DUNS number, which has digits only.")
    for words in (receiver.sender, receiver.receiver, receiver.group_sender, receiver.group_receiver):
        if len(words) > MAX_ID:
            raise ReceiverUnfit(receiver.key, f"{words} is longer than the {MAX_ID} characters of an id.")
    for kind in (receiver.sender_kind, receiver.receiver_kind):
        if len(kind) != 2:
            raise ReceiverUnfit(receiver.key, f"{kind or 'nothing'} is no kind of id; it has two characters.")
    if not 1 <= receiver.claims_per_set <= MOST_CLAIMS_OF_A_SET:
        raise ReceiverUnfit(receiver.key, f"a transaction set holds one to {MOST_CLAIMS_OF_A_SET} claims.")
    if receiver.usage not in ("production", "test"):
        raise ReceiverUnfit(receiver.key, f"{receiver.usage or 'nothing'} is neither production nor test.")
    if receiver.acknowledgement not in ("0", "1"):
        raise ReceiverUnfit(receiver.key, "the wish for a TA1 is 0 or 1.")
    from_settings(as_settings(replace(receiver)))
