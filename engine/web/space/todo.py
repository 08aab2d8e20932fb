"""What waits for a person, in words: each a line with one thing to do."""

from collections.abc import Iterator

from engine.blocks import Line, Link
from engine.i18n import format_money, gettext, ngettext
from engine.i18n import marked as _
from engine.pages.others import DraftLine
from engine.services.paying import ADDRESS
from engine.services.tasks import Tasks
from engine.web.filling.starting import draft_line


def task_rows(tasks: Tasks, language: str) -> list[Line]:
    """The tasks, the most pressing first."""
    return [
        *messages(tasks, language),
        *dues(tasks, language),
        *awaited(tasks, language),
        *drafts(tasks, language),
        *others(tasks, language),
    ]


def messages(tasks: Tasks, language: str) -> Iterator[Line]:
    """The messages to read."""
    if tasks.unread:
        one, many = _("{n} message to read"), _("{n} messages to read")
        yield Line(
            title=ngettext(language, one, many, tasks.unread),
            orders=(Link(gettext(language, "Read my messages"), "/mes-messages"),),
        )


def dues(tasks: Tasks, language: str) -> Iterator[Line]:
    """What is to be paid."""
    for due in tasks.dues:
        amount = format_money(due.amount, language)
        yield Line(
            title=gettext(language, "To pay: {amount}", amount=amount),
            facts=(due.label, gettext(language, "Reference {reference}", reference=due.submission)),
            orders=(
                Link(
                    gettext(language, "Pay {amount}", amount=amount),
                    f"{ADDRESS}{due.submission}",
                    due.label,
                ),
            ),
        )


def awaited(tasks: Tasks, language: str) -> Iterator[Line]:
    """What is to be sent for the month that is over."""
    for one in tasks.awaited:
        yield Line(
            title=one.title,
            facts=(gettext(language, "Late"),) if one.late else (),
            orders=(Link(gettext(language, "Start"), one.url, one.title),),
        )


def drafts(tasks: Tasks, language: str) -> Iterator[Line]:
    """The drafts to finish."""
    for opened in tasks.drafts:
        yield draft_row(draft_line(opened), language)


def draft_row(draft: DraftLine, language: str) -> Line:
    """A draft, with the way back to it."""
    resume = gettext(language, "Resume my submission")
    return Line(
        title=draft.title,
        facts=(gettext(language, "Last change: {when}", when=draft.changed_at), draft.until),
        orders=(Link(resume, draft.url, f"{draft.title}, {draft.changed_at}"),),
    )


def others(tasks: Tasks, language: str) -> Iterator[Line]:
    """The requests that wait for an answer, the texts that changed."""
    if tasks.requests:
        one, many = _("{n} request waits for an answer"), _("{n} requests wait for an answer")
        yield Line(
            title=ngettext(language, one, many, tasks.requests),
            facts=(gettext(language, "The service examines it. You have nothing to do."),),
            orders=(Link(gettext(language, "Follow my requests"), "/mes-demandes"),),
        )
    for text in tasks.texts:
        yield Line(
            title=gettext(language, "New version: {title}", title=text.body.title),
            facts=(gettext(language, "What you agreed to still holds."),),
            orders=(Link(gettext(language, "Read it"), f"/textes/{text.name}", text.body.title),),
        )
