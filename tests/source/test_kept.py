"""What was made is given again as long as what it was made of stays the same."""

from collections.abc import Callable

import pytest

from engine.source import Kept


@pytest.fixture
def make() -> Callable[[], object]:
    return object


def test_the_same_parts_give_the_same(make: Callable[[], object]) -> None:
    kept, part = Kept[object](), object()
    first = kept.of("a", (part, "text", b"bytes"), make)

    again = kept.of("a", (part, "TEXT".lower(), b"BYTES".lower()), make)

    assert again is first


@pytest.mark.parametrize(
    "parts", [(["x"], "other"), (["x"],), (["x"], "text", "more"), (["y"], "text"), ([], "text")]
)
def test_other_parts_give_another(make: Callable[[], object], parts: tuple[object, ...]) -> None:
    kept = Kept[object]()
    first = kept.of("a", (["x"], "text"), make)

    assert kept.of("a", parts, make) is not first


def test_another_name_gives_another(make: Callable[[], object]) -> None:
    kept = Kept[object]()

    assert kept.of("a", (), make) is not kept.of("b", (), make)


def test_a_failure_is_not_kept(make: Callable[[], object]) -> None:
    kept = Kept[object]()

    def fail() -> object:
        raise OSError("no disk")

    with pytest.raises(OSError, match="no disk"):
        kept.of("a", (), fail)

    assert kept.of("a", (), make) is kept.of("a", (), make)


def test_what_was_asked_for_longest_ago_is_forgotten(make: Callable[[], object]) -> None:
    kept = Kept[object](most=2)
    first, second = kept.of("a", (), make), kept.of("b", (), make)
    kept.of("a", (), make)

    kept.of("c", (), make)

    assert kept.of("a", (), make) is first
    assert kept.of("b", (), make) is not second
