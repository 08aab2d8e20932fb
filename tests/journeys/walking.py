"""A person who walks through a procedure written in a test, and answers as on the pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.definitions import Column, Library, Profile, Site
from engine.journeys import (
    Context,
    HubPlace,
    Journey,
    Judged,
    Path,
    Plan,
    StepPlace,
    judge,
    plan_of,
    raw_of,
)
from engine.journeys.changing import with_answers, with_item, without_item
from engine.tables import Table
from tests.definitions.written import HEAD, procedure

TODAY = date(2025, 3, 12)
LISTS = {"personnes": {"id": Column(type="text"), "nom": Column(type="text")}}


def plan(
    steps: str,
    *,
    head: str = HEAD,
    tables: Mapping[str, Table] | None = None,
    site: Site | None = None,
) -> Plan:
    """The plan of a procedure with these steps."""
    sites = {site.name: site} if site else {}
    library = Library({}, tables or {}, sites, Profile(lists=LISTS), ())
    return plan_of(procedure(steps, head), library)


@dataclass
class Walker:
    """Somebody with a draft: its answers, and who they are."""

    plan: Plan
    answers: dict[str, Any] = field(default_factory=dict)
    context: Context = field(default_factory=lambda: Context(today=TODAY))

    @property
    def journey(self) -> Journey:
        """Where they stand."""
        return Journey(self.plan, self.answers, self.context)

    def step(self, *path: str) -> StepPlace:
        """A step that is open to them."""
        place = self.journey.place(path)
        assert isinstance(place, StepPlace)
        return place

    def hub(self, name: str) -> HubPlace:
        """A hub that is open to them."""
        return self.journey.hub(name)

    def judged(self, *path: str, **typed: Any) -> Judged:
        """What becomes of what they type at a step, before it is kept."""
        place = self.step(*path)
        raw = {name: value if isinstance(value, list) else [value] for name, value in typed.items()}
        return judge(place.plan, raw, place.answers, place.environment)

    def types(self, *path: str, **typed: Any) -> Judged:
        """Type at a step and go on: it is kept when all is right."""
        judged = self.judged(*path, **typed)
        if not judged.errors:
            self.keep(path, judged.answers)
        return judged

    def keep(self, path: Path, answers: Mapping[str, Any]) -> None:
        """Keep answers, as the draft does."""
        self.answers = with_answers(self.journey, path, answers)

    def adds(self, group: str) -> None:
        """One more item."""
        self.answers = with_item(self.journey, self.hub(group))

    def removes(self, group: str, key: str) -> None:
        """One item less."""
        self.answers = without_item(self.journey, self.hub(group), key)


def errors(judged: Judged) -> dict[str, str]:
    """The keys of the messages, by field."""
    return {name: error.key for name, error in judged.errors.items()}


def again(place: StepPlace) -> dict[str, list[str]]:
    """What one would type at a step to answer as one did."""
    raw: dict[str, list[str]] = {}
    for one in place.plan.fields:
        raw.update(raw_of(one, place.answers.get(one.name)))
    return raw
