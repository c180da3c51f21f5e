"""Positions of pre-printed stock: what is read, what is refused with a sentence, what stands between two of them."""

import pytest

from coderdesk.domain.billing.stock_places import StockPlace, items_listed, read_places, with_series

ITEMS = ("1", "2", "3")
TITLES = ("item", "x mm", "y mm", "width mm", "what it is")


def test_rows_are_read_in_any_order_of_columns_and_unmeasured_ones_left() -> None:
    read = read_places(
        [("y", "what", "Width", "ITEM", "x"), ("20,5", "", "30", "2", " 10 "), ("", "", "", "1", "")], items=ITEMS
    )
    assert read.troubles == ()
    assert read.places == {"2": StockPlace(10, 20.5, 30)}


def test_a_width_of_nothing_says_that_the_stock_has_no_such_box() -> None:
    assert read_places([TITLES, ("1", "0", "0", "0")], items=ITEMS).places["1"].is_left_out


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("9", "1", "1", "1"), "Row 2: there is no item 9."),
        (("", "1", "1", "1"), "Row 2: it names no item."),
        (("1", "wide", "1", "1"), "Row 2: item 1, x is 'wide', not a number of millimetres."),
        (("1", "1", "", "1"), "Row 2: item 1, y is missing."),
        (("1", "1", "1"), "Row 2: item 1, width is missing."),
        (("1", "200", "1", "20"), "Row 2: item 1 reaches from 200 to 220 mm, beyond the 215.9 mm of the sheet."),
        (("1", "-1", "1", "20"), "Row 2: item 1 reaches from -1 to 19 mm, beyond the 215.9 mm of the sheet."),
        (("1", "1", "300", "20"), "Row 2: item 1 stands 300 mm down a sheet of 279.4 mm."),
        (("1", "1", "1", "-2"), "Row 2: item 1 is less than nothing wide."),
        (("1", "nan", "1", "2"), "Row 2: item 1 has a measure that is not a length."),
    ],
)
def test_a_wrong_row_is_told_with_its_number(row: tuple[str, ...], sentence: str) -> None:
    assert read_places([TITLES, row], items=ITEMS).troubles == (sentence,)


def test_an_item_that_stands_twice_is_told() -> None:
    row = ("1", "1", "1", "1")
    assert read_places([TITLES, row, row], items=ITEMS).troubles == ("Row 3: item 1 stands in the list twice.",)


@pytest.mark.parametrize("rows", [[], [("item", "x")]])
def test_a_table_without_its_titles_is_told(rows: list[tuple[str, ...]]) -> None:
    [sentence] = read_places(rows, items=ITEMS).troubles
    assert sentence.startswith("The first row has no column")


def test_a_table_in_which_nothing_is_measured_is_told() -> None:
    assert read_places([TITLES, ("1", "", "", "")], items=ITEMS).troubles == ("No item has been measured.",)


def test_a_series_stands_evenly_and_what_was_measured_stays() -> None:
    places = {"1": StockPlace(0, 0, 5), "3": StockPlace(10, 20, 9)}
    assert with_series(places, [ITEMS])["2"] == StockPlace(5, 10, 5)
    own = {**places, "2": StockPlace(4, 11, 5)}
    assert with_series(own, [ITEMS]) == own
    assert with_series({"1": places["1"]}, [ITEMS]) == {"1": places["1"]}
    left_out = {**places, "3": StockPlace(0, 0, 0)}
    assert "2" not in with_series(left_out, [ITEMS])


def test_a_long_list_of_items_is_counted() -> None:
    assert items_listed(["a", "b"]) == "a, b"
    assert items_listed([str(number) for number in range(23)]).endswith("18, 19 and 3 more")
