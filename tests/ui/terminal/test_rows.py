"""The list model: the fewest changes, so that a line somebody writes on stays where it is."""

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from ui.terminal.rows import FIRST_ROLE, Rows, camel


@dataclass(frozen=True)
class Row:
    key: str
    some_value: int = 0


def shown(rows: Rows) -> list[tuple[str, int]]:
    return [(rows.data(rows.index(n)), rows.data(rows.index(n), FIRST_ROLE + 1)) for n in range(rows.rowCount())]


def test_roles_are_the_fields_in_camel_case() -> None:
    assert {bytes(name.data()) for name in Rows(Row).roleNames().values()} == {b"key", b"someValue"}
    assert camel("from_card") == "fromCard"


@given(st.lists(st.lists(st.sampled_from("abcdef"), unique=True), max_size=5))
def test_shows_what_it_is_given(lists: list[list[str]]) -> None:
    rows = Rows(Row)
    for number, keys in enumerate(lists):
        rows.show([Row(key, number) for key in keys])
        assert shown(rows) == [(key, number) for key in keys]


def test_changed_value_keeps_the_row() -> None:
    rows = Rows(Row)
    rows.show([Row("a"), Row("b")])
    told: list[object] = []
    rows.rowsInserted.connect(lambda *_: told.append("inserted"))
    rows.rowsRemoved.connect(lambda *_: told.append("removed"))
    rows.dataChanged.connect(lambda first, last, roles: told.append((first.row(), list(roles))))
    rows.show([Row("a"), replace(Row("b"), some_value=7)])
    assert told == [(1, [FIRST_ROLE + 1])]


def test_new_row_between_leaves_its_neighbours() -> None:
    rows = Rows(Row)
    rows.show([Row("a"), Row("c")])
    inserted: list[tuple[int, int]] = []
    removed: list[object] = []
    rows.rowsInserted.connect(lambda _, first, last: inserted.append((first, last)))
    rows.rowsRemoved.connect(removed.append)
    rows.show([Row("a"), Row("b"), Row("c")])
    assert inserted == [(1, 1)]
    assert not removed


def test_nothing_outside_the_list() -> None:
    rows = Rows(Row)
    rows.show([Row("a")])
    assert rows.data(rows.index(5)) is None
    assert rows.data(rows.index(0), 1) is None
    assert rows.rowCount(rows.index(0)) == 0
