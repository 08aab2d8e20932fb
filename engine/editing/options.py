"""The options of a choice, filled in as a list: their words, their order, more of them."""

import re
from collections.abc import Mapping, Sequence

from engine.editing.listing import add, move, remove
from engine.editing.new_parts import options_of
from engine.editing.setting import set_value, value_at

Typed = Mapping[str, Sequence[str]]
MORE, DO = "o.more", "do"
MOST = 200
ORDER = re.compile(r"option-(up|down|remove):([0-9]{1,3})")


def typed_options(text: str, pointer: str, given: Typed, language: str) -> str:
    """The text with the options of a field as somebody filled them in; raises CannotEditError."""
    if MORE not in given:
        return text
    room = f"{pointer}/choices"
    before = _listed(text, pointer)
    if before is None:
        return text
    for number, option in enumerate(before):
        typed = " ".join("".join(given.get(f"o.{number}.label", ())).split())
        if typed and typed != words_of(option, language):
            text = _named(text, room, number, option, typed, language)
    text = _ordered(text, room, given, len(before))
    return _with_more(text, pointer, given)


def words_of(option: object, language: str) -> str:
    """The words of an option in a language; a text alone is its own."""
    if not isinstance(option, Mapping):
        return "" if option is None else str(option)
    label = option.get("label")
    found = label.get(language, "") if isinstance(label, Mapping) else label
    return "" if found is None else str(found)


def _listed(text: str, pointer: str) -> list[object] | None:
    found = value_at(text, pointer)
    choices = found.get("choices") if isinstance(found, Mapping) else None
    return choices if isinstance(choices, list) else [] if choices is None else None


def _named(text: str, room: str, number: int, option: object, typed: str, language: str) -> str:
    """An option with other words: a text alone becomes a value with a label."""
    if not isinstance(option, Mapping):
        text = remove(text, f"{room}/{number}")
        return add(text, room, number, {"value": str(option), "label": typed})
    label = option.get("label")
    value = {**label, language: typed} if isinstance(label, Mapping) else typed
    return set_value(text, f"{room}/{number}", "label", value)


def _ordered(text: str, room: str, given: Typed, count: int) -> str:
    """The options moved or taken away by the button that was pressed."""
    asked = ORDER.fullmatch("".join(given.get(DO, ())[-1:]))
    if asked is None or int(asked[2]) >= count:
        return text
    number = int(asked[2])
    if asked[1] == "remove":
        return remove(text, f"{room}/{number}")
    to = number + (1 if asked[1] == "down" else -1)
    return move(text, f"{room}/{number}", room, to) if 0 <= to < count else text


def _with_more(text: str, pointer: str, given: Typed) -> str:
    """Options added at the end, one for each line."""
    lines = "\n".join(given.get(MORE, ())).splitlines()
    labels = [" ".join(line.split()) for line in lines if line.strip()][:MOST]
    if not labels:
        return text
    before = _listed(text, pointer) or []
    taken = [str(one.get("value") if isinstance(one, Mapping) else one) for one in before]
    for place, option in enumerate(options_of(labels, taken)):
        text = add(text, f"{pointer}/choices", len(before) + place, option)
    return text
