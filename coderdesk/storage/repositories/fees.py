"""The practice's charge list and fee schedule."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, and_, delete, insert, select, update

from coderdesk.domain.billing.fees import ChargeItem, Fee
from coderdesk.domain.values.ids import PayerId
from coderdesk.domain.values.kinds import Kind
from coderdesk.shared.ids import new_id
from coderdesk.storage.repositories.rows import Rows, period_columns, period_of
from coderdesk.storage.tables.billing import charge_item, fee


class FeeRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def charge_items(self) -> tuple[ChargeItem, ...]:
        """By code and start."""
        ordered = select(charge_item).order_by(charge_item.c.code, charge_item.c.starts_on)
        return tuple(_item_of(row) for row in self._rows.all(ordered))

    def fees(self) -> tuple[Fee, ...]:
        """By code, modifier and start."""
        ordered = select(fee).order_by(fee.c.code, fee.c.modifier, fee.c.starts_on, fee.c.id)
        return tuple(_fee_of(row) for row in self._rows.all(ordered))

    def save_charge_items(self, items: Iterable[ChargeItem]) -> None:
        """Each takes the place of the row with the same system, code and start, or is added."""
        for item in items:
            values = {"words": item.words, "unit_words": item.unit_words, "category": item.category}
            key = {"system": item.system, "code": item.code}
            self._put(charge_item, _same_item(item), values | key | period_columns(item.in_force))

    def save_fees(self, fees: Iterable[Fee]) -> None:
        """Each takes the place of the row with the same code, modifier, payer and start, or is added."""
        for one in fees:
            values = {"code": one.code, "price": one.price, "modifier": one.modifier, "payer_id": one.payer_id}
            self._put(fee, _same_fee(one), values | period_columns(one.in_force))

    def remove_charge_item(self, item: ChargeItem) -> None:
        self._remove(charge_item, _same_item(item))

    def remove_fee(self, one: Fee) -> None:
        self._remove(fee, _same_fee(one))

    def _put(self, table: Table, same: ColumnElement[bool], values: dict[str, Any]) -> None:
        row_id = self._rows.connection.execute(select(table.c.id).where(same)).scalar()
        if row_id is None:
            row_id = new_id()
            self._rows.connection.execute(insert(table), values | {"id": row_id})
        else:
            self._rows.connection.execute(update(table).where(table.c.id == row_id).values(values))
        self._rows.note(Kind.FEES, row_id)

    def _remove(self, table: Table, same: ColumnElement[bool]) -> None:
        for row in self._rows.all(select(table.c.id).where(same)):
            self._rows.connection.execute(delete(table).where(table.c.id == row.id))
            self._rows.note(Kind.FEES, row.id)


def _same_item(item: ChargeItem) -> ColumnElement[bool]:
    columns = charge_item.c
    starts = columns.starts_on.is_not_distinct_from(item.in_force.start)
    return and_(columns.system == item.system, columns.code == item.code, starts)


def _same_fee(one: Fee) -> ColumnElement[bool]:
    columns = fee.c
    starts = columns.starts_on.is_not_distinct_from(one.in_force.start)
    payer = columns.payer_id.is_not_distinct_from(one.payer_id)
    return and_(columns.code == one.code, columns.modifier == one.modifier, payer, starts)


def _item_of(row: Row[Any]) -> ChargeItem:
    return ChargeItem(
        system=row.system,
        code=row.code,
        words=row.words,
        unit_words=row.unit_words,
        category=row.category,
        in_force=period_of(row),
    )


def _fee_of(row: Row[Any]) -> Fee:
    payer_id = PayerId(row.payer_id) if row.payer_id is not None else None
    return Fee(code=row.code, price=row.price, modifier=row.modifier, payer_id=payer_id, in_force=period_of(row))
