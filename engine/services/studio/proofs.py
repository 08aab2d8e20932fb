"""The points of the checklist that take time: tests, all the ways, drafts, what reads a file.

What was worked out for some texts is kept as long as nothing beside them changes; the drafts are
looked at each time.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime

from engine.checks import sentence
from engine.definitions import Library
from engine.differences import Rehearsal, parts_of
from engine.i18n import gettext, ngettext
from engine.i18n import marked as _
from engine.services.catalogue import failing_tests
from engine.services.checking import analysed, check_at_sites, has_errors
from engine.services.comparing import Text
from engine.services.rehearsing import rehearse
from engine.services.studio.checklist import (
    RIGHT,
    TOLD,
    WAITS,
    WRONG,
    Detail,
    Point,
    of_diagnostics,
)
from engine.services.studio.subjects import Subject
from engine.services.studio.versions import is_procedure
from engine.services.testing import Work, report_of

MOST = 200
_KNOWN: OrderedDict[tuple[str, str, str], tuple[Library, Point]] = OrderedDict()
_LOCK = threading.Lock()
TESTS, ANALYSIS, DRAFTS, READERS = "tests", "analysis", "drafts", "users"
CANNOT = _("There are mistakes: it cannot be worked out yet.")
WAITING = _("Not looked at yet.")


def names_of(subject: Subject) -> tuple[str, ...]:
    """The points that a text has and that take time."""
    own = (TESTS, ANALYSIS, DRAFTS) if subject.definition is not None else ()
    return own if all(map(is_procedure, subject.files)) else (*own, READERS)


def known(subject: Subject, name: str) -> Point:
    """A point as it was worked out before for the same texts, else one that waits."""
    with _LOCK:
        found = _KNOWN.get(_key(subject, name))
    if found is not None and found[0] is subject.desk.catalogue.library:
        return found[1]
    return Point(name, WAITS, gettext(subject.language, WAITING))


def worked_out(subject: Subject, name: str, now: datetime) -> Point:
    """A point, worked out now if it was not before for the same texts."""
    before = known(subject, name)
    if before.state != WAITS and name != DRAFTS:
        return before
    make: Mapping[str, Callable[[Subject], Point]] = {
        TESTS: of_tests,
        ANALYSIS: of_analysis,
        DRAFTS: lambda one: of_drafts(one, now),
        READERS: of_users,
    }
    point = make[name](subject)
    with _LOCK:
        _KNOWN[_key(subject, name)] = subject.desk.catalogue.library, point
        while len(_KNOWN) > MOST:
            _KNOWN.popitem(last=False)
    return point


def _key(subject: Subject, name: str) -> tuple[str, str, str]:
    return name, subject.language, f"{subject.path} {subject.whole_hash}"


def of_tests(subject: Subject) -> Point:
    """Whether the tests pass, and what they leave unseen."""
    definition, language = subject.definition, subject.language
    if definition is None or _is_wrong(subject):
        return Point(TESTS, WRONG, gettext(language, CANNOT))
    report = report_of(Work(definition, subject.library))
    failing = [one for one in report.tests if one.failures]
    if failing:
        said = ngettext(language, _("{n} test fails."), _("{n} tests fail."), len(failing))
        details = tuple(
            Detail(f"{one.name} : {sentence(fault, language)}", one.line, subject.path)
            for one in failing
            for fault in one.failures[:1]
        )
        return Point(TESTS, WRONG, said, details)
    if not report.tests:
        return Point(TESTS, TOLD, gettext(language, _("No test: nothing proves what it does.")))
    passing = ngettext(language, _("{n} test passes."), _("{n} tests pass."), len(report.tests))
    message = _("Seen by the tests: {branches} % of the branches, {options} % of the options.")
    shares = {name: one.percent for name, one in report.figures.items()}
    seen = gettext(language, message, branches=shares["branches"], options=shares["options"])
    return Point(TESTS, RIGHT, f"{passing} {seen}")


def of_analysis(subject: Subject) -> Point:
    """What only all the ways through a procedure show."""
    definition = subject.definition
    if definition is None or _is_wrong(subject):
        return Point(ANALYSIS, WRONG, gettext(subject.language, CANNOT))
    found = analysed(definition, subject.library, check_at_sites(definition, subject.library))
    fine = gettext(subject.language, _("All the ways through it end well."))
    return of_diagnostics(ANALYSIS, found, subject, fine)


def of_drafts(subject: Subject, now: datetime) -> Point:
    """What it does to the drafts that are open now: counted, never shown."""
    definition, language = subject.definition, subject.language
    if definition is None or _is_wrong(subject):
        return Point(DRAFTS, WRONG, gettext(language, CANNOT))
    text = Text(subject.path, definition, subject.library)
    found = rehearse(subject.desk, text, now, language=language)
    return drafts_point(found, language)


def drafts_point(found: Rehearsal, language: str) -> Point:
    """A rehearsal as a point: it never blocks, and is told when drafts are touched."""
    if not found.total:
        return Point(DRAFTS, RIGHT, gettext(language, _("No draft is open.")))
    said = ngettext(language, _("{n} draft is open."), _("{n} drafts are open."), found.total)
    details = tuple(Detail(one) for one in parts_of(found, language))
    touched = found.affected or found.unreadable
    return Point(DRAFTS, TOLD if touched else RIGHT, said, details)


def of_users(subject: Subject) -> Point:
    """Whether the procedures that read the file are still right with it."""
    language, library = subject.language, subject.library
    before = subject.desk.catalogue.library
    wrong, failing = [], []
    every = subject.affected()
    for one in every:
        name = one.procedure.name if one.procedure else one.path
        served = before.definitions.get(one.path)
        was_wrong = served is not None and has_errors(check_at_sites(served, before))
        found = check_at_sites(one, library)
        faults = [sentence(each, language) for each in found if each.severity.value == "error"]
        if faults and not was_wrong:
            wrong.append(Detail(f"{name} : {faults[0]}"))
        elif not faults and (tests := failing_tests(one, library)):
            failing.append(Detail(f"{name} : {sentence(tests[0], language)}"))
    if not every:
        return Point(READERS, RIGHT, gettext(language, _("No procedure reads it.")))
    if wrong or failing:
        said = ngettext(
            language, _("{n} procedure that reads it would be wrong, or its tests fail."),
            _("{n} procedures that read it would be wrong, or their tests fail."),
            len(wrong) + len(failing),
        )  # fmt: skip
        return Point(READERS, WRONG, said, (*wrong, *failing))
    said = ngettext(
        language, _("{n} procedure reads it, and is right with it."),
        _("{n} procedures read it, and are right with it."), len(every),
    )  # fmt: skip
    return Point(READERS, RIGHT, said)


def _is_wrong(subject: Subject) -> bool:
    definition = subject.definition
    if definition is None or definition.procedure is None:
        return True
    return has_errors(subject.diagnostics()) or has_errors(
        check_at_sites(definition, subject.library)
    )
