"""Answers made up in the place of those of real persons."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from engine.fields import Field, Files, Grid
from engine.fields.address import Address
from engine.fields.commune import Commune
from engine.fields.date import Date
from engine.fields.decimal import DecimalField
from engine.fields.email import Email
from engine.fields.iban import Iban
from engine.fields.integer import Integer
from engine.fields.money import Money
from engine.fields.nir import Nir
from engine.fields.person import Person
from engine.fields.point import Point
from engine.fields.postal_code import PostalCode
from engine.fields.registration_number import RegistrationNumber
from engine.fields.rna import Rna
from engine.fields.siren import Siren
from engine.fields.siret import Siret
from engine.fields.tel import Tel
from engine.fields.text import TextField
from engine.fields.textarea import TextArea
from engine.fields.url import Url

Json = Any
FIRST_NAMES = ("Camille", "Noa", "Inès", "Malo", "Awa", "Hugo", "Rose", "Karim")
NAMES = ("Exemple", "Essai", "Modèle", "Témoin", "Patron", "Type", "Dupont", "Durand")
SENTENCE = "Ceci remplace ce qu'une personne a écrit. "
ADDRESS = {
    "adresse": "1 rue de l'Exemple",
    "complement": "Bâtiment A",
    "code_postal": "05000",
    "commune": "Exempleville",
}
LETTERS, DIGITS = "bcdfghjklmnpqrstvwxz", "123456789"
# Numbers whose keys are right, and that are nobody's.
FIXED: Mapping[type[Field], tuple[str, ...]] = {
    Email: ("personne@exemple.test", "autre@exemple.test"),
    Tel: ("+33492000000", "+33492000001"),
    Iban: ("FR7630006000011234567890189",),
    Siren: ("732829320",),
    Siret: ("73282932000074",),
    Rna: ("W051000123",),
    Nir: ("185057800608436",),
    PostalCode: ("05000",),
    Url: ("https://exemple.test/",),
    Commune: ("05023", "05061"),
}
# What tells who somebody is, or may do so.
PERSONAL = (Person, Address, Point, TextField, TextArea, RegistrationNumber, Files, *FIXED)
# What may be kept when conditions read it, so that the route stays the same.
MEASURES = (Date, Integer, DecimalField, Money)
SMALL = 100


def is_replaced(field: Field, read: frozenset[str]) -> bool:
    """Whether the answers to a field are replaced; `read` are the names that conditions read.

    Choices are kept, and the numbers and days that decide the way.
    """
    if isinstance(field, Grid):
        return any(is_replaced(one, read) for one in field.asked_cells)
    if isinstance(field, PERSONAL):
        return True
    return isinstance(field, MEASURES) and (field.name not in read or field.sensitive)


def invented(field: Field, answer: Json, number: int, read: frozenset[str]) -> Iterator[Json]:
    """Answers that may stand for one, the likeliest first; `number` tells persons apart."""
    if isinstance(field, Files):
        yield [f"piece-{place}.{suffix(one)}" for place, one in enumerate(answer, 1)]
    elif isinstance(field, Person):
        made = {"nom": pick(NAMES, number), "prenom": pick(FIRST_NAMES, number), "lien": "proche"}
        yield {part: made[part] for part in answer}
    elif isinstance(field, Address):
        yield {part: ADDRESS[part] for part in answer}
    elif isinstance(field, Point):
        yield {part: "45" if "lat" in part else "6" for part in answer}
    elif isinstance(field, Grid):
        yield cells(field, answer, number, read)
    elif type(field) in FIXED:
        fixed = FIXED[type(field)]
        yield from (pick(fixed, number + place) for place in range(len(fixed)))
    elif isinstance(field, MEASURES):
        yield from measures(answer)
    else:
        yield from texts(str(answer))


def texts(answer: str) -> Iterator[str]:
    """Texts that may stand for one: words as long as it is; else other letters in its form.

    What follows a pattern may begin with letters that never change, or with a century.
    """
    words = (SENTENCE * (len(answer) // len(SENTENCE) + 1))[: len(answer)]
    yield words[:-1] + "x" if words.endswith(" ") else words
    yield scrambled(answer)
    yield scrambled(answer, letters=False)
    yield answer[:-2] + scrambled(answer[-2:], letters=False)


def cells(grid: Grid, answer: Json, number: int, read: frozenset[str]) -> Json:
    """Rows in which the cells are replaced that must be."""
    found = []
    for row in grid.rows_of(answer):
        made = dict(row)
        for cell in grid.asked_cells:
            if cell.name in row and is_replaced(cell, read):
                made[cell.name] = next(invented(cell, row[cell.name], number, read))
        found.append(made)
    return grid.answer_of(found)


def measures(answer: Json) -> Iterator[Json]:
    """Another day of the same year or month; a round number of the same size; the same at last."""
    if isinstance(answer, str) and answer.count("-") == 2 and not answer.startswith("-"):
        day = date.fromisoformat(answer)
        yield day.replace(month=1, day=1).isoformat()
        yield day.replace(day=1).isoformat()
        yield day.replace(day=28).isoformat()
    else:
        number, is_whole = Decimal(str(answer)), isinstance(answer, int)
        if abs(number) >= SMALL:
            size = Decimal(10) ** (len(str(abs(int(number)))) - 1)
            places = -min(0, int(number.as_tuple().exponent))
            rounded = (number / size).to_integral_value() * size
            yield int(rounded) if is_whole else f"{rounded:.{places}f}"
    yield answer


def scrambled(text: str, *, letters: bool = True) -> str:
    """Other letters and digits in the place of those of a text, or digits only: its form stays."""
    found = []
    for place, one in enumerate(text):
        chance = sha256(f"{place}{text}".encode()).digest()[0]
        if one.isdigit():
            found.append(DIGITS[chance % len(DIGITS)])
        elif one.isalpha() and letters:
            made = LETTERS[chance % len(LETTERS)]
            found.append(made.upper() if one.isupper() else made)
        else:
            found.append(one)
    return "".join(found)


def suffix(file: Mapping[str, Any]) -> str:
    """How the name of a file ends, by what it holds."""
    kind = str(file.get("media_type", "")).rpartition("/")[2]
    return "jpg" if kind == "jpeg" else kind or "pdf"


def pick(some: tuple[str, ...], number: int) -> str:
    """One of several, another one for each number."""
    return some[number % len(some)]
