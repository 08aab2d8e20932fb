"""Answers made up in the place of those of real persons."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from engine.fields import Files, Grid
from engine.fields.address import Address
from engine.fields.commune import Commune
from engine.fields.email import Email
from engine.fields.iban import Iban
from engine.fields.nir import Nir
from engine.fields.person import Person
from engine.fields.point import Point
from engine.fields.postal_code import PostalCode
from engine.fields.rna import Rna
from engine.fields.siren import Siren
from engine.fields.siret import Siret
from engine.fields.tel import Tel
from engine.fields.text import TextField
from engine.fields.textarea import TextArea
from engine.fields.url import Url
from engine.journeys import FieldPlan

Json = Any
FIRST_NAMES = ("Camille", "Noa", "Inès", "Malo", "Awa", "Hugo", "Rose", "Karim")
NAMES = ("Exemple", "Essai", "Modèle", "Témoin", "Patron", "Échantillon", "Type", "Dupont")
SENTENCE = "Ceci remplace ce qu'une personne a écrit. "
STREET, CODE, TOWN = "1 rue de l'Exemple", "05000", "Exempleville"
LETTERS, DIGITS = "bcdfghjklmnpqrstvwxz", "123456789"
# Numbers whose keys are right, and that are nobody's.
FIXED: Mapping[type, tuple[str, ...]] = {
    Email: ("personne@exemple.test", "autre@exemple.test"),
    Tel: ("+33492000000", "+33492000001"),
    Iban: ("FR7630006000011234567890189",),
    Siren: ("732829320",),
    Siret: ("73282932000074",),
    Rna: ("W051000123",),
    Nir: ("185057800608436", "255081416802538"),
    PostalCode: (CODE,),
    Url: ("https://exemple.test/",),
    Commune: ("05023",),
}


def is_personal(plan: FieldPlan) -> bool:
    """Whether an answer to a field may tell who the person is, whatever conditions read."""
    kinds = (Person, Address, Point, TextField, TextArea, *FIXED)
    return isinstance(plan.field, kinds) or bool(
        plan.field.choices is None and plan.field.sensitive
    )


def invented(plan: FieldPlan, answer: Json, number: int) -> Iterator[Json]:
    """Answers that may stand for one, the likeliest first; `number` tells persons apart."""
    field = plan.field
    if isinstance(field, Files):
        yield [
            {**one, "name": f"piece-{place}.{str(one['name']).rpartition('.')[2].lower()}"}
            for place, one in enumerate(answer, 1)
        ]
    elif isinstance(field, Person):
        made = {"nom": pick(NAMES, number), "prenom": pick(FIRST_NAMES, number), "lien": "proche"}
        yield {part: made[part] for part in answer}
    elif isinstance(field, Address):
        made = {"adresse": STREET, "complement": "Bâtiment A", "code_postal": CODE, "commune": TOWN}
        yield {part: made[part] for part in answer}
    elif isinstance(field, Point):
        yield {part: "45.00000" if part.startswith("lat") else "6.00000" for part in answer}
    elif isinstance(field, Grid):
        yield rows(plan, field, answer, number)
    elif type(field) in FIXED:
        fixed = FIXED[type(field)]
        yield pick(fixed, number)
        yield from fixed
    elif isinstance(answer, str):
        yield from texts(answer)


def texts(answer: str) -> Iterator[str]:
    """Texts that may stand for one: words as long as it is, else one of the same letters."""
    kept = MAKERS.get(shape(answer))
    if kept is not None:
        yield from kept(answer)
        return
    yield (
        (SENTENCE * (len(answer) // len(SENTENCE) + 1))[: len(answer)]
        .strip()
        .ljust(len(answer), ".")
    )
    yield scrambled(answer)


def rows(plan: FieldPlan, grid: Grid, answer: Json, number: int) -> Json:
    """Rows whose cells are made up where they are texts."""
    found = []
    for row in grid.rows_of(answer):
        made = dict(row)
        for column in plan.columns:
            if column.name in row and is_personal(column):
                made[column.name] = next(invented(column, row[column.name], number))
        found.append(made)
    return grid.answer_of(found)


def scrambled(text: str) -> str:
    """Other letters and digits in the place of those of a text: its form stays."""
    found = []
    for place, one in enumerate(text):
        chance = sha256(f"{place}{text}".encode()).digest()[0]
        if one.isdigit():
            found.append(DIGITS[chance % len(DIGITS)])
        elif one.isalpha():
            made = LETTERS[chance % len(LETTERS)]
            found.append(made.upper() if one.isupper() else made)
        else:
            found.append(one)
    return "".join(found)


def shape(answer: str) -> str:
    """What a text is, when it is a day, a month or a number."""
    for name, read in (("day", date.fromisoformat), ("number", Decimal)):
        try:
            read(answer)
        except (ValueError, ArithmeticError):
            continue
        return name
    return ""


def other_days(answer: str) -> Iterator[str]:
    """The first of January of the same year; the first of the same month."""
    day = date.fromisoformat(answer)
    yield day.replace(month=1, day=1).isoformat()
    yield day.replace(day=1).isoformat()
    yield day.replace(day=28).isoformat()


def other_numbers(answer: str) -> Iterator[str]:
    """A round number of the same size."""
    number = Decimal(answer)
    whole = number.to_integral_value()
    size = Decimal(10) ** max(0, len(str(abs(int(whole)))) - 1)
    rounded = (number / size).to_integral_value() * size
    places = -min(0, int(number.as_tuple().exponent))
    yield f"{rounded:.{places}f}"


MAKERS: Mapping[str, Callable[[str], Iterator[str]]] = {
    "day": other_days,
    "number": other_numbers,
}


def pick(some: tuple[str, ...], number: int) -> str:
    """One of several, another one for each number."""
    return some[number % len(some)]
