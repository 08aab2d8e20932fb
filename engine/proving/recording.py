"""A test made from a way that its author went, as they went it: what came of it is expected."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.definitions import Library, Procedure
from engine.journeys import Path
from engine.proving.ending import Draw, Ended
from engine.proving.making import CannotMakeError, Maker, Real, read, values_of
from engine.proving.reasons import errors_found
from engine.proving.running import ground_of, run

Json = Mapping[str, Any]
DIGITS_MOST = 10


@dataclass(frozen=True, kw_only=True)
class Gone:
    """A way: what was answered and, by the path of its step, what was typed and refused."""

    real: Real
    typed: Mapping[Path, Mapping[str, Sequence[str]]] = field(default_factory=dict)


def recorded(
    procedure: Procedure, library: Library, gone: Gone, name: str, draw: Draw
) -> dict[str, Any]:
    """A test that goes the same way, as an item of `tests`; it was run, and is right.

    It expects what the way came to: where it stops, what is refused there, or that it is sent,
    with its route, its values and what is done. Raises CannotMakeError when it goes otherwise.
    """
    maker = Maker(procedure, library, gone.real)
    said = maker.said(name, replaced=False)
    said.pop("expect")
    end = maker.ended(said)
    stop = end.stop
    if stop is not None and stop.path in gone.typed:
        said["answers"] = with_typed(said["answers"], stop.path, gone.typed[stop.path], end)
        end = maker.ended(said)
    whole = {**said, "expect": expected(end)}
    proof = run(read(whole), ground_of(procedure, library), draw)
    if proof.failures:
        raise CannotMakeError(str(one.said.values.get("name", "")) for one in proof.failures)
    return whole


def expected(end: Ended) -> dict[str, Any]:
    """What came of a way, as a test expects it."""
    stop = end.stop
    found: dict[str, Any] = {}
    if stop is None:
        found["submitted"] = True
    elif stop.reason == "exit":
        found["exit"] = stop.path[-1]
    elif stop.path:
        found["step"] = stop.path[-1]
    else:
        found["submitted"] = False
    refused = errors_found(end).items() if stop is not None else ()
    missing = stop.missing if stop is not None else ()
    found["errors"] = {
        name: rule.partition(":")[0] for name, (rule, _text) in refused if name not in missing
    }
    found["route"] = [one.path[-1] for one in end.journey.places]
    values = values_of(end)
    if values:
        found["values"] = values
    if stop is None:
        found["effects"] = [one for one in end.effects if one != "save_profile"]
    return {key: one for key, one in found.items() if one != {}}


def with_typed(
    answers: Json, path: Path, typed: Mapping[str, Sequence[str]], end: Ended
) -> dict[str, Any]:
    """The answers with what was typed at the step where the way stops, and was refused."""
    return _with_typed(answers, (), path, typed, end)


def _with_typed(
    answers: Json, around: Path, rest: Path, typed: Mapping[str, Sequence[str]], end: Ended
) -> dict[str, Any]:
    if len(rest) == 1:
        return {**answers, **dict(typed_at(rest[0], typed, end))}
    group, key = rest[:2]
    hub = end.journey.hub((*around, group))
    place = next((at for at, item in enumerate(hub.items) if item.key == key), 0)
    items = [dict(one) for one in answers.get(group, ())]
    items += [{} for _ in range(place + 1 - len(items))]
    items[place] = _with_typed(items[place], (*around, group, key), rest[2:], typed, end)
    return {**answers, group: items}


def typed_at(
    name: str, typed: Mapping[str, Sequence[str]], end: Ended
) -> Iterator[tuple[str, Any]]:
    """What was typed at a step, by field; rows are left out, and secrets."""
    step = next((one for one in end.journey.plan.all_steps() if one.name == name), None)
    for plan in step.fields if step is not None else ():
        said = said_of(plan.field.parts, plan.name, typed)
        if said is not None and not plan.columns and not plan.field.is_secret:
            yield plan.name, said


def said_of(parts: Sequence[str], name: str, typed: Mapping[str, Sequence[str]]) -> Any:
    """What was typed in the controls of a field, as a test says it; None when nothing was."""
    if parts:
        said = {part: "".join(typed.get(f"{name}.{part}", ())[:1]) for part in parts}
        return {part: text for part, text in said.items() if text} or None
    texts = [plain(one) for one in typed.get(name, ()) if one]
    return texts if len(texts) > 1 else next(iter(texts), None)


def plain(text: str) -> str | int:
    """A text as an author would write it: a small whole number is one."""
    is_whole = text.isascii() and text.isdigit() and len(text) < DIGITS_MOST
    return int(text) if is_whole and str(int(text)) == text else text
