"""`guichet communes`: the table of communes, from the official files."""

import os
from collections.abc import Iterable
from pathlib import Path

import click

from engine.checks import sentence
from engine.cli.words import spoken_language
from engine.i18n import gettext, ngettext
from engine.i18n import marked as _
from engine.source import Diagnostic
from engine.tables.communes import Commune, as_csv, read_communes, read_names

TABLE = "communes.csv"
DESCRIPTION = """\
# The communes of France, for fields of the type `commune`. Written by `guichet communes`.
# Sources: La Poste, base officielle des codes postaux; INSEE, code officiel géographique.
# Both are under the Licence Ouverte 2.0 (Etalab).
table: communes
title: Communes de France
key: code
label: nom
search: [nom, codes_postaux]
columns:
  code: {type: text, help: The code of the INSEE}
  nom: text
  departement: {type: text, help: The number of the département}
  codes_postaux: {type: texts, help: Its postcodes}
"""
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("communes")
@click.argument("file", type=FILE)
@click.option(
    "--names", type=FILE, help="The file of communes of the INSEE, for names with their accents."
)
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of tables; that of FORMS when nothing is said.",
)
@click.pass_context
def command(context: click.Context, file: Path, names: Path | None, into: Path | None) -> None:
    """Write the table of communes from the official file of postcodes of La Poste.

    Its columns may stand in any order, between `;`, `,` or tabs, in UTF-8 or in Windows-1252.
    When a line is wrong nothing is written, and each wrong line is told.

    Example: guichet communes 019HexaSmal.csv --names v_commune_2026.csv
    """
    language = spoken_language()
    known, told = read_names(str(names), names.read_bytes()) if names else ({}, [])
    communes, wrong = read_communes(str(file), file.read_bytes(), known)
    told += wrong
    if told:
        tell(told, language)
        context.exit(1)
    folder = into or Path(os.environ.get("FORMS", "forms")) / "tables"
    write(folder, communes)
    said = ngettext(language, _("{n} commune written."), _("{n} communes written."), len(communes))
    click.echo(said)


def tell(told: Iterable[Diagnostic], language: str) -> None:
    """Each wrong line, where it stands."""
    for one in told:
        place = f"{one.span.path}:{one.span.start.line}:{one.span.start.column}"
        click.echo(f"{place}: {sentence(one, language)}", err=True)
    click.echo(gettext(language, _("Nothing was written.")), err=True)


def write(folder: Path, communes: list[Commune]) -> None:
    """Write the table and what describes it, one file put in place of the other at once."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ((TABLE, as_csv(communes)), ("communes.yaml", DESCRIPTION)):
        fresh = folder / f".{name}.new"
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(folder / name)
