"""The form of one part: a control for each key of its record, the usual ones first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.checks import sentence
from engine.editing.filled import Texts, Typed, texts_of, written
from engine.editing.keys import LABELS, in_order, label_of, word_of
from engine.editing.kinds import ACTIONS, families
from engine.editing.options import words_of
from engine.editing.outline import short, title_of
from engine.editing.records import Property
from engine.editing.sheet import found_in, parts_of, sheet_of
from engine.expressions import FUNCTIONS
from engine.fields import Field
from engine.i18n import catalogue, gettext
from engine.services.studio.filling_in import KEY, TYPE, Record, source_of
from engine.services.studio.standing import told_at
from engine.web.studio.outline_rows import ConditionView, condition_view
from engine.web.studio.outline_tree import address_at

# Keys whose control is as wide as the form; the others stand two on a line.
WIDE = frozenset({"people", "lines", "condition", "expression", "data", "choices", "children",
                  "words", "flag_or_condition"})  # fmt: skip
NARROW = frozenset({"unit", "prefix", "min", "max", "count", "min_length", "max_length",
                    "max_files", "max_total_size", "words_max", "as"})  # fmt: skip
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OptionView:
    """One option in the form of its question."""

    number: int
    value: str
    label: str
    url: str
    notes: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class ChildView:
    """A part inside, to which the form leads."""

    label: str
    url: str


@dataclass(frozen=True)
class Control:
    """A key in the form: its words, its values, what is wrong with it."""

    name: str
    id: str
    form: str
    label: str
    hint: str
    is_required: bool
    is_wide: bool
    is_usual: bool
    texts: Texts
    words: Choices = ()
    chosen: tuple[str, ...] = ()
    condition: ConditionView | None = None
    options: tuple[OptionView, ...] = ()
    children: tuple[ChildView, ...] = ()
    add: tuple[ChildView, ...] = ()
    error: str = ""
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """The form of a part: its first keys, those that wait under « Other settings »."""

    pointer: str
    is_new: bool
    first: tuple[Control, ...]
    others: tuple[Control, ...]
    is_open: bool
    types: "tuple[tuple[str, list[tuple[str, str]]], ...]"
    type: str
    languages: tuple[str, ...]
    source: str
    sources: bool
    functions: tuple[str, ...]
    names: Choices
    error: str
    more_options: str = ""


def form_of(
    record: Record, address: str, language: str, given: Typed | None, errors: Mapping[str, str]
) -> Form:
    """The form of a part, with what was typed when that is `given`."""
    drawing = _Drawing(record, address, language, given, errors)
    first, others = in_order(record.kind, list(record.properties))
    first_controls = tuple(drawing.controls(first))
    other_controls = tuple(drawing.controls(others))
    is_field = issubclass(record.kind, Field)
    kind = record.kind.type_name if issubclass(record.kind, Field) else ""
    return Form(
        pointer=record.pointer,
        is_new=record.is_new,
        first=first_controls,
        others=other_controls,
        is_open=any(one.error for one in other_controls),
        types=tuple(families(language)) if is_field else (),
        type="".join((given or {}).get(TYPE, (kind,))[-1:]) or kind,
        languages=record.languages,
        source=source_of(record.data.get("choices"), given or {}),
        sources=any(one.form == "choices" for one in record.properties),
        functions=tuple(drawing.functions()),
        names=tuple(drawing.names()),
        error=errors.get("", ""),
        more_options="".join((given or {}).get("o.more", ())),
    )


class _Drawing:
    """Draws the controls of one record."""

    def __init__(
        self,
        record: Record,
        address: str,
        language: str,
        given: Typed | None,
        errors: Mapping[str, str],
    ) -> None:
        self.record = record
        self.address = address
        self.language = language
        self.given = given
        self.errors = errors

    def controls(self, known: list[Property]) -> Iterator[Control]:
        """The controls of some keys."""
        for one in known:
            yield self.control(one)

    def control(self, one: Property) -> Control:
        """The control of one key."""
        value = self.record.value(one.name)
        texts = self.typed(one, texts_of(one, value, self.record.languages))
        return Control(
            name=one.name,
            id="cle-" + one.name.replace(".", "-"),
            form=one.form,
            label=self.label(one),
            hint=self.hint(one),
            is_required=one.is_required,
            is_usual=one.is_usual,
            is_wide=one.form in WIDE and one.key not in NARROW,
            texts=texts,
            words=tuple((word, gettext(self.language, word_of(one.key, word)))
                        for word in one.words),
            chosen=tuple(texts[""].splitlines()) if one.form in {"words", "list"} else (),
            condition=condition_view(self.record, one, value, self.given, self.errors)
            if one.form == "condition" else None,
            options=tuple(self.options()) if one.form == "choices" else (),
            children=tuple(self.children(one)) if one.form in {"children", "child"} else (),
            add=tuple(self.additions(one)) if one.form in {"children", "child"} else (),
            error=self.errors.get(KEY + one.name, ""),
            told=tuple(self.told(one)),
        )  # fmt: skip

    def label(self, one: Property) -> str:
        """What a key is called, after the record inside in which it stands."""
        said = gettext(self.language, label_of(self.record.kind, one))
        if not one.room or one.room == "choices":
            return said
        room = gettext(self.language, LABELS.get(one.room, one.room))
        return f"{room} – {said[:1].lower()}{said[1:]}"

    def typed(self, one: Property, texts: Texts) -> Texts:
        """What was typed, when something was, else what is written."""
        if self.given is None:
            return texts
        name = KEY + one.name
        found = dict(texts)
        for key in texts:
            is_people = one.form in {"people", "lines"}
            only = is_people and len(self.record.languages) == 1
            control = name if not key or only else f"{name}@{key}"
            if control in self.given:
                sent = self.given[control]
                found[key] = "\n".join(sent) if one.form == "words" else "".join(sent[-1:])
        return found

    def hint(self, one: Property) -> str:
        """What the key is for, when that is said in the author's language."""
        is_said = self.language == "en" or one.purpose in catalogue(self.language).sentences
        return (
            gettext(self.language, one.purpose.replace("{", "{{").replace("}", "}}"))
            if is_said
            else ""
        )

    def told(self, one: Property) -> Iterator[str]:
        """What is wrong with a key as it is written."""
        if self.record.is_new or self.given is not None or one.form in {"children", "choices"}:
            return
        pointer = f"{self.record.pointer}/{one.name.replace('.', '/')}"
        for found in told_at(self.record.standing, pointer):
            yield sentence(found, self.language)

    def options(self) -> Iterator[OptionView]:
        """The options of a choice, those listed here."""
        listed = self.record.data.get("choices")
        known = listed if isinstance(listed, list) else []
        for number, option in enumerate(known):
            pointer = f"{self.record.pointer}/choices/{number}"
            is_record = isinstance(option, Mapping)
            typed = (self.given or {}).get(f"o.{number}.label")
            more = set(option) - {"value", "label"} if is_record else set()
            yield OptionView(
                number=number,
                value=written(option.get("value") if is_record else option),
                label="".join(typed) if typed else words_of(option, self.record.languages[0]),
                url=address_at(self.address, pointer),
                notes=", ".join(sorted(more)),
                is_first=number == 0,
                is_last=number == len(known) - 1,
            )

    def children(self, one: Property) -> Iterator[ChildView]:
        """The parts under a key."""
        room = f"{self.record.pointer}/{one.name.replace('.', '/')}"
        piece = found_in(sheet_of(self.record.standing.text).layout.root, parts_of(room))
        if piece is None:
            return
        if one.form == "child":
            yield ChildView(title_of(piece) or one.key, address_at(self.address, room))
            return
        for number, item in enumerate(piece.items if piece.is_list else []):
            label, pointer = title_of(item) or "…", f"{room}/{number}"
            if item.is_map and item.keys and one.name == "actions":
                name = item.keys[0].value
                label = gettext(self.language, ACTIONS.get(name, name))
                pointer = f"{pointer}/{name}"
            elif (check := item.get("check")) is not None and not title_of(item):
                label = short(check.value)
            yield ChildView(label, address_at(self.address, pointer))

    def additions(self, one: Property) -> Iterator[ChildView]:
        """What leads to the form of one more part."""
        room = f"{self.record.pointer}/{one.name.replace('.', '/')}"
        if self.record.is_new:
            return
        if one.name == "actions":
            for name, title in ACTIONS.items():
                label = gettext(self.language, title)
                yield ChildView(label, address_at(self.address, f"{room}/-/{name}"))
        elif one.form == "children":
            yield ChildView("", address_at(self.address, f"{room}/-"))

    def functions(self) -> Iterator[str]:
        """The functions of the language, as they are written."""
        yield from (one.signature for one in FUNCTIONS.values())

    def names(self) -> Iterator[tuple[str, str]]:
        """What expressions may read here, with what people call it."""
        scope: Any = self.record.scope
        for name in scope.names if scope is not None else ():
            yield name, self.record.named(name).label
