"""The tests of a procedure that is written: what they find, what they leave, how one adds some."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import Response, g, request

from engine.checks import sentence
from engine.clock import now
from engine.editing import CannotEditError
from engine.errors import ConflictError, NotFoundError
from engine.i18n import format_datetime, gettext, ngettext
from engine.i18n import marked as _
from engine.services.desk import Visitor
from engine.services.studio import trying
from engine.services.studio.copies import ChangedMeanwhileError, Copy
from engine.services.studio.previewing import NothingToShowError
from engine.services.studio.recording import CannotMakeError, NotForError, Way, kept_as_test
from engine.services.testing import Ran, Report
from engine.source import Diagnostic
from engine.web.rendering import go_to
from engine.web.sessions import desk, visitor
from engine.web.studio.editor import address_of, opened, revision_sent, show_editor
from engine.web.studio.preview import looking_at

VIEW = "/tests"
UNPROCESSABLE = 422
NAMES = {"branches": _("Branches"), "options": _("Options"), "checks": _("Checks")}
SAID = "{said}"
CANNOT = _("No test goes this way again: {names}.")
NO_NAME = _("Give the test a name: what it shows, in a few words.")
NOT_FOR = _("This person may not open the procedure: choose another one in the preview.")
NOTHING = _("The text cannot be read yet: correct it first.")
WRONG = _("Tests are made of a procedure without mistakes: correct it first.")
NO_EXAMPLE = _("No test could be made: the tests show all that can be shown.")
LATE = _("Time was up before all was studied: ask again to go on.")
MILLISECONDS = 1000


@dataclass(frozen=True)
class Line:
    """A test as the page shows it; `number` is its place in the text."""

    number: int
    name: str
    url: str
    line: int
    is_right: bool
    failures: tuple[str, ...]
    milliseconds: int


@dataclass(frozen=True)
class Missing:
    """Something that no test shows, and where it is written."""

    text: str
    line: int
    url: str


@dataclass(frozen=True)
class Share:
    """How much is shown of one kind of things."""

    label: str
    seen: int
    of: int
    percent: int


@dataclass(frozen=True)
class TestsPage:
    """The tests of a procedure, as far as they could be run."""

    address: str
    is_run: bool
    summary: str
    lines: tuple[Line, ...]
    names: tuple[str, ...]
    shares: tuple[Share, ...]
    missing: tuple[Missing, ...]
    sent: tuple[tuple[str, str], ...]
    said: str = ""
    wrong: str = ""


def show(name: str) -> Response:
    """The tests, run on the text as it is now."""
    who, copy = opened(name)
    return show_tests(name, who, copy, said=said_of_made())


def show_tests(
    name: str, who: Visitor, copy: Copy, status: int = 200, *, said: str = "", wrong: str = ""
) -> Response:
    """The page of the tests, with what was just done, or why it was not."""
    report = trying.tried(desk(), copy)
    page = replace(page_of(name, who, copy, report), said=said, wrong=wrong)
    return show_editor("studio/tests.html", name, VIEW, copy, status, tests=page)


def page_of(name: str, who: Visitor, copy: Copy, report: Report) -> TestsPage:
    """What a report says, in words."""
    language = who.language
    sent = trying.sent_lately(desk(), who, report.procedure or name)
    return TestsPage(
        address=address_of(name, VIEW),
        is_run=not report.errors,
        summary=summary_of(report, language),
        lines=tuple(line_of(name, at, one, language) for at, one in enumerate(report.tests)),
        names=tuple(trying.names_of(copy.text)) if report.errors else (),
        shares=tuple(
            Share(gettext(language, NAMES[key]), one.seen, one.of, one.percent)
            for key, one in report.figures.items()
        ),
        missing=tuple(missing_of(name, report, language)),
        sent=tuple((at.isoformat(), format_datetime(at, language)) for at in sent),
    )


def summary_of(report: Report, language: str) -> str:
    """How many tests there are, and how many fail."""
    if report.errors:
        return gettext(language, _("The tests are not run: the procedure has mistakes."))
    failing = sum(bool(one.failures) for one in report.tests)
    one, many = _("{n} test of the procedure"), _("{n} tests of the procedure")
    tests = ngettext(language, one, many, len(report.tests))
    if not report.tests:
        return gettext(language, _("No test yet"))
    if not failing:
        return gettext(language, _("{tests}, all right"), tests=tests)
    wrong = ngettext(language, "{n} fails", "{n} fail", failing)
    return gettext(language, _("{tests}, {wrong}"), tests=tests, wrong=wrong)


def line_of(name: str, number: int, one: Ran, language: str) -> Line:
    """A test, with what is not as it expects."""
    said = (sentence(replace(each, message=SAID), language) for each in one.failures)
    milliseconds = round(one.seconds * MILLISECONDS)
    return Line(
        number, one.name, url_of(name, one.line), one.line, not one.failures, tuple(said),
        milliseconds,
    )  # fmt: skip


def missing_of(name: str, report: Report, language: str) -> Iterator[Missing]:
    """What no test shows, each with its line."""
    unseen: tuple[Diagnostic, ...] = report.unseen
    for one in unseen:
        said = replace(one, message=SAID) if "said" in one.values else one
        line = one.span.start.line
        yield Missing(sentence(said, language), line, url_of(name, line))


def url_of(name: str, line: int) -> str:
    """The address of a line of the text."""
    return f"{address_of(name, '/texte')}?ligne={line}"


def keep(name: str) -> Response:
    """Keep the way that was gone in the preview as a test."""
    who, copy = opened(name)
    wanted = " ".join(request.form.get("nom", "").split())
    if not wanted:
        return show_tests(name, who, copy, UNPROCESSABLE, wrong=said(NO_NAME))
    try:
        here = looking_at(name, as_last=True)
        way = Way(here.opened, here.person)
        test = kept_as_test(desk().catalogue.library, way, wanted, now())
        trying.add_test(desk(), who, copy, test, now())
    except (CannotMakeError, CannotEditError, NothingToShowError) as error:
        be_author(who)
        return show_tests(name, who, copy, UNPROCESSABLE, wrong=why_not(error))
    return go_to(made_address(name, 1))


def be_author(who: Visitor) -> None:
    """Draw what follows for the author, after it was drawn for a person."""
    g.visitor = who
    for key in ("preview", "links"):
        g.pop(key, None)


def why_not(error: Exception) -> str:
    """Why no test was made, in words."""
    if isinstance(error, NotForError):
        return said(NOT_FOR)
    if isinstance(error, CannotMakeError):
        return gettext(visitor().language, CANNOT, names=error)
    if isinstance(error, CannotEditError):
        return error.said(visitor().language)
    return said(NOTHING)


def said(message: str) -> str:
    """A sentence in the language of the author."""
    return gettext(visitor().language, message)


def examples(name: str) -> Response:
    """Make tests for what none shows, as far as a few seconds allow."""
    who, copy = opened(name)
    try:
        made = trying.make_examples(desk(), who, copy, now())
    except ChangedMeanwhileError:
        raise
    except ConflictError:
        return show_tests(name, who, copy, UNPROCESSABLE, wrong=said(WRONG))
    except CannotEditError as error:
        return show_tests(name, who, copy, UNPROCESSABLE, wrong=why_not(error))
    left = {"jamais": len(made.never), "inconnus": len(made.unknown), "tard": int(made.is_late)}
    return go_to(made_address(name, made.number, **left))


def from_sent(name: str) -> Response:
    """Make a test of a submission, its personal data replaced."""
    who, copy = opened(name)
    received = request.form.get("recu", "")
    procedure = trying.tried(desk(), copy).procedure or name
    try:
        trying.make_from(desk(), who, copy, procedure, received, now())
    except NotFoundError:
        wrong = said(_("Choose a submission of the list."))
        return show_tests(name, who, copy, UNPROCESSABLE, wrong=wrong)
    except (CannotMakeError, CannotEditError) as error:
        return show_tests(name, who, copy, UNPROCESSABLE, wrong=why_not(error))
    return go_to(made_address(name, 1))


def change(name: str) -> Response:
    """Another name for a test, or the text without it."""
    who, copy = opened(name)
    asked = replace(copy, revision=revision_sent())
    number = request.form.get("numero", -1, type=int)
    try:
        if request.form.get("action") == "retirer":
            trying.take_away(desk(), who, asked, number, now())
        else:
            trying.rename(desk(), who, asked, number, request.form.get("nom", ""), now())
    except CannotEditError as error:
        return show_tests(name, who, copy, UNPROCESSABLE, wrong=why_not(error))
    return go_to(address_of(name, VIEW))


def made_address(name: str, number: int, **left: int) -> str:
    """The page of the tests, once some were made."""
    query = {"faits": number, **{key: one for key, one in left.items() if one}}
    return f"{address_of(name, VIEW)}?{urlencode(query)}"


def said_of_made() -> str:
    """What was just made, as the address tells."""
    if "faits" not in request.args:
        return ""
    language = visitor().language
    number, never, unknown = (
        max(0, request.args.get(key, 0, type=int)) for key in ("faits", "jamais", "inconnus")
    )
    texts = [ngettext(language, "{n} test was added.", "{n} tests were added.", number)]
    if not number:
        texts = [said(NO_EXAMPLE)]
    if never:
        texts.append(
            ngettext(language, "{n} thing can never happen.", "{n} things can never happen.", never)
        )
    if unknown:
        one, many = "No test was found for {n} thing.", "No test was found for {n} things."
        texts.append(ngettext(language, one, many, unknown))
    if request.args.get("tard"):
        texts.append(said(LATE))
    return " ".join(texts)
