"""`guichet docs`: the pages of the manual that come from the code."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from engine.cli.manual import FOLDER, HEAD, IMAGES, all_pages


@click.command("docs")
@click.option("--check", is_flag=True, help="Only say whether the pages are up to date.")
def command(check: bool) -> None:
    """Write the pages of docs/authors that come from the code.

    Example: guichet docs --check
    """
    pages = all_pages()
    late = [name for name, text in pages.items() if kept(name) != text]
    stale = stale_pages(pages)
    if check and (late or stale):
        told = ", ".join([*late, *(path.name for path in stale)])
        raise click.ClickException(f"run `guichet docs`: out of date: {told}")
    write({name: pages[name] for name in late})
    for path in stale:
        path.unlink()
    click.echo(f"{len(pages)} pages up to date.")


def kept(name: str) -> str:
    """The page as it is now, empty when there is none."""
    path = FOLDER / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def write(pages: Mapping[str, str]) -> None:
    """Write pages, by the name of their file."""
    for name, text in pages.items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def stale_pages(pages: Iterable[str]) -> list[Path]:
    """The pages that were written once and that nothing in the code makes any more."""
    made = {FOLDER / name for name in pages}
    found = [path for path in sorted(FOLDER.glob("**/*.md")) if path not in made]
    pictures = [path for path in sorted((FOLDER / IMAGES).glob("plan-*.svg")) if path not in made]
    return [one for one in found if one.read_text(encoding="utf-8").startswith(HEAD)] + pictures
