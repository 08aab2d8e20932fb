"""`guichet new`: a procedure written from the answers to a few questions."""

from pathlib import Path

import click

from engine.checks import check_definition, described
from engine.cli import offering
from engine.cli.files import FOLDER, refused
from engine.cli.interviewing import Interview, Said
from engine.cli.names import forms, names
from engine.cli.words import say, spoken_language
from engine.definitions import load_library, read_definition
from engine.editing.drafting import text_of
from engine.i18n import marked as _

ASKED = "'LABEL: TYPE'"


@click.command("new")
@click.option("--title", help="Its title; the other questions are asked when nothing else is said.")
@click.option("--name", help="Its name in addresses; made from the title when nothing is said.")
@click.option(
    "--for", "audience", multiple=True, help="Whom it is for: `anyone`, `account`, a profile."
)
@click.option("--nature", help="What it is in law: depot, declaration or demande.")
@click.option(
    "--ask", "questions", multiple=True, metavar=ASKED, help="A question, the type of its answer."
)
@click.option("--each", metavar="WORD", help="What is asked several times is called, as `child`.")
@click.option(
    "--ask-each",
    "repeated",
    multiple=True,
    metavar=ASKED,
    help="A question asked for each of them.",
)
@click.option("--mail/--no-mail", default=None, help="Send a mail once it is received.")
@click.option("--kept", help="How long what was sent is kept, as `1 year`.")
@click.option("--folder", type=FOLDER, help="The folder of definitions; FORMS, else `forms`.")
@click.option("--site", help="A site to whose procedures it is added.")
@click.option("--yes", is_flag=True, help="Ask nothing: what is not said is chosen.")
def command(folder: Path | None, site: str | None, yes: bool, **said: object) -> None:
    """Write a procedure by answering a few questions: it passes `guichet check`.

    With --yes nothing is asked. A file that is there is never replaced. TYPE is that of a
    field; options follow it: `'Your colour: choice = Red, Blue'`. With `?` after the type one may
    answer nothing.

    Example: guichet new --title "Demander un jardin" --ask "Votre nom: person" --yes
    """
    folder = folder or forms()
    if not folder.is_dir():
        message = _("There is no folder {path} here: say with --folder where definitions are.")
        raise click.ClickException(say(message, path=folder))
    sites = offering.sites_of(folder)
    if site is not None and site not in sites:
        message = _("There is no site “{name}”: the sites are {known}.")
        raise click.UsageError(say(message, name=site, known=", ".join(sites) or "–"))
    profiles = {name for _path, one in sites.values() for name in one.profiles}
    taken = {*names(folder), *(path.stem for path in (folder / "procedures").glob("*.*"))}
    interview = Interview(Said.of(said), asks=not yes, profiles=sorted(profiles), taken=taken)
    draft = interview.draft()
    if site is None and not yes:
        site = interview.site({name: one for name, (_path, one) in sites.items()})
    path = folder / "procedures" / f"{draft.name}.yaml"
    text = text_of(draft)
    refuse_faults(folder, path, text)
    keep(path, text)
    click.echo(say(_("{path} is written."), path=path))
    if site is not None:
        offering.offer(sites[site][0], draft.name)
        click.echo(say(_("The site “{name}” offers it."), name=site))
    click.echo(say(_("Next:")))
    for told in (f"guichet check {path}", f"guichet test {path}", f"guichet preview {path}"):
        click.echo(f"  {told}")


def refuse_faults(folder: Path, path: Path, text: str) -> None:
    """End the command when something is wrong with what would be written."""
    library = load_library(folder)
    definition = read_definition(str(path), text.encode(), library.fragments)
    found = check_definition(definition, library)
    if found:
        said = "\n".join(described(one, text, spoken_language()) for one in found)
        raise click.ClickException(f"{say(_('Nothing was written.'))}\n{said}")


def keep(path: Path, text: str) -> None:
    """Write a file that is not there."""
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        message = _("{path} is there already: choose another name with --name.")
        raise click.ClickException(say(message, path=path)) from error
    except OSError as error:
        said = refused(path, error, _("{path} cannot be written: {why}."))
        raise click.ClickException(said) from error
