"""The side preview: the pages of a procedure as it is written now, as a person will see them.

They are drawn by what draws those of persons. Nothing that is done there is kept as theirs is.
"""

from dataclasses import dataclass, replace
from pathlib import Path as FilePath

from flask import Response, current_app, g, request

from engine.checks import sentence
from engine.clock import now
from engine.definitions import Site
from engine.definitions.piecewise import names_at
from engine.errors import NotFoundError
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.journeys import ExitPlace, HubPlace, Path, StepPlace
from engine.journeys.aside import path_to, shown_aside
from engine.pages.every_error import with_every_error
from engine.pages.forms import NOTHING_DONE, Input
from engine.pages.receipts import ReceiptPage, receipt_content, shown_section
from engine.proving.ending import REFERENCE
from engine.services.desk import Visitor
from engine.services.filling import Opened, may_remove
from engine.services.studio import previewing, walks
from engine.services.studio.copies import Copy
from engine.services.studio.previewing import Looked, NothingToShowError, Person
from engine.services.studio.walks import Key
from engine.source import Diagnostic
from engine.web.addresses import SUMMARY
from engine.web.filling.forms import Filler
from engine.web.filling.frames import draw_receipt, draw_step
from engine.web.filling.sending import removal_page, shown_next, shown_service
from engine.web.filling.showing import show_exit, show_hub, show_summary, step_parts
from engine.web.rendering import answer, go_to, render
from engine.web.security import policy_framed
from engine.web.sessions import desk, site_or_none, visitor
from engine.web.studio.editor import opened as opened_copy
from engine.web.studio.preview_links import (
    ELEMENT,
    END,
    PLACE,
    REMOVED,
    SCHEMES,
    Choice,
    PreviewLinks,
    choice_of,
)
from engine.web.studio.showing import require_author

STATIC = FilePath(__file__).resolve().parents[3] / "static"
DARK = "(prefers-color-scheme: dark)"
BROKEN = _("Line {line}: {what}.")
LAST = _("This is the last version that could be read.")
ASIDE = _(
    "This page is not open yet with these answers: it is shown by itself, with all its questions."
)
NOT_FOR = _("This person may not open this procedure: its “for” does not name their profile.")
ENDED = _("This is what a person gets at the end. Nothing was sent, nothing is kept.")
NOTHING = _("There is nothing to show yet")


@dataclass(frozen=True)
class Looking:
    """A procedure looked at by its author: as whom, how, and as far as they went."""

    name: str
    author: Visitor
    copy: Copy
    looked: Looked
    person: Person
    key: Key
    opened: Opened
    links: PreviewLinks

    def again(self, opened: Opened) -> "Looking":
        """The same, gone on."""
        return replace(self, opened=opened)


def show(name: str) -> Response:
    """The page that is asked for; where one is, when none is."""
    try:
        here = looking_at(name)
    except NothingToShowError as error:
        return framed(show_nothing(error.wrong))
    return framed(show_asked(here))


def framed(response: Response) -> Response:
    """A page that the studio may show inside its own."""
    response.headers["Content-Security-Policy"] = policy_framed()
    return response


def looking_at(name: str, *, as_last: bool = False) -> Looking:
    """The procedure as it is asked for; raises NotFoundError, NothingToShowError.

    From here on, whatever is drawn is drawn for the person who was chosen; `as_last` tells that it
    is the one as whom the author went on last.
    """
    author, copy = opened_copy(name)
    site, library = site_or_none(), desk().catalogue.library
    if site is None or author.account is None:
        raise NotFoundError(name)
    looked = looked_at(site, copy)
    procedure = looked.served.procedure
    choice, language = choice_of(request), author.language
    if as_last:
        last = walks.last_person(desk(), author.account.id, copy.path)
        choice = replace(choice, person=last)
    persons = previewing.persons_at(site, library, procedure, language)
    person = next((one for one in persons if one.id == choice.person), persons[0])
    said = said_of(looked.wrong, language)
    if not said and not previewing.may_open(procedure, person):
        said = gettext(language, NOT_FOR)
    choice = replace(choice, said=said, is_late=looked.wrong is not None)
    key = Key(author.account.id, copy.path, person.id)
    spoken = choice.language or procedure.languages[0]
    g.visitor = previewing.visitor_as(person, site, spoken)
    g.preview = choice
    g.links = links = PreviewLinks(procedure.name, name=name, choice=choice)
    found = walks.opened(desk(), looked.served, visitor(), key, now())
    return Looking(name, author, copy, looked, person, key, found, links)


def looked_at(site: Site, copy: Copy) -> Looked:
    """The text as it is, else as it last could be read."""
    try:
        return previewing.look(desk().catalogue.library, site, copy.path, copy.text)
    except NothingToShowError as error:
        return previewing.look_back(desk(), site, copy, error.wrong)


def said_of(wrong: Diagnostic | None, language: str) -> str:
    """What is said above the last good version."""
    return f"{said_at(wrong, language)} {gettext(language, LAST)}" if wrong is not None else ""


def said_at(wrong: Diagnostic, language: str) -> str:
    """What is wrong with a text, and on which line."""
    what = sentence(wrong, language).rstrip(".")
    return gettext(language, BROKEN, line=wrong.span.start.line, what=what)


def show_nothing(wrong: Diagnostic) -> Response:
    """What is wrong with a text of which nothing was ever readable."""
    language = visitor().language
    g.preview = Choice()
    page = {
        "title": gettext(language, NOTHING),
        "text": said_at(wrong, language),
    }
    return render("studio/preview_nothing.html", page)


def show_asked(here: Looking) -> Response:
    """The page of the address: a place, an element of the text, the end, else where one is."""
    asked, element = request.args.get(PLACE, ""), request.args.get(ELEMENT, "")
    journey = here.opened.journey
    if asked == END and journey.complete:
        return show_end(here)
    if asked in {SUMMARY, END}:
        return show_place(here, ())
    if asked:
        return show_path(here, tuple(asked.split("/")))
    names = names_at(here.looked.text, element, desk().catalogue.library.fragments)
    if names:
        return show_names(here, names)
    return show_place(here, journey.current)


def show_path(here: Looking, path: Path) -> Response:
    """The page of a place; by itself when it is not open."""
    try:
        place = here.opened.journey.place(path)
    except NotFoundError:
        return show_names(here, path[::2])
    item = request.args.get(REMOVED, "")
    if item and isinstance(place, HubPlace):
        return ask_removal(here, place, item)
    return show_place(here, path)


def ask_removal(here: Looking, hub: HubPlace, item: str) -> Response:
    """Ask whether to remove an item, as persons are asked."""
    language = visitor().language
    found = hub.item(item)
    if found is None or not may_remove(hub, item):
        return show_place(here, hub.path)
    words = hub.plan.group.item
    name = words.render(found.environment, language) if words else str(found.position)
    return render("filling/confirm.html", removal_page(here.links, hub.path, item, name, language))


def show_names(here: Looking, names: tuple[str, ...]) -> Response:
    """The page of a step by its name; where one is when the procedure has it no more."""
    journey = here.opened.journey
    path = path_to(journey, names)
    if path is not None:
        return show_place(here, path)
    try:
        aside, path = shown_aside(journey, names)
    except NotFoundError:
        return show_place(here, journey.current)
    return show_place(here.again(replace(here.opened, journey=aside)), path, is_aside=True)


def show_place(here: Looking, path: Path, *, is_aside: bool = False) -> Response:
    """The page of an open place; that of the summary, or the end, for ()."""
    journey = here.opened.journey
    if not path:
        if not journey.complete:
            return show_place(here, journey.current)
        return show_summary(here.opened) if journey.plan.procedure.summary else show_end(here)
    place = journey.place(path)
    said = gettext(visitor().language, ASIDE) if is_aside else None
    if isinstance(place, HubPlace):
        return show_hub(here.opened, place, said=said)
    if isinstance(place, ExitPlace):
        return show_exit(here.opened, place)
    query = request.args.get("_recherche")
    return show_step(here, place, Input(query=query) if query else NOTHING_DONE, notice=said)


def show_step(
    here: Looking,
    place: StepPlace,
    done: Input = NOTHING_DONE,
    status: int = 200,
    notice: str | None = None,
) -> Response:
    """The page of a step; with all that it can say, when that is asked for."""
    page, state, form = step_parts(here.opened, place, done)
    language = visitor().language
    if here.links.choice.errors:
        state = with_every_error(place.plan, state, language)
        page = replace(page, errors=state.lines)
    page = replace(page, notice=notice)
    filler = Filler(state, language, current_app.jinja_env)
    return answer(draw_step(page, filler.form(form)), status)


def show_end(here: Looking) -> Response:
    """The receipt that a person would get."""
    journey, site, language = here.opened.journey, here.looked.served.site, visitor().language
    g.preview = replace(here.links.choice, said=gettext(language, ENDED))
    content = receipt_content(journey, here.links, site, REFERENCE, now())
    page = ReceiptPage(
        title=gettext(language, "Acknowledgement of receipt – {title}", title=content["title"]),
        reference=REFERENCE,
        received_at=content["received_at"],
        service=shown_service(content["service"]),
        sections=tuple(shown_section(one) for one in content["sections"]),
        attestations=tuple({"text": text} for text in content["attestations"]),
        next_html=shown_next(content),
        decision=content.get("decision"),
        procedure=content["title"],
        pdf_url=here.links.end(),
        submissions_url=here.links.end(),
        mail_text=None,
        mail_failed=None,
        payment=None,
        documents=(),
    )
    return answer(draw_receipt(page), 200)


def begin_again(name: str) -> Response:
    """Forget what was answered, and begin at the first page."""
    here = looking_at(name)
    walks.begin_again(desk(), here.key)
    return framed(go_to(here.links.address()))


def style(theme: str) -> Response:
    """The style sheet of persons' pages in light or dark colours, whatever the screen prefers."""
    require_author()
    if theme not in SCHEMES:
        raise NotFoundError(theme)
    text = (STATIC / "guichet.css").read_text("utf-8")
    is_dark = SCHEMES[theme] == "dark"
    response = current_app.make_response(text.replace(DARK, "all" if is_dark else "not all"))
    response.headers["Content-Type"] = "text/css; charset=utf-8"
    response.headers["Cache-Control"] = "private, max-age=300"
    return response
