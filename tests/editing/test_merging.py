"""Two changes of one text brought together, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.editing.merging import merge

HEAD = "procedure: p\ntitle: P\nsteps:\n"
A = "  # Of the first\n  - step: a\n    title: A\n    fields:\n      - {field: x, type: text}\n"
B = "  - step: b\n    title: B\n    fields:\n      - {field: y, type: text}\n"
C = "  - step: c\n    title: C\n    fields:\n      - {field: z, type: text}\n"
D = B.replace("b", "d").replace("B", "D")
END = "summary: false\n"
BASE = HEAD + A + B + C + END


def both(mine: str, theirs: str) -> str:
    """The text brought together, which has no conflict."""
    merged = merge(BASE, mine, theirs)
    assert not merged.conflicts
    assert merged.mine == merged.theirs
    return merged.mine


def test_changes_of_two_steps_stand_side_by_side():
    mine, theirs = BASE.replace("title: A", "title: Un"), BASE.replace("title: B", "title: Deux")

    found = both(mine, theirs)

    assert found == theirs.replace("title: A", "title: Un") == both(theirs, mine)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (HEAD + A + B + END, BASE.replace("title: A", "title: Un"),
         HEAD + A.replace("title: A", "title: Un") + B + END),
        (HEAD + A + C + END, BASE.replace("title: C", "title: Trois"),
         HEAD + A + C.replace("title: C", "title: Trois") + END),
        (HEAD + A + D + B + C + END,
         BASE.replace("type: text}\n  - step: b", "type: iban}\n  - step: b"),
         HEAD + A.replace("type: text", "type: iban") + D + B + C + END),
        (BASE.replace("title: P", "title: Q"), BASE.replace("summary: false", "summary: true"),
         BASE.replace("title: P", "title: Q").replace("summary: false", "summary: true")),
        (BASE.replace("# Of the first", "# Of A"), HEAD + A + B + C + "summary: true\n",
         BASE.replace("# Of the first", "# Of A").replace("false", "true")),
        (BASE.replace("title: A", "title: Un"), BASE, BASE.replace("title: A", "title: Un")),
    ],
    ids=["removed", "removed before", "added between", "keys", "comment", "one only"],
)  # fmt: skip
def test_brings_together(mine: str, theirs: str, expected: str):
    assert both(mine, theirs) == expected
    assert both(theirs, mine) == expected


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (BASE.replace("title: A", "title: Un"), BASE.replace("title: A", "title: Premier")),
        (BASE.replace("title: A", "title: Un"), BASE.replace("field: x", "field: w")),
        (BASE.replace("title: A", "title: Un"), HEAD + B + C + END),
        (HEAD + A + D + B + C + END, HEAD + A + D.replace("d", "e") + B + C + END),
        (BASE.replace("title: B", "title: Deux"), HEAD + B + A + C + END),
    ],
    ids=["same line", "same step", "removed", "added at one place", "moved"],
)  # fmt: skip
def test_refuses_two_changes_of_one_step(mine: str, theirs: str):
    merged = merge(BASE, mine, theirs)

    assert merged.conflicts


def test_of_a_conflict_one_takes_either_and_keeps_the_rest_of_both():
    mine = BASE.replace("title: A", "title: Un").replace("title: C", "title: Trois")
    theirs = BASE.replace("title: A", "title: Premier").replace("summary: false", "summary: true")

    merged = merge(BASE, mine, theirs)

    (piece,) = merged.conflicts
    assert (piece.mine, piece.theirs, piece.line) == ("    title: Un\n", "    title: Premier\n", 6)
    assert merged.mine == mine.replace("summary: false", "summary: true")
    assert merged.theirs == theirs.replace("title: C", "title: Trois")


def test_the_same_change_made_twice_is_no_conflict():
    mine = BASE.replace("title: A", "title: Un")

    assert both(mine, mine) == mine


def test_lines_of_a_table_are_blocks_of_their_own():
    merged = merge("a;1\nb;2\nc;3\n", "a;1\nb;9\nc;3\n", "a;1\nb;2\nc;8\n", "csv")

    assert (merged.mine, merged.conflicts) == ("a;1\nb;9\nc;8\n", ())


def test_parts_of_a_text_are_its_headings():
    base = "# Un\n\nDeux.\n\n## Trois\n\nQuatre.\n"

    merged = merge(base, base.replace("Deux", "2"), base.replace("Quatre", "4"), "md")

    assert (merged.mine, merged.conflicts) == ("# Un\n\n2.\n\n## Trois\n\n4.\n", ())


LINES = st.lists(
    st.sampled_from(["  - step: a\n", "  - step: b\n", "    x\n", "    y\n", "top:\n", "  # c\n"]),
    max_size=8,
).map("".join)


@given(LINES, LINES, LINES)
def test_nothing_that_one_side_alone_changed_is_lost(base: str, mine: str, theirs: str):
    merged = merge(base, mine, theirs)

    assert "".join(one.base for one in merged.pieces) == base
    assert "".join(one.mine for one in merged.pieces) == mine
    assert "".join(one.theirs for one in merged.pieces) == theirs
    assert merge(base, mine, base).mine == mine
    assert merge(base, base, theirs).mine == theirs
