"""`guichet check`: everything wrong with definitions, with the lines it is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from engine.checks import check_library, described, sentence
from engine.cli.files import PATH, read_bytes
from engine.cli.names import forms
from engine.cli.showing import json_option, language_option, print_json
from engine.cli.words import spoken_language
from engine.definitions import Library, load_library, read_definition
from engine.definitions.library import EMPTY_PROFILE, files_of
from engine.i18n import gettext, ngettext
from engine.i18n import marked as _
from engine.services.proving import look
from engine.source import Diagnostic, Severity

ROOMS = ("procedures", "sites", "tables", "fragments")
NO_LIBRARY = Library({}, {}, {}, EMPTY_PROFILE, ())
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


@dataclass(frozen=True)
class Checked:
    """A file that was looked at, and everything wrong with it."""

    path: str
    diagnostics: tuple[Diagnostic, ...]
    # The questions that the analysis could not decide within its bound.
    undecided: int = 0


@click.command("check")
@click.argument("paths", nargs=-1, type=PATH)
@json_option
@language_option
@click.option("--quick", is_flag=True, help="Leave out the analysis of all ways.")
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[Path, ...],
    as_json: bool,
    language: str | None,
    quick: bool,
) -> None:
    """Tell everything wrong with definitions: files, or folders as `forms` (when none is given).

    A definition without error is analysed as a whole, over all its ways: what is never reached,
    where nobody passes. It ends with 1 when there is an error, with 0 when there are warnings only.

    Example: guichet check forms/procedures/depot-de-documents.yaml
    """
    checked = list(check_paths(paths or (forms(),), quick=quick))
    spoken = language or spoken_language()
    if as_json:
        found = [as_record(one, spoken) for each in checked for one in each.diagnostics]
        print_json(found)
    else:
        for each in checked:
            show(each, spoken)
        click.echo(summary(checked, spoken))
        say_undecided(sum(one.undecided for one in checked), spoken)
    context.exit(int(count(checked, Severity.ERROR) > 0))


def check_paths(paths: Iterable[Path], *, quick: bool = True) -> Iterator[Checked]:
    """Each file under `paths`, once, with what is wrong with it."""
    seen: set[Path] = set()
    for path in paths:
        for checked in check_path(path, quick=quick):
            real = Path(checked.path).resolve()
            if real not in seen:
                seen.add(real)
                yield checked


def check_path(path: Path, *, quick: bool) -> Iterator[Checked]:
    """A file; a library, as `forms`; or the definitions in another folder."""
    if not path.is_dir():
        yield from check_file(path, quick=quick)
    elif any((path / room).is_dir() for room in ROOMS):
        yield from check_folder(path, quick=quick)
    else:
        for each in files_of(path):
            yield from check_file(each, quick=quick)


def check_folder(folder: Path, *, quick: bool) -> Iterator[Checked]:
    """Every file of a library."""
    library = load_library(folder)
    told = (*library.diagnostics, *check_library(library))
    for path in paths_beside(folder, told):
        yield Checked(path, about(path, told))
    elsewhere: dict[tuple[object, ...], Diagnostic] = {}
    for path, definition in library.definitions.items():
        found, undecided = look(definition, library, quick=quick)
        others = (one for one in found if one.span.path != path)
        elsewhere.update({(one.span, one.code, one.message): one for one in others})
        yield Checked(path, (*about(path, told), *about(path, found)), undecided)
    for path in map(str, files_of(folder / "fragments")):
        yield Checked(path, about(path, (*told, *elsewhere.values())))


def check_file(path: Path, *, quick: bool = True) -> Iterator[Checked]:
    """One file, beside the library that holds it when one does."""
    folder = path.parent.parent if path.parent.name in ROOMS else None
    if path.name == "profile.yaml":
        folder = path.parent
    if folder is not None and path.parent.name != "procedures":
        yield from (each for each in check_folder(folder, quick=quick) if each.path == str(path))
        return
    library = load_library(folder) if folder is not None else NO_LIBRARY
    definition = read_definition(str(path), read_bytes(path), library.fragments)
    told = about(str(path), check_library(library))
    found, undecided = look(definition, library, quick=quick)
    yield Checked(str(path), (*told, *about(str(path), found)), undecided)
    for other in sorted({one.span.path for one in found} - {str(path)}):
        yield Checked(other, about(other, found))


def say_undecided(number: int, language: str) -> None:
    """Say how much the analysis could not decide, when there is any."""
    if number:
        questions = ngettext(language, _("{n} question"), _("{n} questions"), number)
        message = _("The analysis left {questions} undecided: they take too long.")
        click.echo(gettext(language, message, questions=questions))


def paths_beside(folder: Path, told: Iterable[Diagnostic]) -> list[str]:
    """The files of a library that are not definitions, and others that something is said of."""
    profile = [folder / "profile.yaml"] if (folder / "profile.yaml").exists() else []
    files = [*profile, *files_of(folder / "sites"), *(folder / "tables").glob("*.*")]
    others = {each.span.path for each in told}
    return sorted({path for path in {*map(str, files), *others} if not is_definition(path)})


def is_definition(path: str) -> bool:
    """Whether the file stands among the procedures, or the fragments that they use."""
    return Path(path).parent.name in {"procedures", "fragments"}


def about(path: str, told: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What is said of one file."""
    return tuple(each for each in told if each.span.path == path)


def show(checked: Checked, language: str) -> None:
    """Print what is wrong with a file."""
    path = Path(checked.path)
    text = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
    for diagnostic in checked.diagnostics:
        first, *rest = described(diagnostic, text, language).split("\n")
        told = [click.style(first, bold=True)]
        for line in rest:
            is_pointer = set(line.strip()) == {"^"}
            told.append(click.style(line, fg=COLOURS[diagnostic.severity]) if is_pointer else line)
        click.echo("\n".join([*told, ""]))


def summary(checked: list[Checked], language: str) -> str:
    """How many files were looked at, how many errors and warnings they have."""
    files, errors = len(checked), count(checked, Severity.ERROR)
    warnings = count(checked, Severity.WARNING)
    return gettext(
        language,
        _("{files}: {errors}, {warnings}."),
        files=ngettext(language, _("{n} file checked"), _("{n} files checked"), files),
        errors=ngettext(language, _("{n} error"), _("{n} errors"), errors),
        warnings=ngettext(language, _("{n} warning"), _("{n} warnings"), warnings),
    )


def count(checked: list[Checked], severity: Severity) -> int:
    """How many diagnostics of this severity there are."""
    return sum(one.severity is severity for each in checked for one in each.diagnostics)


def as_record(diagnostic: Diagnostic, language: str) -> dict[str, object]:
    """A diagnostic for machines."""
    start = diagnostic.span.start
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "path": diagnostic.span.path,
        "line": start.line,
        "column": start.column,
        "message": sentence(diagnostic, language),
        "suggestion": diagnostic.suggestion,
    }
