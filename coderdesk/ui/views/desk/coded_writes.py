"""What is changed in the coded list, as operations on the open visit."""

from collections.abc import Callable

from coderdesk.services.coding import Passage
from coderdesk.ui.views.desk.coded_panel import CodedPanel
from coderdesk.ui.views.desk.mending import Operate


def wire_coded_writes(coded: CodedPanel, operate: Operate, passage: Callable[[], Passage | None]) -> None:
    """`passage` is what is selected in the documents: new units are proven by it."""
    coded.move_wanted.connect(lambda row, step: operate("move_code", assignment_id=row, step=step))
    coded.remove_wanted.connect(lambda row: operate("remove_code", assignment_id=row))
    coded.evidence_remove_wanted.connect(lambda row, index: operate("remove_evidence", assignment_id=row, index=index))
    coded.pointers_set.connect(lambda row, to: operate("set_pointers", assignment_id=row, pointers=to))
    coded.units_set.connect(lambda row, units: operate("set_units", assignment_id=row, units=units, passage=passage()))
    coded.modifiers_set.connect(lambda row, to: operate("set_modifiers", assignment_id=row, modifiers=to))
    coded.price_set.connect(lambda row, price: operate("set_price", assignment_id=row, unit_price=price))
