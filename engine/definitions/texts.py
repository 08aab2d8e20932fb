"""Texts that persons agree to or are told: terms of use, privacy notice. Each has its versions.

A version is a file of `forms/texts/<name>/`: `1.0.md`, or `1.0.en.md` in another language. It
begins with a head between two lines `---`, and goes on in Markdown with `{{ site.… }}`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from os.path import isfile
from pathlib import Path

from engine.definitions.definition import read_record
from engine.definitions.folder import Folder
from engine.expressions import Problem, Template, parse_template
from engine.fields import ANY, Text
from engine.i18n import marked as _
from engine.source.diagnostics import Diagnostic, Severity
from engine.source.files import Readable
from engine.source.kept import Kept
from engine.source.positions import Position, Span
from engine.source.spec import Written, spec, written

DEFAULT_LANGUAGE = "fr"
FILE = re.compile(
    r"(?P<version>[0-9A-Za-z][0-9A-Za-z-]*(?:\.[0-9]+)*)(?:\.(?P<language>[a-z]{2}))?"
)
NAME = re.compile(r"[a-z][a-z0-9-]*")
FENCE = "---"
ROOM = "texts"

BAD_HEAD, SAME_DAY, EMPTY, BAD_NAME, BAD_PLACE = "D190", "D191", "D192", "D193", "D194"


TEXTS: Kept[tuple["VersionedText | None", list[Diagnostic]]] = Kept()


@dataclass(frozen=True, kw_only=True)
class TextHead:
    """What a version of a text says of itself, between two lines `---` at its beginning."""

    title: str = spec("The title of the text")
    effective: date = spec("The first day on which it holds, in Paris, as `2026-01-15`")
    material: bool = spec(
        "`false` when the change is of form only: persons are told, not asked again", default=True
    )
    changes: str = spec("What changed since the version before, in a sentence or two", default="")
    source: Written = written()


@dataclass(frozen=True)
class TextBody:
    """A version of a text in one language."""

    title: str
    changes: str
    text: Text

    @property
    def template(self) -> Template:
        """What is said, with the places that a site fills."""
        return self.text.template(ANY)


@dataclass(frozen=True)
class TextVersion:
    """A version of a text: since when it holds, and what it says in each language."""

    name: str
    number: str
    effective: date
    material: bool
    bodies: Mapping[str, TextBody]
    source: Written

    def in_language(self, language: str) -> TextBody:
        """What it says in a language; in the first it is written in when it lacks that one."""
        return self.bodies.get(language) or next(iter(self.bodies.values()))

    def language(self, wanted: str) -> str:
        """The language that it is read in by somebody who wants that one."""
        return wanted if wanted in self.bodies else next(iter(self.bodies))


@dataclass(frozen=True)
class VersionedText:
    """A text with its versions, the oldest first."""

    name: str
    versions: tuple[TextVersion, ...]

    def version(self, number: str) -> TextVersion | None:
        """The version that bears a number."""
        return next((one for one in self.versions if one.number == number), None)


@dataclass(frozen=True)
class Part:
    """A file as it was read."""

    number: str
    language: str
    head: TextHead
    body: TextBody


def load_texts(files: Folder) -> tuple[Mapping[str, VersionedText], list[Diagnostic]]:
    """The texts of a folder by name, and everything wrong with their files."""
    found: dict[str, VersionedText] = {}
    told: list[Diagnostic] = []
    for name in files.folders(ROOM):
        place = files.path(f"{ROOM}/{name}")
        if not NAME.fullmatch(name):
            told.append(
                fault(BAD_NAME, _start(place), _("This is no name for a text: a-z, 0-9, -"))
            )
            continue
        text, wrong = _kept(place, files.files(f"{ROOM}/{name}", (".md",)))
        told.extend(wrong)
        if text is not None:
            found[name] = text
    return found, told


def with_last_good(
    before: Mapping[str, VersionedText],
    now: Mapping[str, VersionedText],
    is_there: Callable[[str], bool] = isfile,
) -> dict[str, VersionedText]:
    """The texts read now, with the versions of before whose file is there and cannot be read."""
    kept = dict(now)
    for name, text in before.items():
        read = now[name].versions if name in now else ()
        numbers, days = {one.number for one in read}, {one.effective for one in read}
        lost = [
            one
            for one in text.versions
            if one.number not in numbers and one.effective not in days
            if is_there(one.source.span.path)
        ]
        if lost:
            versions = sorted((*read, *lost), key=lambda one: one.effective)
            kept[name] = VersionedText(name, tuple(versions))
    return kept


def fault(code: str, span: Span, message: str, **values: object) -> Diagnostic:
    """An error of a text."""
    return Diagnostic(code, Severity.ERROR, span, message, values)


def _kept(folder: Path, files: Sequence[Readable]) -> tuple[VersionedText | None, list[Diagnostic]]:
    """The text of a folder: the one that was read last, when no file of it changed."""

    def read() -> tuple[VersionedText | None, list[Diagnostic]]:
        told: list[Diagnostic] = []
        versions = tuple(_versions(folder.name, files, told))
        return (VersionedText(folder.name, versions) if versions else None), told

    said = [part for file in files for part in (file.name, file.read_bytes())]
    return TEXTS.of(str(folder), tuple(said), read)


def _versions(
    name: str, files: Sequence[Readable], told: list[Diagnostic]
) -> Iterator[TextVersion]:
    """The versions of a text in the order of their days."""
    parts: dict[str, list[Part]] = {}
    for file in files:
        part = _read(file, told)
        if part is not None:
            parts.setdefault(part.number, []).append(part)
    made = [_version(name, number, found, told) for number, found in parts.items()]
    days: dict[date, TextVersion] = {}
    for version in sorted(made, key=lambda one: (one.effective, one.number)):
        if version.effective in days:
            message = _("Version {number} holds from the same day: give this one another")
            span = version.source.at("effective")
            told.append(fault(SAME_DAY, span, message, number=days[version.effective].number))
            continue
        days[version.effective] = version
        yield version


def _version(name: str, number: str, parts: Sequence[Part], told: list[Diagnostic]) -> TextVersion:
    """One version of all its languages; the default one comes first and says the day."""
    first, *others = sorted(parts, key=lambda one: one.language != DEFAULT_LANGUAGE)
    for other in others:
        if other.head.effective != first.head.effective:
            message = _("This version holds from {day} in another language")
            span = other.head.source.at("effective")
            told.append(fault(SAME_DAY, span, message, day=first.head.effective.isoformat()))
    return TextVersion(
        name=name,
        number=number,
        effective=first.head.effective,
        material=first.head.material,
        bodies={one.language: one.body for one in (first, *others)},
        source=first.head.source,
    )


def _read(path: Readable, told: list[Diagnostic]) -> Part | None:
    """A file, None when it cannot serve."""
    named = FILE.fullmatch(path.name.removesuffix(".md"))
    if named is None:
        message = _("The name of this file is no version: write “1.0.md” or “1.0.en.md”")
        told.append(fault(BAD_NAME, _start(path), message))
        return None
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        message = _("This is not UTF-8: save the file with the encoding UTF-8")
        told.append(fault("D002", _start(path), message))
        return None
    head, line, rest = _split(path, text, told)
    body = head and _body(path, head, line, rest, told)
    if not head or not body:
        return None
    return Part(named["version"], named["language"] or DEFAULT_LANGUAGE, head, body)


def _split(path: Readable, text: str, told: list[Diagnostic]) -> tuple[TextHead | None, int, str]:
    """The head of a file, the line on which its text begins, and the text."""
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if line.rstrip() == FENCE][:2]
    if len(fences) < 2 or fences[0] != 0:
        message = _("A text begins with its head: title and day between two lines “---”")
        told.append(fault(BAD_HEAD, _start(path), message))
        return None, 0, ""
    # A line in place of the fence keeps the lines of diagnostics those of the file.
    written_head = "\n" + "\n".join(lines[1 : fences[1]])
    head, found = read_record(TextHead, str(path), written_head.encode())
    told.extend(found)
    # A head with a mistake serves nobody: what it meant to say of the day is not known.
    return None if found else head, fences[1] + 2, "\n".join(lines[fences[1] + 1 :])


def _body(
    path: Readable, head: TextHead, line: int, text: str, told: list[Diagnostic]
) -> TextBody | None:
    """What a file says under its head."""
    blank = len(text) - len(text.lstrip("\n"))
    start, said = Position(line + blank, 1), text.strip()
    if not said:
        told.append(fault(EMPTY, _start(path), _("This text says nothing")))
        return None
    lines = said.split("\n")
    span = Span(str(path), start, Position(start.line + len(lines) - 1, len(lines[-1]) + 1))
    template, problems = parse_template(said, span)
    told.extend(of_problem(one) for one in problems)
    if template is None:
        return None
    return TextBody(head.title, head.changes, Text({ANY: template}, span))


def of_problem(problem: Problem) -> Diagnostic:
    """What is wrong with an expression in a text."""
    return Diagnostic(
        BAD_PLACE, Severity.ERROR, problem.span, problem.message, problem.values,
        problem.suggestion,
    )  # fmt: skip


def _start(path: Path | Readable) -> Span:
    return Span(str(path), Position(1, 1), Position(1, 1))
