"""From bytes to nodes: what is read, what is refused, in how much time."""

import json
from time import perf_counter, process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.source import Diagnostic, Mapping, Node, Scalar, Sequence, read
from engine.source.reader import lines_of

MILLION = 1_000_000


def read_well(text: str) -> Node:
    node, told = read("essai.yaml", text.encode())
    assert told == []
    assert node is not None
    return node


def told_of(data: bytes | str) -> list[tuple[str, int, int]]:
    """What is wrong with a text: the code, the line, the column."""
    told = read("essai.yaml", data.encode() if isinstance(data, str) else data)[1]
    return [(one.code, one.span.start.line, one.span.start.column) for one in told]


def scalar(node: Node | None) -> Scalar:
    assert isinstance(node, Scalar)
    return node


def plain(node: Node) -> object:
    """What a node says, as lists, dicts and texts."""
    if isinstance(node, Mapping):
        return {key.value: plain(value) for key, value in node.entries}
    return [plain(item) for item in node.items] if isinstance(node, Sequence) else node.value


def text_at(text: str, node: Node) -> str:
    """What stands in the first line of the place of a node."""
    start, end = node.span.start, node.span.end
    line = lines_of(text)[start.line - 1]
    return line[start.column - 1 : end.column - 1 if end.line == start.line else None]


def test_a_text_stays_as_it_is_written() -> None:
    words = ["no", "on", "Yes", "0123", "3:20", "1.10", "~", "null", "2025-01-01", "1e3", "0x1F"]

    node = read_well("\n".join(f"- {word}" for word in words))

    assert plain(node) == words
    assert isinstance(node, Sequence)
    assert not any(scalar(item).quoted for item in node.items)


@pytest.mark.parametrize("text", ['"no"', "'no'", "|\n  no", ">-\n  no"])
def test_a_text_in_quotes_or_in_a_block_is_known_for_one(text: str) -> None:
    node = read_well(f"a: {text}\n")

    assert isinstance(node, Mapping)
    assert scalar(node.get("a")).quoted


def test_json_is_read_by_the_same_reader() -> None:
    value = {"procedure": "essai", "steps": [{"title": "Été 😀", "fields": []}], "vide": ""}

    node = read_well(json.dumps(value, ensure_ascii=False, indent="\t"))

    assert plain(node) == value


def test_a_place_begins_at_the_first_character_of_the_text() -> None:
    text = "é: déjà\n😀😀: \"après l'emoji 😀\" # x\nà: ['b', c]\n"

    node = read_well(text)

    assert isinstance(node, Mapping)
    values = [value for _key, value in node.entries]
    assert text_at(text, values[0]) == "déjà"
    assert text_at(text, values[1]) == "après l'emoji 😀"
    items = values[2]
    assert isinstance(items, Sequence)
    assert [text_at(text, item) for item in items.items] == ["b", "c"]
    assert [text_at(text, key) for key, _value in node.entries] == ["é", "😀😀", "à"]


def test_a_part_of_an_expression_is_told_by_its_column() -> None:
    text = 'é: "nombre == x"\n'
    node = read_well(text)
    assert isinstance(node, Mapping)

    span = scalar(node.get("é")).span.within(10, 11)

    assert lines_of(text)[0][span.start.column - 1 : span.end.column - 1] == "x"


@pytest.mark.parametrize(
    ("text", "first", "place", "end"),
    [
        ("a: |\n   un\n   deux\n\nb: c\n", "un", (2, 4), (3, 8)),
        ("a: |\n\n   un\n", "", (2, 4), (3, 6)),
        ("a: >-\n  un\n  deux\n", "un", (2, 3), (3, 7)),
        ("a: |2\n    un\n  deux\n", "  un", (2, 3), (3, 7)),
        ("a: |  # note\n  un", "un", (2, 3), (2, 5)),
    ],
)
def test_a_block_begins_at_its_first_line(
    text: str, first: str, place: tuple[int, int], end: tuple[int, int]
) -> None:
    node = read_well(text)
    assert isinstance(node, Mapping)

    span = scalar(node.get("a")).span

    assert (span.start, span.end) == (place, end)
    assert lines_of(text)[span.start.line - 1][span.start.column - 1 :] == first


def test_a_part_ends_where_its_last_part_ends() -> None:
    node = read_well("a:\n  b: c\n  d: [e,\n    f]\n\n# note\ng: h\n")

    assert isinstance(node, Mapping)
    inner = node.get("a")
    assert inner is not None
    assert (inner.span.start, inner.span.end) == ((2, 3), (4, 7))
    assert node.span.end == (7, 5)


def test_the_first_of_two_values_is_the_one_that_counts() -> None:
    node, told = read("essai.yaml", b"a: 1\nb: 2\na: 3\n")

    assert isinstance(node, Mapping)
    assert scalar(node.get("a")).value == "1"
    assert [(one.code, one.span.start, one.values["line"]) for one in told] == [("D008", (3, 1), 1)]


def test_lines_end_as_they_do_on_every_system() -> None:
    told = told_of(b"a: 1\r\nb: 2\r\na: 3\r\n")

    assert told == [("D008", 3, 1)]
    assert lines_of("a\r\nb\rc\nd") == ["a", "b", "c", "d"]


def test_a_mark_of_byte_order_counts_for_nothing() -> None:
    node, told = read("essai.yaml", b"\xef\xbb\xbfa: b")

    assert told == []
    assert isinstance(node, Mapping)
    assert node.get("a") is not None
    assert node.span.start == (1, 1)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a: b\nc: \xe9t\xe9\n", [("D002", 2, 4)]),
        ("é: b".encode("utf-16"), [("D002", 1, 1)]),
        (b"a: \x00b\n\x1b: c", [("D003", 1, 4), ("D003", 2, 1)]),
        ("a: b\u2028c".encode(), [("D003", 1, 5)]),
        ("a: 'b\nc: d\n", [("D004", 1, 4)]),
        ("a: b: c\n", [("D004", 1, 5)]),
        ("a:\n  b: c\n d: e\n", [("D004", 3, 2)]),
        ("a: [b, c\nd: e\n", [("D004", 2, 2)]),
        ("a: *b\n", [("D006", 1, 4)]),
        ("a: &b c\nd: *b\n<<: *b\n", [("D006", 1, 4), ("D006", 2, 4), ("D006", 3, 5),
                                      ("D006", 3, 1)]),
        ("a: !!python/object:os.system x\n", [("D006", 1, 4)]),
        ("--- {a: b}\n--- {c: d}\n", [("D007", 2, 1)]),
        ("a: 1\na: 2\nb: {c: 1, c: 2}\n", [("D008", 3, 11), ("D008", 2, 1)]),
        ("", [("D009", 1, 1)]),
        ("\n# rien\n", [("D009", 1, 1)]),
        ("---\n", [("D009", 1, 1)]),
        ("a:\n\tb: c\n\td: e\n", [("D010", 2, 1), ("D010", 3, 1)]),
        ("? [a]\n: b\n", [("D011", 1, 3)]),
        ("a: {{ b }}\nc: {{ d }} e\n", [("D012", 1, 4), ("D012", 2, 4)]),
        ('{"a": "\\ud83d\\ude00"}', [("D004", 1, 10)]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(
    data: bytes | str, told: list[tuple[str, int, int]]
) -> None:
    assert told_of(data) == told


def test_a_text_that_begins_with_braces_is_read_as_it_was_meant() -> None:
    node, _told = read("essai.yaml", b"a: {{ b }}\n")

    assert isinstance(node, Mapping)
    assert scalar(node.get("a")).value == "{{ b }}"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"a" * 10 * MILLION, id="ten megabytes"),
        pytest.param(b"[" * 50_000, id="brackets"),
        pytest.param(b"{a: " * 50_000, id="braces"),
        pytest.param(b"- " * 50_000, id="dashes"),
        pytest.param(b"? " * 50_000, id="questions"),
        pytest.param(b"[&a a, " + b"*a, " * 50_000 + b"]", id="aliases"),
        pytest.param(b"&a " * 50_000, id="anchors"),
        pytest.param(
            b"a: &a [x, x, x, x, x, x, x, x, x]\n"
            + b"".join(b"%c: &%c [*%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c]\n"
                       % (n, n, *[n - 1] * 9) for n in range(98, 123)),
            id="billion laughs",
        ),
    ],
)  # fmt: skip
def test_a_hostile_text_is_refused_at_once(data: bytes) -> None:
    read("essai.yaml", data)  # once before, so that nothing is measured but the reading
    begun = process_time()

    node, told = read("essai.yaml", data)

    assert process_time() - begun < 0.05
    assert told
    assert len(told) < 60
    del node


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"[" + b"1," * 490_000 + b"1]", id="items"),
        pytest.param(b"\n".join(b"k%d: v" % n for n in range(80_000)), id="keys"),
        pytest.param(b"\x01" * MILLION, id="unseen characters"),
        pytest.param(b"a: |\n" + b" x\n" * 300_000, id="lines"),
        pytest.param(b"a:\n" + b" \t\n" * 200_000, id="tabs"),
    ],
)
def test_the_largest_text_takes_no_more_than_moments(data: bytes) -> None:
    begun = perf_counter()

    _node, told = read("essai.yaml", data)

    assert perf_counter() - begun < 3
    assert len(told) < 60


def test_what_is_told_of_a_long_name_is_short() -> None:
    told: list[Diagnostic] = read("essai.yaml", b"a: !" + b"x" * 10_000 + b" b\n")[1]

    assert len(str(told[0].values["tag"])) < 80


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text("ab-:?#&*!|>'\"%@`{}[], \n\t1é", max_size=40)))
def test_nothing_makes_the_reader_fail(data: bytes | str) -> None:
    encoded = data.encode() if isinstance(data, str) else data

    node, told = read("essai.yaml", encoded)

    assert node is not None or told
    for one in told:
        assert one.message.format(**one.values)
        assert one.span.start.line <= len(lines_of(encoded.decode("utf-8", "replace"))) + 1
