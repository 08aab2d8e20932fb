"""Two texts beside each other, line by line."""

from hypothesis import given
from hypothesis import strategies as st

from engine.differences import Line, beside, compared_lines
from engine.differences.lines import LONG

TEXTS = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "d"]), max_size=30).map("".join)


def told(old: str, new: str) -> list[str]:
    signs = {"same": " ", "removed": "-", "added": "+", "gap": "…"}
    return [
        f"{signs[one.sign]}{one.left_out or one.text.rstrip()}" for one in compared_lines(old, new)
    ]


def test_what_changed_is_told_with_what_is_around_it() -> None:
    old = "".join(f"{number}\n" for number in range(1, 13))

    lines = told(old, old.replace("6\n", "six\n"))

    assert lines == ["…2", " 3", " 4", " 5", "-6", "+six", " 7", " 8", " 9", "…3"]


def test_nothing_is_told_of_equal_texts() -> None:
    assert compared_lines("a\nb\n", "a\nb\n") == ()


def test_a_text_that_ends_otherwise_is_told() -> None:
    assert told("a\nb\n", "a\nb") == [" a", "-b", "+b"]


def test_what_comes_stands_beside_what_went() -> None:
    rows = beside(compared_lines("a\nb\nc\n", "a\nx\ny\nc\n"))

    sides = [[one.text.rstrip() if one else None for one in (row.old, row.new)] for row in rows]
    assert sides == [["a", "a"], ["b", "x"], [None, "y"], ["c", "c"]]


def test_a_very_long_text_is_told_as_one_block() -> None:
    old = [f"{number}\n" for number in range(LONG)]
    new = [*old[:100], "here\n", *old[102:]]

    lines = compared_lines("".join(old), "".join(new))

    assert [one.sign for one in lines] == [
        "gap", "same", "same", "same", "removed", "removed", "added", "same", "same", "same", "gap"
    ]  # fmt: skip
    assert lines[0] == Line("gap", left_out=97)
    assert (lines[4].old, lines[6].new, lines[7].old, lines[7].new) == (101, 101, 103, 102)


@given(TEXTS, TEXTS)
def test_the_lines_give_back_both_texts(old: str, new: str) -> None:
    lines = compared_lines(old, new, around=100)

    if old != new:
        assert "".join(one.text for one in lines if one.sign != "added") == old
        assert "".join(one.text for one in lines if one.sign != "removed") == new
