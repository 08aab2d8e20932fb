"""The tests of what is written: run at each look, added, renamed, taken away."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

from engine.database import submissions
from engine.definitions import Definition, Point
from engine.editing import CannotEditError, add, remove, set_value, value_at
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services import examples, making
from engine.services.desk import Desk, Visitor
from engine.services.studio import copies, journal
from engine.services.studio.copies import Copy
from engine.services.studio.looking import judged
from engine.services.testing import Report, Work, report_of
from engine.source import Kept

TESTS = "/tests"
REPORTS: Kept[Report] = Kept(40)
SECONDS_MOST = 12.0
SENT_MOST = 20
ADDED = _("Test added: {name}")
MADE = _("Tests made from the analysis: {n}")
RENAMED = _("Test renamed: {name}")
REMOVED = _("Test taken away: {name}")
NAME_MOST = 120


@dataclass(frozen=True)
class Made:
    """The tests that were made, and what is known of the points that they leave.

    Nobody can go through the points `never`; of `unknown` no example was found, for want of time
    when it `is_late`.
    """

    copy: Copy
    number: int
    never: tuple[Point, ...]
    unknown: tuple[Point, ...]
    is_late: bool


def tried(desk: Desk, copy: Copy) -> Report:
    """What the tests of a working copy find now; they are run when anything changed."""
    found = judged(desk, copy.path, copy.text)
    beside = found.definition, desk.catalogue.library
    return REPORTS.of(copy.path, beside, lambda: report_of(Work(found.definition, found.library)))


def definition_of(desk: Desk, copy: Copy) -> Definition:
    """What a working copy says."""
    return judged(desk, copy.path, copy.text).definition


def sent_lately(desk: Desk, who: Visitor, procedure: str) -> list[datetime]:
    """When what a test can be made of was received at the author's site, the last first.

    An author learns no reference: it would lead to a person.
    """
    return [at for _reference, at in _sent(desk, who, procedure)]


def _sent(desk: Desk, who: Visitor, procedure: str) -> list[tuple[str, datetime]]:
    return submissions.last_at(desk.database, who.site, procedure, SENT_MOST)


def add_tests(
    desk: Desk, who: Visitor, copy: Copy, tests: Sequence[Mapping[str, Any]], what: str,
    now: datetime,
) -> Copy:  # fmt: skip
    """The working copy with more tests at its end.

    Raises CannotEditError, and as `copies.save`.
    """
    text = copy.text
    for one in tests:
        text = add(text, TESTS, count(text), dict(one))
    return copies.save(desk, who, copy.path, text, copy.revision, what, now)


def add_test(desk: Desk, who: Visitor, copy: Copy, test: Mapping[str, Any], now: datetime) -> Copy:
    """The working copy with one more test; raises as `add_tests`."""
    named = {**test, "test": unused(copy.text, str(test["test"]))}
    what = gettext(who.language, ADDED, name=named["test"])
    return add_tests(desk, who, copy, [named], what, now)


def make_examples(desk: Desk, who: Visitor, copy: Copy, now: datetime) -> Made:
    """The working copy with tests for the points that none shows, as far as time allows.

    Raises ConflictError for a text that has errors, and as `add_tests`.
    """
    end = time.monotonic() + SECONDS_MOST

    def is_late() -> bool:
        return time.monotonic() > end

    found = judged(desk, copy.path, copy.text)
    made = examples.find(found.definition, found.library, every=False, is_late=is_late)
    tests = [one.test for one in made.examples]
    after = copy
    if tests:
        what = gettext(who.language, MADE, n=len(tests))
        after = add_tests(desk, who, copy, tests, what, now)
    return Made(after, len(tests), made.never, made.unknown, is_late())


def make_from(
    desk: Desk, who: Visitor, copy: Copy, procedure: str, received: str, now: datetime
) -> Copy:
    """The working copy with a test made from a submission, its personal data replaced.

    `received` is when it came, as ISO 8601 writes it. That it was read is kept in the journal.
    Raises NotFoundError for what was not sent lately at the author's site for this procedure,
    CannotMakeError, and as `add_tests`.
    """
    sent = _sent(desk, who, procedure)
    reference = next((one for one, at in sent if at.isoformat() == received), "")
    yaml: Any = import_module("yaml")
    text = making.made_at(desk, who.site, procedure, reference)
    (test,) = yaml.safe_load(text)
    with desk.database.transaction(durable=True):
        after = add_test(desk, who, copy, test, now)
        journal.record(desk, who, "test_made", copy.path, {"received_at": received}, now)
    return after


def rename(desk: Desk, who: Visitor, copy: Copy, number: int, name: str, now: datetime) -> Copy:
    """The working copy with another name of a test; raises as `add_tests`."""
    wanted = " ".join(name.split())[:NAME_MOST]
    text = set_value(copy.text, f"{TESTS}/{number}", "test", wanted) if wanted else copy.text
    what = gettext(who.language, RENAMED, name=wanted)
    return copies.save(desk, who, copy.path, text, copy.revision, what, now)


def take_away(desk: Desk, who: Visitor, copy: Copy, number: int, now: datetime) -> Copy:
    """The working copy without a test; raises as `add_tests`."""
    pointer = f"{TESTS}/{number}"
    said = value_at(copy.text, pointer)
    name = said.get("test", "") if isinstance(said, dict) else ""
    what = gettext(who.language, REMOVED, name=name)
    text = remove(copy.text, pointer)
    return copies.save(desk, who, copy.path, text, copy.revision, what, now)


def count(text: str) -> int:
    """How many tests a text has."""
    return len(names_of(text))


def names_of(text: str) -> list[str]:
    """The names of the tests of a text."""
    try:
        said = value_at(text, TESTS)
    except CannotEditError:
        return []
    tests = said if isinstance(said, list) else []
    return [str(one.get("test", "")) if isinstance(one, dict) else "" for one in tests]


def unused(text: str, name: str) -> str:
    """A name that no test of a text has yet."""
    known, wanted = set(names_of(text)), " ".join(name.split())[:NAME_MOST]
    number, found = 2, wanted
    while found in known:
        number, found = number + 1, f"{wanted} ({number})"
    return found
