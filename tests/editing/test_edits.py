"""Each edit makes of a text what is wanted, to the character."""

from pathlib import Path
from typing import Any

import pytest
import yaml

import engine.editing
from engine.editing import CannotEditError, move, moved_to, value_at

CASES = yaml.safe_load(Path(__file__).with_name("edits.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["edit"])
def test_an_edit_changes_what_it_is_about(case: dict[str, Any]) -> None:
    found = getattr(engine.editing, case["do"])(case["from"], *case["with"])

    assert found == case["to"]


@pytest.mark.parametrize(
    "value",
    [
        "0123", "no", "3:20", "a # b", "a: b", "- a", "😀 [x]", "  lead", "trail ", "null", "true",
        "12", "1.50", "", "'", '"', "\\", "it's \"so\"", "{{ x }}", "a\nb", "\n", "a\n\n", " a\nb",
        "a\n  b\n", "tab\there", "\ta\nb", "é\u00a0!", "a\u2028b", "\x07", "---", "...", "@x", "%y",
        "? a", "a:", "a\n \nb", "#", "&a", "*a", "!a", "|", ">", "a, b", "~", "=", "<<", "x" * 3000,
        0, -5, True, False, [], {}, ["a", "b, c", "12", 12], {"a": {"b": ["c\nd"]}}, [{"a": [1]}],
        [["a"], ["b"]], [[]], [{}], {"k: e": "v", "60": "x", "": "y", "true": 1},
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "text",
    [
        "title: Un\nnext: |\n  a\n",
        "{title: Un, next: x}\n",
        '{"title": "Un", "next": 1}',
        "title:\n  - a\n  - b: c\nnext: x",
        "\ufefftitle: >-\n  a\n\n  b\n\n\nnext: x\n",
        "title:\nnext: x\n",
        "title: {a: b,\r\n  c: d}\r\nnext: x\r\n",
    ],
)
def test_a_value_is_kept_as_it_is(text: str, value: Any) -> None:
    found = engine.editing.set_value(text, "", "title", value)

    assert value_at(found, "/title") == value
    assert type(value_at(found, "/title")) is type(value)
    assert value_at(found, "/next") == value_at(text, "/next")


def test_a_pointer_follows_what_is_moved():
    text = "a:\n  - x: [p]\n  - y: [q]\n"

    found = move(text, "/a/0", "/a/1/y", 1)

    where = moved_to("/a/0", "/a/1/y", 1)
    assert where == "/a/0/y/1"
    assert value_at(found, where) == {"x": ["p"]}


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("a: [", ("set_value", "", "a", "b")),
        ("a: &x b\nc: *x\n", ("set_value", "", "a", "b")),
        ("a: !!str b\n", ("remove", "/a")),
        ("", ("set_value", "", "a", "b")),
        ("a: b\n", ("remove", "")),
        ("a: b\n", ("remove", "/c")),
        ("a: b\n", ("set_value", "/a", "b", "c")),
        ("a: b\n", ("set_value", "", "", "c")),
        ("a: [b]\n", ("add", "/a", 3, "c")),
        ("a: {b: c}\n", ("add", "/a", 0, "c")),
        ("a: [[b]]\n", ("move", "/a/0", "/a/0", 0)),
        ("a: b\n", ("move", "/a", "/a", 0)),
        ("a: [b]\n", ("move", "/a/0", "/c/d", 0)),
        ("a:\n  # c\n  - x: y\nb: [z]\n", ("move", "/a/0", "/b", 0)),
        ("a: b\n", ("set_value", "", "a", "\ud800")),
        ("a: b\n", ("set_value", "", "a", object())),
        ("a: b\n---\nc: d\n", ("set_value", "", "a", "b")),
    ],
)
def test_what_cannot_be_done_is_said(text: str, edit: tuple[Any, ...]) -> None:
    name, *given = edit

    with pytest.raises(CannotEditError) as error:
        getattr(engine.editing, name)(text, *given)

    assert error.value.said("fr")
    assert error.value.said("fr") != error.value.said("en")
