"""What a new version would do to the drafts that are open now, before it is published.

Nothing is changed, and no answer of anybody is told: drafts are counted, by the names of what is
lost and by where their persons would then stand.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from engine.database import accounts, drafts, versions
from engine.database.accounts import Account
from engine.database.drafts import Draft
from engine.definitions import Site
from engine.definitions.migrations import Answers, Carrying, carrying_of
from engine.definitions.naming import Words
from engine.differences import Effect, Rehearsal, Way
from engine.errors import ConflictError, NotFoundError
from engine.journeys import Journey, Path, Plan, plan_of
from engine.services.carrying import fitting, passed
from engine.services.catalogue import Served, UnreadableVersionError
from engine.services.checking import check_at_sites, has_errors
from engine.services.comparing import Text
from engine.services.desk import Desk, Visitor, account_of_owner, site_of_owner, visitor_of
from engine.services.filling import context_of

Watch = Callable[[Iterable[Draft], int], Iterable[Draft]]
Accounts = Mapping[tuple[str, str], Account]
WITHOUT_NAME = "_#"


def all_of_them(several: Iterable[Draft], number: int) -> Iterable[Draft]:
    """Nobody watches."""
    del number
    return several


def rehearse(
    desk: Desk,
    text: Text,
    now: datetime,
    *,
    withdrawing: int | None = None,
    language: str = "fr",
    watch: Watch = all_of_them,
) -> Rehearsal:
    """What publishing a text does to the open drafts of its procedure.

    With `withdrawing`, that version is withdrawn besides. `watch` is given the drafts one by one,
    and how many they are: a progress bar. Raises NotFoundError when there is no such version,
    ConflictError when the text has errors.
    """
    if has_errors(check_at_sites(text.definition, text.library)):
        raise ConflictError(text.name)
    rehearsing = Rehearsing(desk, text, now, withdrawing, language)
    number = drafts.count_of_procedure(desk.database, text.procedure.name)
    found = Rehearsal()
    for draft in watch(rehearsing.drafts(), number):
        try:
            found.add(rehearsing.effect(draft))
        except (NotFoundError, UnreadableVersionError):
            found.total += 1
            found.unreadable += 1
    return found


class Rehearsing:
    """Takes drafts over, one by one, without keeping anything."""

    def __init__(
        self, desk: Desk, text: Text, now: datetime, withdrawing: int | None, language: str
    ) -> None:
        self.desk = desk
        self.text = text
        self.now = now
        self.language = language
        self.words = Words(text.procedure, language)
        published = versions.list_all(desk.database, text.procedure.name)
        numbers = {one.number for one in published}
        if withdrawing is not None and withdrawing not in numbers:
            raise NotFoundError("version")
        self.withdrawn = {one.number for one in published if one.withdrawn_at is not None}
        self.withdrawn |= {withdrawing} if withdrawing is not None else set()
        digest = sha256(text.bundle.encode()).hexdigest()
        same = (one.number for one in published if one.hash == digest)
        # A text that was published before keeps its number.
        self.number = next(same, max(numbers, default=0) + 1)
        self.plans: dict[str, Plan] = {}
        self.carryings: dict[int, Carrying | None] = {}
        self.known: Accounts = {}

    def drafts(self) -> Iterator[Draft]:
        """The open drafts, with the accounts of a few hundred of them at a time."""
        for page in drafts.list_of_procedure(self.desk.database, self.text.procedure.name):
            ids = {found for one in page if (found := account_of_owner(one.owner))}
            self.known = accounts.load_several(self.desk.database, sorted(ids))
            yield from page

    def effect(self, draft: Draft) -> Effect | None:
        """What becomes of a draft, None when it keeps its version; NotFoundError."""
        if draft.version == self.number:
            return Effect()
        numbers = range(draft.version + 1, self.number + 1)
        found = [self.carrying(one) for one in numbers]
        steps = list(passed(found, is_withdrawn=draft.version in self.withdrawn))
        if not steps:
            return None
        site = site_of_owner(draft.owner)
        if not self.site(site).offers(draft.procedure):
            return None
        visitor = self.visitor(draft.owner, site)
        old = self.desk.catalogue.version(draft.procedure, draft.version, site)
        return self.compared(draft, visitor, old, steps)

    def carrying(self, number: int) -> Carrying | None:
        """How drafts of the version before a version are taken over by it."""
        if number == self.number:
            return carrying_of(self.text.procedure)
        if number not in self.carryings:
            procedure = self.desk.catalogue.procedure(self.text.procedure.name, number)
            self.carryings[number] = carrying_of(procedure)
        return self.carryings[number]

    def visitor(self, owner: str, site: str) -> Visitor:
        """Whose draft it is."""
        account = self.known.get((site, account_of_owner(owner) or ""))
        if account is None:
            return Visitor(owner, site, None, self.language)
        return visitor_of(account, self.language)

    def compared(
        self, draft: Draft, visitor: Visitor, old: Served, steps: list[Carrying]
    ) -> Effect:
        """A draft before and after."""
        plan = self.plan(visitor.site)
        answers: Answers = draft.answers
        lost: set[str] = set()
        for one in steps:
            lost |= set(names_in(answers)) & one.forgotten
            answers = one.answers(answers)
        fit, refused = fitting(answers, plan)
        lost |= refused & set(names_in(answers))
        before = self.journey(old, draft.answers, draft, visitor)
        after = self.journey(Served(plan, self.number, old.site), fit, draft, visitor)
        words = Words(old.procedure, self.language)
        labels = {one: label_of(one, self.words, words) for one in sorted(lost)}
        if after.current == moved_path(before.current, steps):
            return Effect(labels)
        place = after.current[-1] if after.current else ""
        way = way_of(before, after, steps)
        return Effect(labels, way, place, self.words.titles.get(place, place))

    def journey(self, served: Served, answers: Any, draft: Draft, visitor: Visitor) -> Journey:
        """Where the answers lead in a version."""
        context = context_of(self.desk, visitor, served, self.now, draft.link)
        return Journey(served.plan, answers, context)

    def plan(self, site: str) -> Plan:
        """The new version at a site; raises NotFoundError."""
        if site not in self.plans:
            library = self.text.library.at(self.site(site))
            self.plans[site] = plan_of(self.text.procedure, library)
        return self.plans[site]

    def site(self, name: str) -> Site:
        """A site, as the folder of the text has it; raises NotFoundError."""
        return self.text.library.sites.get(name) or self.desk.catalogue.site(name)


def label_of(name: str, *words: Words) -> str:
    """What people call an answer, in the first version that knows it."""
    for one in words:
        if name in one.fields:
            return one.label(one.fields[name])
        if name in one.titles:
            return one.titles[name]
    return name


def moved_path(path: Path, steps: Iterable[Carrying]) -> Path:
    """A place of the version before, under the names of now."""
    text = "/".join(path)
    for one in steps:
        text = one.path(text)
    return tuple(text.split("/")) if text else ()


def way_of(before: Journey, after: Journey, steps: list[Carrying]) -> Way:
    """Whether one goes back from where one stood, or on; a step that is gone is passed over."""
    if not after.current or not before.current:
        return "on" if before.current else "back"
    positions = after.plan.positions
    stood = before.plan.positions[before.current[0]]
    names = (moved_path((one.name,), steps)[0] for one in before.plan.parts[stood::-1])
    known = next((positions[one] for one in names if one in positions), -1)
    return "on" if positions[after.current[0]] > known else "back"


def names_in(answers: Answers) -> Iterator[str]:
    """The names of what was answered, in items too."""
    for name, answer in answers.items():
        if name[:1] not in WITHOUT_NAME and answer is not None:
            yield name
        for one in answer if isinstance(answer, list) else ():
            if isinstance(one, Mapping):
                yield from names_in(one)
