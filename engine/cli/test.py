"""`guichet test`: the tests of definitions, and what they leave unseen."""

import time
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from engine.checks import described, sentence
from engine.cli.check import COLOURS, NO_LIBRARY, ROOMS
from engine.cli.files import PATH, read_bytes, write_text
from engine.cli.junit import junit
from engine.cli.names import forms
from engine.cli.showing import json_option, language_option, print_json, progress
from engine.cli.words import say, spoken_language
from engine.definitions import load_library, read_definition
from engine.definitions.library import files_of
from engine.errors import NotFoundError
from engine.i18n import gettext, ngettext
from engine.i18n import marked as _
from engine.services.testing import Report, Work, reports
from engine.source import Diagnostic

NAMES = {"branches": _("branches"), "options": _("options"), "checks": _("checks")}


@click.command("test")
@click.argument("paths", nargs=-1, type=PATH)
@click.option("-k", "words", default="", help="Only tests and procedures with this in their names.")
@click.option("--coverage", is_flag=True, help="Tell what no test shows.")
@click.option(
    "--junit",
    "junit_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a report in the form of JUnit there.",
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=None, help="In so many processes at once."
)
@click.option(
    "--from",
    "reference",
    default="",
    help="Print a test made from what was sent under this reference, its personal data replaced.",
)
@json_option
@language_option
@click.pass_context
def command(context: click.Context, /, paths: tuple[Path, ...], **asked: Any) -> None:
    """Run the tests of definitions: files, or folders as `forms` (when none is given).

    It ends with 1 when a test fails, or when a definition has errors.

    Example: guichet test --coverage forms/procedures/depot-de-documents.yaml
    """
    if asked["reference"]:
        click.echo(made(asked["reference"]), nl=False)
        return
    begun = time.perf_counter()
    language = asked["language"] or spoken_language()
    work = list(work_in(paths or (forms(),), asked["words"]))
    with (
        progress(work, say(_("Testing"))) as each,
        reports(work, asked["jobs"] or 0) as told,
    ):
        found = [one for _work, one in zip(each, told, strict=False)]
    seconds = time.perf_counter() - begun
    if asked["junit_path"] is not None:
        write_text(asked["junit_path"], junit(found, language))
    if asked["as_json"]:
        print_json([as_record(one, language) for one in found])
    else:
        show(found, language, seconds, coverage=asked["coverage"])
    context.exit(int(not all(one.is_right for one in found)))


def made(reference: str) -> str:
    """The text of a test made from a submission; ends the command when there can be none."""
    making = import_module("engine.services.making")
    opening = import_module("engine.services.opening")
    desk = opening.open_desk(import_module("engine.cli.settings").read_settings())
    try:
        text: str = making.made_from(desk, reference)
    except NotFoundError as error:
        message = _("Nothing was sent under the reference {reference}.")
        raise click.ClickException(say(message, reference=reference)) from error
    except making.CannotMakeError as error:
        message = _("No test goes the same way once these answers are replaced: {names}.")
        raise click.ClickException(say(message, names=error)) from error
    finally:
        desk.database.close()
    return text


def work_in(paths: Iterable[Path], words: str) -> Iterator[Work]:
    """The definitions under these paths, each once, whose tests are to be run."""
    seen: set[Path] = set()
    for path in paths:
        for work in work_at(path, words):
            real = Path(work.definition.path).resolve()
            if real not in seen and (work.count or not words):
                seen.add(real)
                yield work


def work_at(path: Path, words: str) -> Iterator[Work]:
    """The definition in a file, those of a library, or those of another folder."""
    if path.is_dir() and any((path / room).is_dir() for room in ROOMS):
        library = load_library(path)
        for definition in library.definitions.values():
            yield Work(definition, library, words)
        return
    for each in files_of(path) if path.is_dir() else [path]:
        folder = each.parent.parent if each.parent.name == "procedures" else None
        library = NO_LIBRARY if folder is None else load_library(folder)
        definition = read_definition(str(each), read_bytes(each), library.fragments)
        yield Work(definition, library, words)


def show(found: Sequence[Report], language: str, seconds: float, *, coverage: bool) -> None:
    """Print what fails, what is not seen, and the whole in a line."""
    for report in found:
        text = Path(report.path).read_text("utf-8", "replace")
        if report.errors:
            message = _("{path}: not tested, it has errors; `guichet check` tells them")
            click.secho(gettext(language, message, path=report.path), bold=True)
        for one in (each for test in report.tests for each in test.failures):
            show_one(one, text, language)
        if coverage and not report.errors:
            show_coverage(report, text, language)
    click.echo(summary(found, language, seconds))


def show_one(diagnostic: Diagnostic, text: str, language: str) -> None:
    """Print a diagnostic with the line it is about."""
    first, *rest = described(diagnostic, text, language).split("\n")
    click.secho(first, bold=True)
    for line in rest:
        is_pointer = set(line.strip()) == {"^"}
        click.secho(line, fg=COLOURS[diagnostic.severity] if is_pointer else None)
    click.echo()


def show_coverage(report: Report, text: str, language: str) -> None:
    """Print how much of a procedure its tests show, and what they do not."""
    for one in report.unseen:
        place = f"{one.span.path}:{one.span.start.line}:{one.span.start.column}"
        click.echo(f"{place}  {sentence(one, language)}")
    told = [
        f"{gettext(language, NAMES[name])} {one.seen}/{one.of} ({one.percent} %)"
        for name, one in report.figures.items()
    ]
    tests = ngettext(language, _("{n} test"), _("{n} tests"), len(report.tests))
    click.secho(f"{report.path}: {tests}; {', '.join(told)}", bold=True)
    del text


def summary(found: Sequence[Report], language: str, seconds: float) -> str:
    """How many tests were run, how many fail."""
    tests = [test for one in found for test in one.tests]
    wrong = sum(bool(one.failures) for one in tests)
    return gettext(
        language,
        _("{tests}, {failures}, in {seconds} s."),
        tests=ngettext(language, _("{n} test"), _("{n} tests"), len(tests)),
        failures=ngettext(language, _("{n} failure"), _("{n} failures"), wrong),
        seconds=f"{seconds:.1f}",
    )


def as_record(report: Report, language: str) -> dict[str, Any]:
    """A report for programs; `seen` and `missing` are the points of coverage."""
    return {
        "path": report.path,
        "procedure": report.procedure,
        "errors": report.errors,
        "tests": [
            {
                "name": one.name,
                "line": one.line,
                "column": one.column,
                "passed": not one.failures,
                "seconds": round(one.seconds, 4),
                "failures": [told(each, language) for each in one.failures],
            }
            for one in report.tests
        ],
        "coverage": {
            name: {"seen": one.seen, "of": one.of, "percent": one.percent}
            for name, one in report.figures.items()
        },
        "seen": list(report.seen),
        "missing": [
            {**point, **told(one, language)}
            for point, one in zip(report.missing, report.unseen, strict=False)
        ],
    }


def told(diagnostic: Diagnostic, language: str) -> dict[str, Any]:
    """Where something is, and what is said of it."""
    start = diagnostic.span.start
    return {
        "path": diagnostic.span.path,
        "line": start.line,
        "column": start.column,
        "message": sentence(diagnostic, language),
    }
