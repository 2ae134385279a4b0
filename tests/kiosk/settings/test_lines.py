"""Where things stand in a file, however it is written."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.settings.lines import lines_of

TEXT = '''# a file
title = "a # b [c]"
[one]
a.b = 1
"c d" = """
two
lines"""
list = [
  1,
  { x = "}", y = [2,
    3] },  # both
]

[[many]]
k = 'literal \\'
[many.sub]
deep = true
[[many]]
k = 1979-05-27T07:32:00Z
'''


def test_every_key_and_element_has_its_line() -> None:
    lines = lines_of(TEXT)
    assert lines[("title",)] == 2
    assert lines[("one",)] == 3
    assert lines[("one", "a", "b")] == 4
    assert lines[("one", "c d")] == 5
    assert lines[("one", "list", 0)] == 9
    assert lines[("one", "list", 1, "y", 1)] == 11
    assert (lines[("many", 0)], lines[("many", 0, "k")], lines[("many", 0, "sub", "deep")]) == (14, 15, 17)
    assert (lines[("many", 1)], lines[("many", 1, "k")]) == (18, 19)


KEY = st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True)
SIGNS = st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters='"\\')
TEXTS = st.text(SIGNS, max_size=12).map('"{}"'.format)
LEAF = st.one_of(st.integers(-99, 99).map(str), st.sampled_from(["true", "2026-10-01", "1.5"]), TEXTS)
VALUE = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: "[\n" + ",\n".join(parts) + "\n]"),
        st.dictionaries(KEY, inner.filter(lambda value: "\n" not in value), max_size=3).map(
            lambda table: "{" + ", ".join(f"{key} = {value}" for key, value in table.items()) + "}"
        ),
    ),
    max_leaves=6,
)


@given(st.lists(st.tuples(KEY, VALUE), max_size=5, unique_by=lambda pair: pair[0]))
def test_no_text_that_is_right_leads_it_astray(pairs: list[tuple[str, str]]) -> None:
    text = "".join(f"{key} = {value}  # {number}\n" for number, (key, value) in enumerate(pairs))
    assert set(tomllib.loads(text)) == {key for key, _ in pairs}
    expected, line = {}, 1
    for key, value in pairs:
        expected[(key,)] = line
        line += value.count("\n") + 1
    found = lines_of(text)
    assert {place: at for place, at in found.items() if len(place) == 1} == expected


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing", "[a]\n[b.c]\n[[d]]\n"])
def test_files_with_little_in_them(text: str) -> None:
    assert set(lines_of(text).values()) <= {1, 2, 3}
