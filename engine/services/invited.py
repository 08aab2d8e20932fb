"""Persons to invite, read from the lines of a file.

A line is a person, or one more lodging or person of the same person: those with the same
`reference` go together. The columns `<list>.<column>` are those of the profile.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from engine.accounts.codes import known_as
from engine.accounts.emails import normalised
from engine.errors import InputError
from engine.fields.typed import clean
from engine.i18n import marked as _
from engine.tables.cells import Cell

LONGEST = 200
# What the window of an envelope shows: the name, three lines, the town, a country.
LONGEST_LINE = 60
ADDRESS = ("adresse", "adresse_2", "adresse_3")
HOME = ("adresse", "code_postal", "commune")
PERSON = (
    "reference", "nom", "prenom", "profil", *ADDRESS, "code_postal", "commune", "pays",
    "code_postal_connu", "courriel",
)  # fmt: skip
REQUIRED = ("nom", "adresse", "code_postal", "commune")
ON_A_LINE = (*ADDRESS, "nom", "prenom", "commune")
FRENCH_POSTCODE = re.compile(r"[0-9]{5}")
ANY_POSTCODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z \-]{1,9}")
EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")

Json = Any
Cells = Mapping[str, str]
Read = Callable[[str], Json]
Shape = Mapping[str, Read]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line, in a sentence to translate and fill."""

    line: int
    message: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Invited:
    """A person to write to: what the letter says, what the account will know."""

    line: int
    reference: str
    name: str
    profile: str
    address: tuple[str, ...]
    knowledge: str
    email: str
    records: Mapping[str, Json]

    @property
    def place(self) -> str:
        """Name and address in one form, by which somebody is known again."""
        return " ".join(map(known_as, (self.name, *self.address)))


@dataclass(frozen=True)
class Expected:
    """What a file may say at a site: its profiles, the lists and records of its accounts."""

    profiles: Sequence[str]
    lists: Mapping[str, Shape]
    single: Mapping[str, Shape] = field(default_factory=dict)

    @property
    def shapes(self) -> Mapping[str, Shape]:
        """The lists and the records, by name."""
        return {**self.lists, **self.single}

    @property
    def columns(self) -> list[str]:
        """The names of all the columns that a file may have."""
        more = (f"{name}.{column}" for name, shape in self.shapes.items() for column in shape)
        return [*PERSON, *more]


class Reading:
    """A walk over the lines of a file: the persons found so far, by reference, and the faults."""

    def __init__(self, titles: Sequence[str], expected: Expected) -> None:
        self.titles = titles
        self.expected = expected
        self.persons: dict[str, Invited] = {}
        self.faults: list[Fault] = []
        self._line = 0
        self._begun: dict[str, int] = {}
        self._places: dict[str, int] = {}

    def take(self, cells: Sequence[Cell]) -> None:
        """Take a line: a new person, or more of one."""
        self._line, faults = cells[0].line, len(self.faults)
        row = self._row(cells)
        reference = row.get("reference", "")
        if reference in self._begun:
            self._join(reference, row)
            return
        if reference:
            self._begun[reference] = self._line
        self._look(row)
        known = self._records(row)
        if len(self.faults) == faults:
            self._add(self._person(row, self._at_home(row, known)))

    def _wrong(self, message: str, **values: object) -> None:
        self.faults.append(Fault(self._line, message, values))

    def _row(self, cells: Sequence[Cell]) -> Cells:
        """What a line says, by column; what is blank is left out."""
        if any(one.text for one in cells[len(self.titles) :]):
            self._wrong(_("This line has more cells than there are titles."))
        found: dict[str, str] = {}
        for title, cell in zip(self.titles, cells, strict=False):
            if title and cell.text:
                found[title] = self._clean(title, cell.text)
        return found

    def _clean(self, title: str, text: str) -> str:
        try:
            cleaned = " ".join(clean([text]).split())
        except InputError:
            self._wrong(_("The column “{name}” has characters that cannot be read."), name=title)
            return ""
        most = LONGEST_LINE if title in ON_A_LINE else LONGEST
        if len(cleaned) > most:
            message = _("The column “{name}” is too long: {most} characters at most.")
            self._wrong(message, name=title, most=most)
        return cleaned

    def _look(self, row: Cells) -> None:
        """Tell what is wrong with the person of a line."""
        for name in REQUIRED:
            if name not in row:
                self._wrong(_("The column “{name}” is blank."), name=name)
        profile, known = self._profile(row), self.expected.profiles
        if not profile or (known and profile not in known):
            message = _("The profile “{value}” is none of: {known}.")
            self._wrong(message, value=profile, known=", ".join(known))
        if "courriel" in row and not EMAIL.fullmatch(row["courriel"]):
            self._wrong(_("“{value}” is not a mail address."), value=row["courriel"])
        self._look_at_postcodes(row)

    def _look_at_postcodes(self, row: Cells) -> None:
        for name in ("code_postal", "code_postal_connu"):
            is_abroad = "pays" in row and name == "code_postal"
            form = ANY_POSTCODE if is_abroad else FRENCH_POSTCODE
            if name in row and not form.fullmatch(row[name]):
                message = _("“{value}” is not a postcode: five digits, the first zeros too.")
                self._wrong(message, value=row[name])
        if "pays" in row and "code_postal_connu" not in row:
            self._wrong(_("Say a French postcode in the column “code_postal_connu”."))

    def _profile(self, row: Cells) -> str:
        known = self.expected.profiles
        return row.get("profil", "").casefold() or (known[0] if len(known) == 1 else "")

    def _records(self, row: Cells) -> dict[str, Json]:
        """The lists, of one item each, and the records that a line fills."""
        found: dict[str, Json] = {}
        for name, shape in self.expected.shapes.items():
            typed = {column: row.get(f"{name}.{column}", "") for column in shape}
            if any(typed.values()):
                item = self._item(name, shape, typed)
                found[name] = [item] if name in self.expected.lists else item
        return found

    def _at_home(self, row: Cells, known: Mapping[str, Json]) -> dict[str, Json]:
        """The same, where records that have an address and say none get that of the letter."""
        found = dict(known)
        for name, shape in self.expected.single.items():
            own = found.get(name, {})
            if not any(own.get(column) for column in HOME):
                home = {column: row[column] for column in HOME if column in shape}
                found[name] = {**own, **home} if home else own
        return {name: one for name, one in found.items() if one}

    def _item(self, name: str, shape: Shape, typed: Mapping[str, str]) -> dict[str, Json]:
        item = {}
        for column, read in shape.items():
            try:
                item[column] = read(typed[column])
            except InputError:
                message = _("“{value}” cannot be used in the column “{name}”.")
                self._wrong(message, value=typed[column], name=f"{name}.{column}")
        return item

    def _person(self, row: Cells, known: Mapping[str, Json]) -> Invited:
        town = f"{row['code_postal']} {row['commune']}"
        lines = [*(row[one] for one in ADDRESS if one in row), town, row.get("pays", "").upper()]
        return Invited(
            line=self._line,
            reference=row.get("reference", ""),
            name=" ".join(row[part] for part in ("prenom", "nom") if part in row),
            profile=self._profile(row),
            address=tuple(one for one in lines if one),
            knowledge=row.get("code_postal_connu") or row["code_postal"],
            email=normalised(row.get("courriel", "")),
            records=known,
        )

    def _add(self, person: Invited) -> None:
        other = self._places.setdefault(person.place, person.line)
        if other != person.line:
            message = _("{name} is already on line {other}: give both lines the same reference.")
            self._wrong(message, name=person.name, other=other)
        self.persons[person.reference or f"\n{person.line}"] = person

    def _join(self, reference: str, row: Cells) -> None:
        """Add the items of one more line to a person; of a faulty one, only look at them."""
        known = self._records(row)
        person = self.persons.get(reference)
        if person is None:
            return
        said = known_as(person.name)
        if any(known_as(row.get(part, "")) not in said for part in ("nom", "prenom")):
            message = _("The reference “{reference}” is that of {name}, on line {other}.")
            self._wrong(message, reference=reference, name=person.name, other=person.line)
        self.persons[reference] = replace(person, records=self._more(person.records, known))

    def _more(self, first: Mapping[str, Json], more: Mapping[str, Json]) -> dict[str, Json]:
        joined = {**more, **first}
        for name in self.expected.lists:
            if name in joined:
                joined[name] = [*first.get(name, ()), *more.get(name, ())]
        return joined
