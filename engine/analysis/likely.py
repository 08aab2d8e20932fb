"""Answers as persons would type them, by type of field: names, days, numbers that are valid.

What is proposed first is what one would expect; what lies near a limit comes after. Which answer is
taken depends on a number, the *turn*, and on the name of the field: the same each time.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from itertools import islice
from typing import Any
from zlib import crc32

from engine.analysis.patterns import matching
from engine.definitions import Library, Procedure, places_of
from engine.errors import InputError
from engine.expressions import TEXT, UNKNOWN, Syntax
from engine.fields import Files, Grid
from engine.fields.files import MEDIA_TYPES
from engine.journeys import Environment, FieldPlan, judge_field, offered, raw_of

Raw = Mapping[str, Sequence[str]]
MOST_TRIED = 40
MOST_ROWS = 60  # of a table
USUAL_DAY, FIRST_DAY = date(2026, 1, 15), date(1970, 1, 1)

# By type of field: what is typed, or the parts of it.
BY_TYPE: Mapping[str, Sequence[str | Mapping[str, str]]] = {
    "email": ("lea.martin@exemple.fr", "karim.benali@exemple.fr", "j.dubois@exemple.org"),
    "tel": ("04 92 20 10 05", "06 12 34 56 78", "01 23 45 67 89"),
    "url": ("https://www.exemple.fr", "https://asso.exemple.org/qui-sommes-nous"),
    "iban": ("FR7630006000011234567890189", "FR1420041010050500013M02606"),
    "nir": ("295109912611193", "253072B07300470"),
    "siren": ("732829320", "356000000"),
    "siret": ("73282932000074", "35600000000048"),
    "rna": ("W751234567", "W2A1000123"),
    "registration_number": ("051010001234A",),
    "postal_code": ("05100", "75011", "13001"),
    "commune": ("05101", "2A004"),
    "time": ("09:30", "14:00", "18:15"),
    "country": ("FR", "BE", "MA"),
    "password": ("Correct-1-Cheval-2-Pile",),
    "code": ("123456", "ABCD-EFGH-JKMN"),
    "person": (
        {"nom": "Martin", "prenom": "Léa", "lien": "fille"},
        {"nom": "Benali", "prenom": "Karim", "lien": "conjoint"},
        {"nom": "Dubois", "prenom": "Jeanne"},
    ),
    "address": (
        {"adresse": "12 rue des Tilleuls", "code_postal": "05100", "commune": "Briançon"},
        {"adresse": "3 place de l'Église", "complement": "Bâtiment B", "code_postal": "75011",
         "commune": "Paris"},
    ),
    "point": ({"latitude": "44,8449", "longitude": "6,4953"},),
}  # fmt: skip
# By a word of the name or of the label of a text.
BY_WORD: Mapping[str, Sequence[str]] = {
    "prenom": ("Léa", "Karim", "Jeanne"),
    "prénom": ("Léa", "Karim", "Jeanne"),
    "commune": ("Briançon", "Paris"),
    "ville": ("Briançon", "Paris"),
    "rue": ("12 rue des Tilleuls", "3 place de l'Église"),
    "adresse": ("12 rue des Tilleuls", "3 place de l'Église"),
    "association": ("Les Amis du parc", "Club nautique"),
    "entreprise": ("Menuiserie Dubois", "Boulangerie Martin"),
    "societe": ("Menuiserie Dubois",),
    "raison": ("Menuiserie Dubois",),
    "nom": ("Martin", "Benali", "Dubois"),
    "motif": ("Changement de situation",),
    "objet": ("Demande de renseignements",),
    "profession": ("Menuisier", "Infirmière"),
}
TEXTS = ("Exemple", "Comme convenu par téléphone", "Rien d'autre à signaler")
NUMBERS = (1, 2, 3, 5, 10, 20, 50, 100, 250, 1000)
DAYS = (0, -1, -30, 30, -400, 400, -12_000, -6_000, -22_000)


@dataclass(frozen=True)
class Typed:
    """What is typed in the controls of a field, and the answer that it makes."""

    raw: Raw = field(default_factory=dict)
    answer: Any = None


class Likely:
    """What is likely to be answered in a procedure."""

    def __init__(self, procedure: Procedure, library: Library) -> None:
        self.constants = tuple(constants(procedure, library))

    def answers(self, plan: FieldPlan, here: Environment, turn: int) -> Iterator[Typed]:
        """Answers that the field accepts; the first depends on the turn."""
        number = crc32(f"{turn}/{plan.name}".encode())
        if plan.is_optional(here) and number % 4 == 0:
            yield Typed()
        found = self.grids(plan, here, turn) if plan.columns else self.typed(plan, here, number)
        for raw in islice(found, MOST_TRIED):
            kept = raw[plan.name] if isinstance(plan.field, Files) else None
            try:
                answer = judge_field(plan, raw, {plan.name: kept}, here)
            except InputError:
                continue
            if answer is not None:
                yield Typed(raw, answer)
        if plan.is_optional(here):
            yield Typed()

    def typed(self, plan: FieldPlan, here: Environment, number: int) -> Iterator[Any]:
        """What one would type; what depends on the number comes first."""
        if isinstance(plan.field, Files):
            yield {plan.name: [file(plan.field, number)]}
            return
        usual = list(self.usual(plan, here, number))
        is_text = plan.field.kind() is TEXT
        near = list(self.near(plan, here)) if number % 3 == 0 and not is_text else []
        yield from turned([*near, *usual] if near else usual, number // 12)
        yield from self.near(plan, here)
        yield from of_lengths(plan)

    def usual(self, plan: FieldPlan, here: Environment, number: int) -> Iterator[Any]:
        """What one would expect; what matches a pattern depends on a number."""
        if plan.options is not None:
            yield from chosen(plan, here)
            return
        by_type = BY_TYPE.get(plan.field.type_name)
        if by_type is not None:
            yield from (named(plan, one) for one in by_type)
            return
        language = here.context.language
        yield from ({plan.name: [value]} for value, _label in plan.field.offered(language))
        if plan.field.type_name in {"checkbox", "consent"}:
            yield {plan.name: ["oui"]}
        elif plan.field.type_name in {"text", "textarea"}:
            yield from ({plan.name: [one]} for one in texts(plan, number))
        else:
            yield from proposed(plan, NUMBERS)
            yield from proposed(plan, days(here.get("today")))

    def near(self, plan: FieldPlan, here: Environment) -> Iterator[Any]:
        """What lies at the limits of the field, and at what the procedure compares with."""
        moving = [closure(here) for _key, closure in plan.dynamic]
        fixed = [*plan.limits.values(), *(one for _key, one in plan.fixed)]
        yield from proposed(plan, [one for each in (*moving, *fixed) for one in beside(each)])
        yield from proposed(plan, [one for each in self.constants for one in beside(each)])

    def grids(self, plan: FieldPlan, here: Environment, turn: int) -> Iterator[Any]:
        """The cells of the rows that the author names, else of one row, or of two."""
        if not isinstance(plan.field, Grid):
            return
        for more in range(3):
            number = crc32(f"{turn + more}/{plan.name}#".encode()) % 2
            keys = plan.field.row_keys
            if not plan.field.named_rows:
                keys = keys[: max(plan.field.least_rows, 1 + number)]
            raw: dict[str, Sequence[str]] = {}
            for place, key in enumerate(keys):
                for one in plan.columns:
                    if one.field.is_asked:
                        found = next(self.answers(one, here, turn + more + place), Typed())
                        raw[f"{plan.name}.{key}.{one.name}"] = found.raw.get(one.name, [])
            yield raw


def days(today: Any) -> list[date]:
    """Days around a day, and long before it."""
    day = today if isinstance(today, date) and today >= FIRST_DAY else USUAL_DAY
    return [day + timedelta(days=one) for one in DAYS]


def constants(procedure: Procedure, library: Library) -> Iterator[Any]:
    """The numbers, texts and days that are written in the expressions of a procedure."""
    found: dict[str, Any] = {}
    for place in places_of(procedure, library):
        one = place.syntax
        for syntax in (one,) if isinstance(one, Syntax) else one.expressions:
            for node in ast.walk(syntax.tree):
                value = node.value if isinstance(node, ast.Constant) else None
                if isinstance(value, (str, int, Decimal)) and not isinstance(value, bool):
                    found[repr(value)] = as_day(value)
    yield from found.values()


def as_day(value: Any) -> Any:
    """The day that a text writes, the value itself when it writes none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


def beside(value: Any) -> list[Any]:
    """A value, and those just before and after it."""
    if isinstance(value, date) and date.min < value < date.max:
        return [value, value - timedelta(days=1), value + timedelta(days=1)]
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return [value, value + 1, value - 1]
    return [value] if isinstance(value, str) else []


def proposed(plan: FieldPlan, values: Iterable[Any]) -> Iterator[Raw]:
    """What one would type to answer by some values, those that the type can write."""
    for value in values:
        try:
            typed = plan.field.propose(value)
        except (TypeError, ValueError, ArithmeticError, AttributeError):
            continue
        if typed and value is not UNKNOWN and not plan.field.parts:
            yield {plan.name: typed}


def chosen(plan: FieldPlan, here: Environment) -> Iterator[Raw]:
    """The options that are offered; of a table, some rows; of several, the first with others."""
    values = [one.value for one in offered(plan, here) if not one.link]
    if plan.options is not None and plan.options.table is not None:
        values += list(islice(plan.options.table.rows, MOST_ROWS))
    yield from ({plan.name: [one]} for one in values)
    if plan.schema.schema.get("type") == "array":
        yield from ({plan.name: [values[0], one]} for one in values[1:])
        yield {plan.name: values}


def named(plan: FieldPlan, typed: str | Mapping[str, str]) -> Raw:
    """What is typed, by the names of controls."""
    if isinstance(typed, str):
        return {plan.name: [typed]}
    parts = [one for one in plan.field.parts if one in typed]
    return {f"{plan.name}.{part}": [typed[part]] for part in parts}


def texts(plan: FieldPlan, number: int) -> Iterator[str]:
    """Texts that match the pattern of a field, else those that its name and its label call for."""
    pattern = plan.schema.schema.get("pattern")
    if pattern is not None:
        yield from matching(pattern, number)
        return
    label = plan.field.label
    said = [*label.templates.values()] if label is not None else []
    words = " ".join([plan.name, *(one.text for one in said)]).lower()
    for word, known in BY_WORD.items():
        if word in words:
            yield from known
            break
    yield from TEXTS


def of_lengths(plan: FieldPlan) -> Iterator[Raw]:
    """Texts as short and as long as they may be, and those that the schema lists."""
    schema = plan.schema.schema
    for length in (schema.get("minLength"), schema.get("maxLength")):
        if isinstance(length, int):
            yield {plan.name: [(" ".join(TEXTS) * (length // 20 + 1))[: max(length, 1)]]}
    for value in (*schema.get("enum", ()), *schema.get("examples", ())):
        yield raw_of(plan, value)


def file(plan: Files, number: int) -> Mapping[str, Any]:
    """A file that was received."""
    kind = plan.accept[number % len(plan.accept)]
    name = f"{plan.name}.{kind}"
    return {
        "id": f"{plan.name}-1",
        "name": name,
        "media_type": MEDIA_TYPES[kind],
        "size": 100_000,
        "sha256": sha256(name.encode()).hexdigest(),
    }


def turned(values: Sequence[Any], number: int) -> Iterator[Any]:
    """The values, from one of them on, then from the first."""
    first = number % len(values) if values else 0
    yield from values[first:]
    yield from values[:first]
