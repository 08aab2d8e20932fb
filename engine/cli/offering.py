"""A procedure added to those that a site offers; the rest of its file stays as it is."""

from pathlib import Path

import click

from engine.cli.files import read_text, write_text
from engine.cli.words import say
from engine.definitions import Site
from engine.definitions.definition import read_site
from engine.definitions.library import files_of
from engine.i18n import marked as _
from engine.source import read
from engine.source.nodes import Mapping, Scalar, Sequence


def sites_of(folder: Path) -> dict[str, tuple[Path, Site]]:
    """The sites of a folder of definitions that can be read, by name."""
    found = {}
    for path in files_of(folder / "sites"):
        site, _told, _wrong = read_site(str(path), path.read_bytes())
        if site is not None:
            found[site.name] = path, site
    return found


def offer(path: Path, procedure: str) -> None:
    """Add a procedure to `procedures:` of a site; nothing to do when it offers all of them.

    Ends the command with a sentence when that cannot be done by adding a line.
    """
    text = read_text(path)
    before, _told, _wrong = read_site(str(path), text.encode())
    if before is None or not before.procedures or procedure in before.procedures:
        return
    added = with_procedure(text, procedure)
    after, told, _wrong = read_site(str(path), added.encode())
    if after is None or told or after.procedures != (*before.procedures, procedure):
        message = _("{path}: add “{name}” to `procedures:` yourself.")
        raise click.ClickException(say(message, path=path, name=procedure))
    write_text(path, added)


def with_procedure(text: str, procedure: str) -> str:
    """The text of a site with one procedure more at the end of its list."""
    root, _told = read("", text.encode())
    listed = root.get("procedures") if isinstance(root, Mapping) else None
    if isinstance(listed, Scalar):
        return put(text, listed.span.end.line, listed.span.end.column, f", {procedure}]", listed)
    if not isinstance(listed, Sequence) or not listed.items:
        return text
    last = listed.items[-1].span.end
    lines = text.splitlines(keepends=True)
    is_flow = lines[listed.span.start.line - 1][listed.span.start.column - 1] == "["
    if is_flow:
        return put(text, last.line, last.column, f", {procedure}")
    start = listed.items[-1].span.start
    dash = lines[start.line - 1][: start.column - 1].rstrip().removesuffix("-")
    line = lines[last.line - 1]
    ending = "\r\n" if line.endswith("\r\n") else "\n"
    if not line.endswith("\n"):
        lines[last.line - 1] = f"{line}{ending}"
    lines.insert(last.line, f"{dash}- {procedure}{ending}")
    return "".join(lines)


def put(text: str, line: int, column: int, added: str, before: Scalar | None = None) -> str:
    """The text with `added` at a place; a bracket is opened in front of a text alone."""
    lines = text.splitlines(keepends=True)
    told = lines[line - 1]
    if before is not None:
        start = before.span.start.column - 1
        told = f"{told[:start]}[{told[start:]}"
        column += 1
    quote = told[column - 1 : column] if told[column - 1 : column] in {'"', "'"} else ""
    at = column - 1 + len(quote)
    lines[line - 1] = f"{told[:at]}{added}{told[at:]}"
    return "".join(lines)
