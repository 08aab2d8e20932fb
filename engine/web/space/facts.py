"""What blocks show, taken from the services when a block asks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.blocks import Contact, Line, Link, Row, Target
from engine.definitions import ANYONE, SIGNED_IN, Site
from engine.errors import NotFoundError
from engine.expressions import Value
from engine.expressions.texts import Text
from engine.i18n import format_date, gettext, ngettext
from engine.i18n import marked as _
from engine.pages.markdown import in_markdown
from engine.services import filling, paying, submitting, touring
from engine.services.catalogue import Served
from engine.services.desk import PARIS, Desk, Visitor
from engine.services.tasks import tasks_of, unread
from engine.web.filling.sending import submission_line
from engine.web.filling.starting import draft_line
from engine.web.rendering import profile_label
from engine.web.space.paperwork import all_documents
from engine.web.space.todo import draft_row, task_rows


@dataclass(frozen=True)
class SpaceFacts:
    """The facts of a site for one visitor, at one moment."""

    desk: Desk
    visitor: Visitor
    site: Site
    environment: Mapping[str, Value]
    now: datetime

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.visitor.language

    def say(self, message: str, **values: object) -> str:
        """One of our sentences."""
        return gettext(self.language, message, **values)

    def count(self, one: str, many: str, n: int) -> str:
        """One of our sentences on `n` things."""
        return ngettext(self.language, one, many, n)

    def text(self, text: Text, row: Row | None = None) -> str:
        """A text of an author, which may read a row."""
        known = self.environment if row is None else {**self.environment, "row": dict(row)}
        return text.render(known, self.language)

    def html(self, text: Text) -> str:
        """A text of an author in Markdown, as HTML."""
        return in_markdown(text, self.environment, self.language)

    def contact(self) -> Contact:
        """Who answers for the site."""
        one = self.site.service
        return Contact(one.name, one.address, one.email, one.phone, one.hours)

    def news(self) -> Sequence[Line]:
        """The news that are still new, the last first."""
        day = self.now.astimezone(PARIS).date()
        shown = [one for one in self.site.news if one.is_shown(day)]
        return [
            Line(
                title=self.text(one.title),
                url=f"/actualites#{one.name}",
                facts=(format_date(one.day, self.language),),
                html=self.html(one.text),
            )
            for one in sorted(shown, key=lambda one: one.day, reverse=True)
        ]

    def tasks(self) -> Sequence[Line]:
        """What waits for the person."""
        return task_rows(tasks_of(self.desk, self.visitor, self.now), self.language)

    def procedures(self, names: Sequence[str]) -> Sequence[Line]:
        """The procedures that the person may open: those named, else all that are offered."""
        offered = self.desk.catalogue.names(self.site.name)
        found = (self.open_procedure(name) for name in names or offered if name in offered)
        wanted = [one for one in found if one and (names or one.procedure.nature != "compte")]
        return [self.procedure_line(one) for one in wanted]

    def open_procedure(self, name: str) -> Served | None:
        """A procedure that the person may open, or could after signing in."""
        try:
            served = self.desk.catalogue.current(name, self.site.name)
        except NotFoundError:
            return None
        account, audience = self.visitor.account, served.procedure.audience
        meant = {account.profile, ANYONE, SIGNED_IN} if account else set(audience)
        return served if meant & set(audience) else None

    def procedure_line(self, served: Served) -> Line:
        """A procedure, with a way to start it."""
        procedure = served.procedure
        title = procedure.title.render({}, self.language)
        start = Link(self.say(_("Start")), f"/demarches/{procedure.name}", title)
        return Line(title=title, facts=self.audience(procedure.audience), orders=(start,))

    def audience(self, profiles: Sequence[str]) -> tuple[str, ...]:
        """For whom a procedure is; nothing to somebody who may open it."""
        if self.visitor.account is not None:
            return ()
        if SIGNED_IN in profiles:
            return (self.say(_("With an account: you sign in first.")),)
        meant = [profile_label(one, self.language, self.site) for one in profiles if one != ANYONE]
        if not meant:
            return (self.say(_("Open to anyone, without an account.")),)
        return (self.say(_("For: {profiles}. You sign in first."), profiles=", ".join(meant)),)

    def drafts(self) -> Sequence[Line]:
        """What the person has begun and not sent."""
        opened = filling.open_drafts(self.desk, self.visitor, self.now)
        return [draft_row(draft_line(one), self.language) for one in opened]

    def submissions(self) -> Sequence[Line]:
        """What the person has sent, the last first."""
        dues = paying.dues(self.desk, self.visitor)
        sent = (
            submission_line(one, dues.get(one.reference))
            for one in submitting.all_sent(self.desk, self.visitor)
        )
        return [
            Line(
                title=one.title,
                url=one.url,
                facts=(
                    self.say(_("Reference {reference}"), reference=one.reference),
                    self.say(_("Received on {when}"), when=one.received_at),
                    *([one.payment] if one.payment else []),
                ),
                orders=(Link(self.say(_("Receipt (PDF)")), one.pdf_url, one.reference),),
            )
            for one in sent
        ]

    def documents(self) -> Sequence[Line]:
        """The documents that are there for the person."""
        return all_documents(self, self.desk, self.visitor, self.site)

    def stops(self) -> Sequence[Line]:
        """The stops of the guided tour; the way is that of a stop to what it shows."""
        return [
            Line(title=self.text(one.title), html=self.html(one.text)) for one in self.site.tour
        ]

    def is_tour_done(self) -> bool:
        """Whether the tour is no longer proposed to the person."""
        return touring.is_done(self.visitor)

    def tutorials(self) -> Sequence[Line]:
        """The tutorials of the site."""
        return [
            Line(
                title=self.text(one.title),
                url=f"/tutoriels/{one.name}",
                facts=(self.text(one.summary),) if one.summary else (),
            )
            for one in self.site.tutorials
        ]

    def unread(self) -> int:
        """How many messages the person has not read."""
        return unread(self.desk, self.visitor)

    def records(self, name: str) -> Sequence[Row]:
        """A list of the person's profile; a single record is a list of one."""
        profile: Any = self.environment["profile"]
        known = profile.get(name)
        found = known if isinstance(known, list) else [known]
        return [one for one in found if isinstance(one, Mapping) and one]

    def link(self, label: str, target: Target) -> Link | None:
        """Where a target leads, None when the person cannot go there."""
        text = self.text(target.text) if target.text else ""
        if target.procedure:
            served = self.open_procedure(target.procedure)
            return Link(label, f"/demarches/{target.procedure}", text=text) if served else None
        if target.page:
            known = any(one.name == target.page for one in self.site.pages)
            return Link(label, f"/espace/{target.page}", text=text) if known else None
        return Link(label, target.url, text=text)
