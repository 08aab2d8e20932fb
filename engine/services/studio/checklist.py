"""What is to be looked at before a text is published: each point with its state, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from engine.checks import sentence
from engine.database import documents, publications, working_copies
from engine.database.documents import hash_of
from engine.i18n import format_datetime, gettext, ngettext
from engine.i18n import marked as _
from engine.services.studio.copies import Copy
from engine.services.studio.subjects import Subject, copies_read
from engine.services.studio.versions import disk_text
from engine.source import Diagnostic, Severity

# All is well; it blocks; it is told; it is not looked at yet.
State = Literal["right", "wrong", "told", "waits"]
RIGHT: State = "right"
WRONG: State = "wrong"
TOLD: State = "told"
WAITS: State = "waits"
TRANSLATION = frozenset({"D405"})
# What the law wants on a receipt, or of personal data.
LAW = frozenset({"D501", "D502", "D503", "D504", "D508", "D510", "D530"})
DETAILS_MOST = 50


@dataclass(frozen=True)
class Detail:
    """A line under a point: where it is in the text when it is a matter of a line."""

    text: str
    line: int = 0
    path: str = ""


@dataclass(frozen=True)
class Point:
    """One thing to look at: how it stands, in a sentence, and what there is to see."""

    name: str
    state: State
    said: str
    details: tuple[Detail, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether nothing can be published as it stands."""
        return self.state == WRONG


def of_mistakes(subject: Subject) -> Point:
    """What the local rules find, but for what has a point of its own."""
    found = without(subject.diagnostics(), TRANSLATION | LAW)
    return of_diagnostics("mistakes", found, subject, gettext(subject.language, _("No mistake.")))


def of_translations(subject: Subject) -> Point:
    """Whether each text is in all the languages of the procedure."""
    language = subject.language
    procedure = subject.definition.procedure if subject.definition else None
    lacking = [one for one in subject.diagnostics() if one.code in TRANSLATION]
    if lacking:
        said = ngettext(
            language, _("{n} text is not in all the languages."),
            _("{n} texts are not in all the languages."), len(lacking),
        )  # fmt: skip
        return Point("translations", TOLD, said, details_of(lacking, subject))
    languages = ", ".join(procedure.languages) if procedure else ""
    message = _("All the texts are there ({languages}).")
    return Point("translations", RIGHT, gettext(language, message, languages=languages))


def of_law(subject: Subject) -> Point:
    """Whether the receipt can say what the law wants, and personal data are accounted for."""
    found = [one for one in subject.diagnostics() if one.code in LAW]
    fine = gettext(subject.language, _("The receipt says what the law wants."))
    return of_diagnostics("law", found, subject, fine)


def of_files(subject: Subject) -> Point | None:
    """The fragments and tables that it reads and that were changed without being published."""
    waiting = [
        one
        for one in copies_read(subject.desk, subject.who, subject.path, subject.text)
        if one.path not in subject.files
    ]
    if not waiting:
        return None
    said = ngettext(
        subject.language, _("{n} file that it reads was changed and is not published."),
        _("{n} files that it reads were changed and are not published."), len(waiting),
    )  # fmt: skip
    return Point("files", TOLD, said, tuple(Detail(one.path, path=one.path) for one in waiting))


def of_sites(subject: Subject) -> Point | None:
    """The sites that offer the procedure: this one, and others."""
    if subject.definition is None:
        return None
    language, here = subject.language, subject.who.site
    names = {one.name: one.title for one in subject.sites()}
    others = tuple(Detail(title) for name, title in sorted(names.items()) if name != here)
    if here not in names:
        said = gettext(language, _("Your site does not offer this procedure: nobody will see it."))
        return Point("sites", TOLD, said, others)
    if others:
        said = ngettext(
            language, _("{n} other site offers this procedure, and will serve the new text too."),
            _("{n} other sites offer this procedure, and will serve the new text too."),
            len(others),
        )  # fmt: skip
        return Point("sites", TOLD, said, others)
    return Point("sites", RIGHT, gettext(language, _("Your site offers it, and no other does.")))


@dataclass(frozen=True)
class Apart:
    """Where a text and what it began from went apart: on the disk, or in the site."""

    disk: bool = False
    published: bool = False


def apart(subject: Subject, copy: Copy) -> Apart:
    """Whether the file of the disk, or the published text, changed while a copy was written."""
    desk, path = subject.desk, copy.path
    document = documents.find(desk.database, path)
    disk = hash_of(disk_text(desk, path))
    kept = working_copies.find(desk.database, path)
    moved = kept is not None and kept.base_hash != copy.base_hash
    same = hash_of(copy.text) == copy.base_hash
    return Apart(
        disk=document is not None and disk not in {document.disk_hash, document.hash},
        published=moved and not same,
    )


def of_disk(subject: Subject, copy: Copy) -> Point | None:
    """Whether the file changed on the disk, or was published by somebody else, meanwhile."""
    found = apart(subject, copy)
    if found.disk:
        message = _("The file of the disk changed since it was published here: choose one of them.")
        return Point("disk", WRONG, gettext(subject.language, message))
    if found.published:
        message = _("Another text was published since this copy was begun: choose one of them.")
        return Point("disk", WRONG, gettext(subject.language, message))
    return None


def wants_reader(subject: Subject) -> bool:
    """Whether a site that it concerns asks for two pairs of eyes."""
    return any(one.studio.approval for one in subject.sites())


def approval_of(subject: Subject) -> publications.Publication | None:
    """The last time that somebody was asked to read these very texts, cancelled or not."""
    for one in publications.list_of(subject.desk.database, subject.path):
        if one.whole_hash == subject.whole_hash and not one.cancelled_at and not one.failed_at:
            return one
    return None


def of_reader(subject: Subject) -> Point | None:
    """Whether somebody else read these very texts, where a site asks for it."""
    if not wants_reader(subject):
        return None
    language, asked = subject.language, approval_of(subject)
    if asked is None:
        message = _("Somebody else must read this text before it is published: ask for it.")
        return Point("reader", WRONG, gettext(language, message))
    if asked.approved_at is None:
        message = _("{name} asked on {at} for somebody else to read this text.")
        at = format_datetime(asked.asked_at, language)
        return Point("reader", WRONG, gettext(language, message, name=asked.asked_name, at=at))
    message = _("{name} approved this text on {at}.")
    at = format_datetime(asked.approved_at, language)
    return Point("reader", RIGHT, gettext(language, message, name=asked.approved_name, at=at))


def quick_points(subject: Subject, copy: Copy) -> Iterator[Point]:
    """The points that take no time."""
    yield of_mistakes(subject)
    if subject.definition is not None:
        yield of_translations(subject)
        yield of_law(subject)
    for point in (of_files(subject), of_sites(subject), of_disk(subject, copy), of_reader(subject)):
        if point is not None:
            yield point


def of_diagnostics(
    name: str, found: Iterable[Diagnostic], subject: Subject, fine: str, *, blocks: bool = True
) -> Point:
    """A point that says how much is wrong: errors block, warnings are told."""
    every = sorted(found, key=lambda one: one.severity is not Severity.ERROR)
    errors = sum(one.severity is Severity.ERROR for one in every)
    if not every:
        return Point(name, RIGHT, fine)
    said = []
    if errors:
        said.append(ngettext(subject.language, "{n} mistake", "{n} mistakes", errors))
    if len(every) > errors:
        left = len(every) - errors
        said.append(ngettext(subject.language, "{n} warning", "{n} warnings", left))
    state = WRONG if errors and blocks else TOLD
    return Point(name, state, f"{', '.join(said)}.", details_of(every, subject))


def details_of(found: Iterable[Diagnostic], subject: Subject) -> tuple[Detail, ...]:
    """What is wrong, each in a sentence with its line."""
    files = subject.desk.catalogue.files
    told = [
        Detail(sentence(one, subject.language), one.span.start.line, files.name_of(one.span.path))
        for one in found
    ]
    return tuple(told[:DETAILS_MOST])


def without(found: Iterable[Diagnostic], codes: frozenset[str]) -> list[Diagnostic]:
    """What is wrong, but for some codes."""
    return [one for one in found if one.code not in codes]
