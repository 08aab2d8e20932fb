"""The text of a new procedure, from what its author said of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from engine.editing.proposing import free_name, slug
from engine.i18n import gettext
from engine.i18n import marked as _

Answered = list[tuple["Question", Mapping[str, Any]]]


class Line(dict[str, Any]):
    """Keys that stand on one line, between braces."""


@dataclass(frozen=True)
class Kind:
    """A type of field that is proposed: what it is for, an answer, the keys it is given."""

    purpose: str
    example: Any
    keys: Mapping[str, Any] = field(default_factory=dict)


FILE: Mapping[str, Any] = {
    "accept": ["pdf", "jpeg", "png"], "max_files": 3, "max_total_size": "5 MB",
}  # fmt: skip
KINDS: Mapping[str, Kind] = {
    "text": Kind(_("a line of text"), "Exemple"),
    "textarea": Kind(_("several lines of text"), "Une réponse de plusieurs mots."),
    "integer": Kind(_("a whole number"), 2),
    "decimal": Kind(_("a number with decimals"), "1.5"),
    "money": Kind(_("an amount in euros"), "12.50"),
    "date": Kind(_("a day"), "2026-01-15"),
    "month": Kind(_("a month"), "2026-01"),
    "time": Kind(_("a time of the day"), "09:30"),
    "yes_no": Kind(_("yes or no"), True),
    "choice": Kind(_("one among several"), None),
    "choices": Kind(_("some among several"), None),
    "person": Kind(_("the name of a person"), Line(prenom="Camille", nom="Durand")),
    "email": Kind(_("an e-mail address"), "camille.durand@exemple.fr"),
    "tel": Kind(_("a telephone number"), "+33612345678"),
    "address": Kind(
        _("a postal address"),
        Line(adresse="1 place de l'Exemple", code_postal="05000", commune="Gap"),
    ),
    "postal_code": Kind(_("a postcode"), "05000"),
    "country": Kind(_("a country"), "FR"),
    "siret": Kind(_("the number of an establishment"), "73282932000074"),
    "iban": Kind(_("a bank account"), "FR7630006000011234567890189"),
    "url": Kind(_("the address of a page on the web"), "https://www.exemple.fr/"),
    "files": Kind(_("files to join"), ["piece.pdf"], FILE),
}
WITH_OPTIONS = ("choice", "choices")


@dataclass(frozen=True)
class Question:
    """A field to write."""

    label: str
    type: str
    options: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Repeated:
    """What is asked several times: what one of them is called, the most there are."""

    item: str
    questions: tuple[Question, ...]
    most: int = 10


@dataclass(frozen=True, kw_only=True)
class Draft:
    """All that was said of a procedure."""

    name: str
    title: str
    audience: tuple[str, ...]
    nature: str
    questions: tuple[Question, ...]
    repeated: Repeated | None = None
    mail: bool = False
    kept: str = "1 year"
    # The language of the texts that it is given.
    language: str = "fr"

    def say(self, message: str, **values: object) -> str:
        """A marked message in the language of the procedure, its {names} filled."""
        return gettext(self.language, message, **values)


def text_of(draft: Draft) -> str:
    """The whole definition, as one reads it."""
    return "\n".join(written(part) for part in parts_of(draft))


def parts_of(draft: Draft) -> Iterator[Mapping[str, Any]]:
    """The parts of the text, between which a line is left empty."""
    taken: set[str] = set()
    fields = [field_of(one, taken) for one in asked(draft)]
    own: Answered = list(zip(asked(draft), fields, strict=True))
    steps: list[Any] = [{"step": "questions", "title": title_of(draft), "fields": fields}]
    answers: list[tuple[Answered, tuple[str, ...]]] = [(own, ())]
    if draft.repeated is not None:
        group = group_of(draft, draft.repeated, taken)
        steps.append(group)
        inner: Answered = list(
            zip(draft.repeated.questions, group["steps"][0]["fields"], strict=True)
        )
        answers.append((inner, (group["group"],)))
    yield head_of(draft)
    yield {"steps": steps}
    yield {"actions": actions_of(draft, own)}
    yield {"tests": list(tests_of(draft, answers))}


def head_of(draft: Draft) -> dict[str, Any]:
    """What the procedure is."""
    audience = draft.audience[0] if len(draft.audience) == 1 else list(draft.audience)
    head: dict[str, Any] = {"procedure": draft.name, "title": draft.title, "for": audience}
    if draft.language != "fr":
        head["languages"] = [draft.language]
    head["nature"] = draft.nature
    if draft.nature == "demande":
        head |= {"silence": "acceptance", "delay": "2 months", "appeal": draft.say(APPEAL)}
    head["retention"] = Line(drafts="30 days", submissions=draft.kept, then="eliminate")
    return head


APPEAL = _(
    "You have two months to go to the administrative court. You can first ask the service to"
    " look at its decision again, within the same delay."
)
TITLES: Mapping[str, str] = {
    "depot": _("What you send"),
    "declaration": _("Your declaration"),
    "demande": _("Your request"),
}


def title_of(draft: Draft) -> str:
    """The title of the first step."""
    return draft.say(TITLES[draft.nature])


def asked(draft: Draft) -> tuple[Question, ...]:
    """The questions, and that of the e-mail address when a mail needs one."""
    is_known = draft.audience != ("anyone",)
    if not draft.mail or is_known or any(one.type == "email" for one in draft.questions):
        return draft.questions
    return (*draft.questions, Question(draft.say(_("Your e-mail address")), "email"))


def field_of(question: Question, taken: set[str]) -> dict[str, Any]:
    """A field, with a name that is added to those taken."""
    name = free_name(question.label, taken)
    taken.add(name)
    found: dict[str, Any] = {"field": name, "type": question.type, "label": question.label}
    if question.optional:
        found["optional"] = True
    found |= KINDS[question.type].keys
    if question.type in WITH_OPTIONS:
        values: list[str] = []
        for option in question.options:
            values.append(free_name(option, values, "option"))
        found["choices"] = [
            Line(value=value, label=label)
            for value, label in zip(values, question.options, strict=True)
        ]
    return found


def group_of(draft: Draft, repeated: Repeated, taken: set[str]) -> dict[str, Any]:
    """A group, whose items are asked one after the other."""
    alias = free_name(repeated.item, taken, "element")
    taken.add(alias)
    name = free_name(f"{alias}s", taken)
    taken.add(name)
    item = repeated.item[:1].upper() + repeated.item[1:]
    return {
        "group": name,
        "title": draft.say(_("{item}: as many as there are"), item=item),
        "min": 1,
        "max": repeated.most,
        "as": alias,
        "item": f"{item} {{{{ {alias}.position }}}}",
        "add": draft.say(_("Add: {item}"), item=repeated.item),
        "steps": [
            {
                "step": slug(alias) or "element",
                "title": item,
                "fields": [field_of(one, taken) for one in repeated.questions],
            }
        ],
    }


def actions_of(draft: Draft, own: Answered) -> list[Any]:
    """A receipt, and the mail."""
    actions: list[Any] = [{"receipt": Line()}]
    if draft.mail:
        address = "account.email"
        if draft.audience == ("anyone",):
            address = next(one["field"] for question, one in own if question.type == "email")
        actions.append({"mail": Line(to=address, template="depot-recu")})
    return actions


def tests_of(
    draft: Draft, answers: Sequence[tuple[Answered, tuple[str, ...]]]
) -> Iterator[dict[str, Any]]:
    """As many tests as it takes to choose each option once."""
    every = [(question, one) for listed, _group in answers for question, one in listed]
    most = max([1, *(len(values_of(question, one)) for question, one in every)])
    for turn in range(most):
        number = f" {turn + 1}" if turn else ""
        test: dict[str, Any] = {"test": f"{draft.say(_('all goes well'))}{number}"}
        if draft.audience != ("anyone",):
            known = [one for one in draft.audience if one != "account"]
            test["as"] = Line(profile=known[0] if known else "particulier")
        given: dict[str, Any] = {}
        for listed, group in answers:
            said = {one["field"]: answer(question, one, turn) for question, one in listed}
            given |= {group[0]: [said]} if group else said
        test["answers"] = given
        test["expect"] = Line(submitted=True)
        yield test


def values_of(question: Question, one: Mapping[str, Any]) -> list[Any]:
    """What may be answered, for what has a list of answers."""
    if question.type in WITH_OPTIONS:
        return [option["value"] for option in one["choices"]]
    return [True, False] if question.type == "yes_no" else []


def answer(question: Question, one: Mapping[str, Any], turn: int) -> Any:
    """The answer of a test: in each the next option."""
    values = values_of(question, one)
    if not values:
        return KINDS[question.type].example
    chosen = values[turn % len(values)]
    return [chosen] if question.type == "choices" else chosen


def written(value: Mapping[str, Any]) -> str:
    """A part as YAML, in the order and with the indents of the manual."""
    yaml: Any = import_module("yaml")

    class Dumper(yaml.SafeDumper):  # type: ignore[misc]
        """Indents lists; writes a `Line` on one line."""

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
            """A list is indented under its key."""
            del indentless
            super().increase_indent(flow, False)

        def ignore_aliases(self, data: object) -> bool:
            """Nothing is named so as to be repeated."""
            del data
            return True

    def line(dumper: Any, found: Line) -> Any:
        return dumper.represent_mapping("tag:yaml.org,2002:map", found.items(), flow_style=True)

    def row(dumper: Any, found: list[Any]) -> Any:
        is_short = all(isinstance(one, str) for one in found)
        return dumper.represent_sequence("tag:yaml.org,2002:seq", found, flow_style=is_short)

    Dumper.add_representer(Line, line)
    Dumper.add_representer(list, row)
    dumped: str = yaml.dump(
        dict(value), Dumper=Dumper, sort_keys=False, allow_unicode=True, width=1000,
        default_flow_style=False,
    )  # fmt: skip
    return dumped
