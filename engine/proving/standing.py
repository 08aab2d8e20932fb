"""Where a test stands: the site, the day, the tables, and who fills in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from engine.definitions import ANYONE, SIGNED_IN, Library, Procedure, Service, Site, Test
from engine.definitions.tests import USUAL_DAY
from engine.fields import Files
from engine.journeys import Context, Past, Plan, plan_of
from engine.proving.typing import answers_given, entries, files_given, is_blank, text_of
from engine.source import Mapping as MappingNode
from engine.source import Node, Scalar
from engine.source import Sequence as SequenceNode
from engine.tables.replacing import with_rows

PARIS = ZoneInfo("Europe/Paris")
NOON = time(12)
USUAL_EMAIL, USUAL_NAME = "personne@exemple.test", "Camille Exemple"
OF_ACCOUNT = ("profile", "email", "name")
NO_SITE = Site(
    name="essai",
    title="Essai",
    service=Service(name="Service", address=(), email="service@exemple.test", phone="0000"),
)


@dataclass(frozen=True)
class Standing:
    """The plan that a test walks, for whom, when, at which site."""

    plan: Plan
    context: Context
    site: Site
    now: datetime
    is_admitted: bool


class Ground:
    """Makes the standings of the tests of a procedure; a plan serves all those it fits."""

    def __init__(self, procedure: Procedure, library: Library) -> None:
        self.procedure = procedure
        self.library = library
        self.plans: dict[Any, Plan] = {}

    def standing(self, test: Test) -> Standing:
        """Where a test stands."""
        site = self.site(test)
        plan = self.plan(test, site)
        day = test.day or USUAL_DAY
        person = self.person(test)
        language = test.language or self.procedure.languages[0]
        account = {name: person[name] for name in OF_ACCOUNT if name in person}
        context = Context(
            account,
            self.library.profile.known({k: v for k, v in person.items() if k not in OF_ACCOUNT}),
            language,
            day,
            dict(test.link),
            tuple(past(number, one, plan, day) for number, one in enumerate(test.previous, 1)),
        )
        now = datetime.combine(day, NOON, PARIS)
        return Standing(plan, context, site, now, admits(self.procedure, person))

    def site(self, test: Test) -> Site:
        """The site that a test names, else the first that offers the procedure."""
        sites = self.library.sites
        if test.site in sites:
            return sites[test.site]
        return next((one for one in sites.values() if one.offers(self.procedure.name)), NO_SITE)

    def plan(self, test: Test, site: Site) -> Plan:
        """The plan of the procedure at a site, with what the test has otherwise."""
        key = site.name, repr(sorted(test.parameters.items())), repr(sorted(test.tables.items()))
        found = self.plans.get(key)
        if found is None:
            here = replace(site, parameters={**site.parameters, **test.parameters})
            tables = {
                name: with_rows(self.library.tables[name], rows)
                for name, rows in test.tables.items()
                if name in self.library.tables
            }
            library = replace(self.library.at(here), tables={**self.library.tables, **tables})
            found = self.plans[key] = plan_of(self.procedure, library)
        return found

    def person(self, test: Test) -> dict[str, Any]:
        """What is known of who fills in; somebody whom the procedure is for when nothing is said.

        Whoever is said to have an `email` or a `profile` has an account.
        """
        known = {name: plain(node) for name, node in test.person.items()}
        audience = [one for one in self.procedure.audience if one not in {ANYONE, SIGNED_IN}]
        is_anybody = ANYONE in self.procedure.audience
        if is_anybody and not known:
            return {}
        usual = {"email": USUAL_EMAIL, "name": USUAL_NAME}
        if audience or SIGNED_IN in self.procedure.audience:
            usual["profile"] = next(iter(audience), "particulier")
        return usual | known


def admits(procedure: Procedure, person: Mapping[str, Any]) -> bool:
    """Whether a procedure is for somebody."""
    audience = procedure.audience
    if ANYONE in audience:
        return True
    return bool(person) and (SIGNED_IN in audience or person.get("profile") in audience)


def past(number: int, answers: Mapping[str, Node], plan: Plan, today: date) -> Past:
    """Something that was sent before."""
    said = dict(answers)
    sent_on, reference = said.pop("sent_on", None), said.pop("reference", None)
    day = text_of(sent_on)
    kept = {name: kept_answer(name, node, plan) for name, node in answers_given(said, plan).items()}
    return Past(
        text_of(reference) or f"AVANT-{number}",
        date.fromisoformat(day) if is_day(day) else today,
        kept,
    )


def kept_answer(name: str, node: Node, plan: Plan) -> Any:
    """An answer as a submission keeps it: what the author writes is just that, files apart."""
    field = plan.fields.get(name)
    if field is not None and isinstance(field.field, Files):
        return files_given(field, node)
    if field is None and isinstance(node, SequenceNode):
        return [
            {key: kept_answer(key, one, plan) for key, one in entries(item).items()}
            for item in node.items
        ]
    wants_text = field is not None and field.schema.schema.get("type") == "string"
    return text_of(node) if wants_text and isinstance(node, Scalar) else plain(node)


def plain(node: Node) -> Any:
    """The JSON that a value says; numbers are whole, what has decimals is a text."""
    if isinstance(node, SequenceNode):
        return [plain(one) for one in node.items]
    if isinstance(node, MappingNode):
        return {key.value: plain(value) for key, value in node.entries}
    if is_blank(node):
        return None
    if node.quoted:
        return node.value
    words = {"true": True, "false": False}
    is_whole = node.value.isascii() and node.value.isdigit() and str(int(node.value)) == node.value
    return int(node.value) if is_whole else words.get(node.value, node.value)


def is_day(text: str) -> bool:
    """Whether a text is a day, as 2026-01-15."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
