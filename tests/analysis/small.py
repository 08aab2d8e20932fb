"""Procedures made by chance, small enough for all that can be answered to be tried."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.chance import Chance, Seeded

HEAD = "procedure: small\ntitle: Small\nfor: anyone\n"
MOST_ANSWERS = 300
DAYS = ("2026-01-30", "2026-01-31", "2026-02-01", "2026-02-02")
TENTHS = ("0", "0.1", "0.2", "0.3", "0.4")
SIGNS = ("==", "!=", "<", "<=", ">", ">=")


@dataclass(frozen=True)
class Small:
    """A procedure: its text, what of it stands from each part on, what to try for each field."""

    text: str
    rest: Sequence[str]
    domains: Mapping[str, Sequence[Any]]


@dataclass(frozen=True)
class Known:
    """A name that may be read: of a field, a value worked out, a column of a group."""

    name: str
    kind: str


@dataclass
class Writer:
    """Writes one procedure."""

    chance: Chance
    number: int = 0
    size: int = 1
    known: list[Known] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    domains: dict[str, Sequence[Any]] = field(default_factory=dict)
    # Inside a group each answer counts twice: there may be two items.
    power: int = 1

    def name(self, letter: str) -> str:
        """A name that was not given yet."""
        self.number += 1
        return f"{letter}{self.number}"

    def maybe(self, times: int) -> bool:
        """True once in so many times, when something may be read already."""
        return bool(self.known) and self.chance.once_in(times)

    # --- parts ---------------------------------------------------------------------------------

    def procedure(self) -> Small:
        """The whole."""
        parts = [self.part() for _ in range(self.chance.between(2, 4))]
        checks = f"checks: [{self.check()}]\n" if self.maybe(5) else ""
        text = HEAD + checks + "steps:\n" + "".join(f"  - {part}\n" for part in parts)
        rest = ["".join([*parts[index:], checks]) for index in range(len(parts) + 1)]
        return Small(text, rest, self.domains)

    def part(self) -> str:
        """A step, more often than not."""
        which = self.chance.below(12)
        if which == 0 and self.known:
            return self.exit()
        if which in {1, 2} and self.size * 4 <= MOST_ANSWERS:
            return self.group()
        if which == 3:
            name, when = self.name("section"), self.when(2)
            inside = [self.step() for _ in range(self.chance.between(1, 2))]
            if self.maybe(4):
                inside.append(self.exit())
            return f"{{section: {name}, title: T{when}, steps: [{', '.join(inside)}]}}"
        return self.step()

    def exit(self) -> str:
        """An exit, always under a condition."""
        return f"{{exit: {self.name('exit')}, title: T, text: Non{self.when(1)}}}"

    def step(self) -> str:
        """A step of a few fields; the fields of a step may read those before them."""
        when, before = self.when(3), len(self.domains)
        name = self.name("step")
        fields = [self.field() for _ in range(self.chance.between(1, 3))]
        checks = ""
        if self.chance.once_in(3) and len(self.domains) > before and self.known:
            checks = ", checks: [" + ", ".join(self.check() for _ in range(1)) + "]"
        if self.power == 1:
            self.steps.append(name)
        return f"{{step: {name}, title: T{when}, fields: [{', '.join(fields)}]{checks}}}"

    def check(self) -> str:
        """Something that must hold."""
        return f"{{check: {quoted(self.condition(1))}, message: Non}}"

    def group(self) -> str:
        """A group of up to two items; what comes after it reads its columns."""
        when, name = self.when(4), self.name("group")
        least = self.chance.between(0, 1)
        most = self.chance.between(max(1, least), 2)
        counts = [one.name for one in self.known if one.kind == "integer"]
        size = f"min: {least}, max: {most}"
        if counts and self.chance.once_in(3):
            size = f"count: {self.chance.one(counts)}, max: 2"
        outside = list(self.known)
        self.power = 2
        inside = [self.step() for _ in range(self.chance.between(1, 2))]
        self.power = 1
        columns = [
            Known(f"{name}.{one.name}", f"column of {one.kind}")
            for one in self.known[len(outside) :]
            if one.kind in {"integer", "yes_no"}
        ]
        self.known = [*outside, Known(name, "group"), *columns]
        checks = f", checks: [{self.check()}]" if self.chance.once_in(4) else ""
        return (
            f"{{group: {name}, as: one, title: T, {size}{when}, steps: [{', '.join(inside)}]"
            f"{checks}}}"
        )

    def when(self, times: int) -> str:
        """A condition, once in so many times."""
        return f", when: {quoted(self.condition(1))}" if self.maybe(times) else ""

    # --- fields --------------------------------------------------------------------------------

    def field(self) -> str:
        """A field, or a value that is worked out."""
        when = self.when(3)
        numbers = [one for one in self.known if one.kind == "integer"]
        if numbers and self.chance.once_in(7):
            name, value = self.name("v"), self.value()
            self.known.append(Known(name, "integer"))
            return (
                f"{{field: {name}, type: computed, label: {name}, compute: {quoted(value)}{when}}}"
            )
        kinds = [one for one in KINDS if self.size * KINDS[one][0] ** self.power <= MOST_ANSWERS]
        kind = self.chance.one(kinds or ["checkbox"])
        size, make = KINDS[kind]
        self.size *= size**self.power
        name = self.name("q")
        keys, answers = make(self, name)
        omitted = self.omitted(kind)
        self.domains[name] = answers
        self.known.append(Known(name, kind))
        return f"{{field: {name}, type: {kind}, label: {name}{keys}{omitted}{when}}}"

    def omitted(self, kind: str) -> str:
        """Whether it may be left empty."""
        if kind in {"text", "checkbox"} or self.chance.once_in(5):
            return ", optional: true"
        return f", optional: {quoted(self.condition(0))}" if self.maybe(12) else ""

    # --- expressions ---------------------------------------------------------------------------

    def condition(self, depth: int) -> str:
        """A condition over what is known."""
        way = self.chance.below(9) if depth else 9
        if way in {0, 1}:
            sign = self.chance.one(("and", "or"))
            return f"({self.condition(depth - 1)}) {sign} ({self.condition(depth - 1)})"
        if way == 2:
            return f"not ({self.condition(depth - 1)})"
        if way == 3 and self.chance.once_in(2):
            parts = [self.condition(0) for _ in range(3)]
            return f"({parts[0]}) if ({parts[1]}) else ({parts[2]})"
        if self.steps and self.chance.once_in(20):
            return f'asked("{self.chance.one(self.steps)}")'
        one = self.chance.one(self.known)
        if self.chance.once_in(10) and not one.kind.startswith("column"):
            return f"answered({one.name})"
        return ATOMS[one.kind](self, one.name)

    def value(self) -> str:
        """A number worked out of numbers."""
        if self.chance.once_in(2):
            return f"{self.whole()} if {self.condition(0)} else {self.whole()}"
        return self.whole()

    def whole(self) -> str:
        """A whole number, written or worked out."""
        names = [one.name for one in self.known if one.kind == "integer"]
        first, second = self.chance.one(names), self.chance.one(names)
        return self.chance.one((
            first, first, str(self.chance.below(5)), f"{first} + {second}", f"{first} * 2",
            f"{first} - {second}", f"min({first}, {second})", f"{first} * {second}",
            f"max({first}, 2)", f"floor({first} / 2)", f"-{first}",
        ))  # fmt: skip

    def other(self, kind: str, name: str) -> str | None:
        """Another name of the same kind, sometimes."""
        others = [one.name for one in self.known if one.kind == kind and one.name != name]
        return self.chance.one(others) if others and self.chance.once_in(2) else None


def quoted(expression: str) -> str:
    """An expression as a text of YAML."""
    return "'" + expression.replace("'", "''") + "'"


# --- the kinds of fields, with the number of their answers ---------------------------------------

Made = tuple[str, Sequence[Any]]


def choice(writer: Writer, name: str) -> Made:
    """One of three options, of which some are offered under a condition."""
    del name
    return f", choices: [{', '.join(options(writer, 'abc'))}]", list("abc")


def choices(writer: Writer, name: str) -> Made:
    """Some of two options."""
    del name
    return f", choices: [{', '.join(options(writer, 'ab'))}]", [["a"], ["b"], ["a", "b"]]


def options(writer: Writer, values: str) -> list[str]:
    """The options of a field."""
    return [f"{{value: {one}, label: {one.upper()}{writer.when(8)}}}" for one in values]


def integer(writer: Writer, name: str) -> Made:
    """A small whole number, of which a bound may be an answer."""
    least = writer.chance.below(2)
    most = str(least + writer.chance.between(1, 3))
    other = writer.other("integer", name)
    if other and writer.chance.once_in(2):
        most = other
    return f", min: {least}, max: {most}", list(range(least, 5))


def decimal(writer: Writer, name: str) -> Made:
    """Some tenths."""
    del name
    most = writer.chance.between(2, 4)
    return f", places: 1, min: 0, max: 0.{most}", list(TENTHS)


def date(writer: Writer, name: str) -> Made:
    """A few days around the end of a month."""
    other = writer.other("date", name)
    least = other or f'date("{DAYS[0]}")'
    most = f'date("{DAYS[writer.chance.between(1, 3)]}")'
    return f", min: {quoted(least)}, max: {quoted(most)}", list(DAYS)


def plain(*answers: Any) -> Callable[[Writer, str], Made]:
    """A field that nothing need be said of."""
    return lambda writer, name: ("", list(answers))


KINDS: Mapping[str, tuple[int, Callable[[Writer, str], Made]]] = {
    "yes_no": (2, plain(True, False)),
    "choice": (3, choice),
    "choices": (3, choices),
    "integer": (4, integer),
    "decimal": (4, decimal),
    "date": (4, date),
    "text": (2, plain("x")),
    "checkbox": (2, plain(True)),
}


# --- what may be asked of a name, by its kind -----------------------------------------------------


def of_yes_no(writer: Writer, name: str) -> str:
    """Whether yes was answered."""
    other = writer.other("yes_no", name)
    return writer.chance.one((name, f"not {name}", f"{name} == {other or 'false'}"))


def of_choice(writer: Writer, name: str) -> str:
    """Which option was chosen."""
    first, second = (f'"{one}"' for one in writer.chance.one(("ab", "bc", "ca")))
    other = writer.other("choice", name) or first
    return writer.chance.one((
        f"{name} == {first}", f"{name} != {second}", f"{name} in [{first}, {second}]",
        f"{name} not in [{first}, {second}]", f"{name} == {other}",
    ))  # fmt: skip


def of_choices(writer: Writer, name: str) -> str:
    """What is among the options chosen."""
    return writer.chance.one((f'"a" in {name}', f'"b" not in {name}', f"count({name}) > 1"))


def of_integer(writer: Writer, name: str) -> str:
    """How large a number is."""
    sign, number = writer.chance.one(SIGNS), writer.chance.between(0, 4)
    return writer.chance.one((
        f"{name} {sign} {number}", f"{name} {sign} {number}", f"{name} {sign} {writer.whole()}",
        f"{number - 1} < {name} <= {number}", f"{writer.whole()} {sign} {writer.whole()}",
        f"{name} in [{number}, {number + 1}]", f"{name} / {number or 2} >= 1",
        f"6 / {name} {sign} {number}",
    ))  # fmt: skip


def of_decimal(writer: Writer, name: str) -> str:
    """How large a number of tenths is."""
    sign, number = writer.chance.one(SIGNS), writer.chance.between(0, 4)
    other = writer.other("decimal", name) or name
    return writer.chance.one((
        f"{name} {sign} 0.{number}", f"{name} * 3 {sign} 0.{number}",
        f"{name} + {other} {sign} 0.{number}", f"round({name} * 3) {sign} {number}",
    ))  # fmt: skip


def of_date(writer: Writer, name: str) -> str:
    """When a day is."""
    sign, day = writer.chance.one(SIGNS), f'date("{writer.chance.one(DAYS)}")'
    other = writer.other("date", name) or day
    number = writer.chance.between(-1, 2)
    return writer.chance.one((
        f"{name} {sign} {day}", f"{name} {sign} {other}", f"add_days({name}, 1) {sign} {other}",
        f"days_between({name}, {other}) {sign} {number}",
    ))  # fmt: skip


def of_text(writer: Writer, name: str) -> str:
    """Whether something was written."""
    return writer.chance.one((f"answered({name})", f"not answered({name})"))


def of_group(writer: Writer, name: str) -> str:
    """How many items there are."""
    return f"count({name}) {writer.chance.one(SIGNS)} {writer.chance.between(0, 2)}"


def of_numbers(writer: Writer, name: str) -> str:
    """What the numbers of items come to."""
    function = writer.chance.one(("sum", "max", "min"))
    return f"{function}({name}) {writer.chance.one(SIGNS)} {writer.chance.between(0, 6)}"


def of_truths(writer: Writer, name: str) -> str:
    """What holds of items."""
    return writer.chance.one((f"any({name})", f"all({name})", f"count_where({name}) > 1"))


ATOMS: Mapping[str, Callable[[Writer, str], str]] = {
    "yes_no": of_yes_no,
    "choice": of_choice,
    "choices": of_choices,
    "integer": of_integer,
    "decimal": of_decimal,
    "date": of_date,
    "text": of_text,
    "checkbox": of_text,
    "group": of_group,
    "column of integer": of_numbers,
    "column of yes_no": of_truths,
}


def small(seed: int) -> Small:
    """The procedure of a seed."""
    return Writer(Seeded(seed)).procedure()
