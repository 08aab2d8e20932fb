"""`guichet invite`: persons of a file get a code each, in letters to post."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, Self

import click

from engine.accounts.lifetimes import CODE, LONGEST_CODE, SHORTEST_CODE
from engine.cli.settings import read_settings
from engine.cli.words import say, spoken_language
from engine.clock import now
from engine.errors import ConflictError, NotFoundError
from engine.i18n import gettext, ngettext
from engine.i18n import marked as _
from engine.services import inviting
from engine.services.desk import Desk
from engine.services.invited import Fault
from engine.services.inviting import Batch, Invitation
from engine.services.letters import said_day
from engine.services.opening import open_desk
from engine.services.studio.spreadsheet import csv_of

FOLDER = "courriers"
COLUMNS = (_("Reference"), _("Name"), _("Address"), _("The code begins with"), _("It serves until"))
DAYS = click.IntRange(SHORTEST_CODE.days, LONGEST_CODE.days)


@click.command("invite")
@click.argument("file", required=False, type=click.File("rb"))
@click.option("--site", help="The name of the site; the only one when nothing is said.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where letters are written; the folder `courriers` of STATE when nothing is said.",
)
@click.option("--life", default=CODE.days, show_default=True, type=DAYS, help="Days a code serves.")
@click.option("--reissue", metavar="WHICH", help="Make a new code and letter of a person.")
@click.option("--revoke", metavar="WHICH", help="Have the code of a person serve no more.")
@click.option("--sent", metavar="BATCH", help="Note that the letters of a batch were posted.")
def command(
    file: BinaryIO | None, site: str | None, out: Path | None, life: int, **which: str | None
) -> None:
    """Invite the persons of a CSV file to open an account: codes, and letters to post.

    Or look after one of them: WHICH is a reference, or the first four characters of a code.

    Example: guichet invite hebergeurs.csv --site paysdesecrins --out courriers
    """
    asked = {name: value for name, value in which.items() if value}
    if len(asked) + (file is not None) != 1:
        raise click.UsageError(say(_("Give a file, or one of --reissue, --revoke and --sent.")))
    settings = read_settings()
    desk = open_desk(settings)
    try:
        desk.catalogue.refresh(now())
        out = out or settings.state / FOLDER
        work = Work(desk, site_named(desk, site), out, timedelta(days=life))
        if file is not None:
            work.invite(file.read())
        for name, value in asked.items():
            getattr(work, name)(value)
    finally:
        desk.database.close()


def site_named(desk: Desk, name: str | None) -> str:
    """The site that is meant; ends the command when there is none, or no telling which."""
    known = sorted(desk.catalogue.sites)
    if name in known:
        return str(name)
    if name is None and len(known) == 1:
        return known[0]
    message = _("Say with --site which site is meant: {known}.")
    if name:
        message = _("There is no site “{name}”: the sites are {known}.")
    raise click.ClickException(say(message, name=name, known=", ".join(known)))


class Work:
    """What is done at one site, told in the language of the terminal."""

    def __init__(self, desk: Desk, site: str, out: Path, lasting: timedelta) -> None:
        self.desk = desk
        self.site = site
        self.out = out
        self.lasting = lasting
        self.language = spoken_language()

    def invite(self, data: bytes) -> None:
        """Invite the persons of a file, or tell all that is wrong with it."""
        read = inviting.read(self.desk, self.site, data, now())
        if read.faults:
            for one in sorted(read.faults, key=lambda one: one.line):
                click.echo(self._line(one), err=True)
            self._stop(_("Nothing was imported. Correct the file, then start again."))
        for one in read.known:
            click.echo(self._line(one))
        if not read.persons:
            click.echo(self._say(_("Nobody is left to invite.")))
            return
        with Letters(self.out) as kept, self._bar(len(read.persons)) as bar:
            batch = inviting.invite(
                self.desk, self.site, read.persons, self.lasting, now(), kept.keep, bar.update
            )
        self._tell(batch, kept)

    def reissue(self, which: str) -> None:
        """Make a new letter of a person."""
        former = self._named(which)
        with Letters(self.out) as kept:
            try:
                inviting.reissue(self.desk, self.site, former, self.lasting, now(), keep=kept.keep)
            except ConflictError:
                self._stop(_("{name} has activated the account already."), name=former.name)
        click.echo(self._say(_("The former code serves no more.")))
        click.echo(self._say(_("The new letter: {path}"), path=kept.path))

    def revoke(self, which: str) -> None:
        """Have a code serve no more."""
        former = self._named(which)
        try:
            inviting.revoke(self.desk, self.site, former, now())
        except ConflictError:
            self._stop(_("The code of {name} was used or revoked already."), name=former.name)
        click.echo(self._say(_("The code of {name} serves no more."), name=former.name))

    def sent(self, batch: str) -> None:
        """Note that letters were posted."""
        try:
            count = inviting.mark_sent(self.desk, self.site, batch, now())
        except NotFoundError:
            self._stop(_("There is no batch “{batch}”."), batch=batch)
        click.echo(
            ngettext(
                self.language,
                "{n} letter is noted as posted.",
                "{n} letters are noted as posted.",
                count,
            )
        )

    def _tell(self, batch: Batch, kept: "Letters") -> None:
        summary = self.out / f"{batch.name}.csv"
        write_or_stop(summary, self._summary(batch))
        count = len(batch.invitations)
        click.echo(ngettext(self.language, "{n} letter to print", "{n} letters to print", count))
        click.echo(self._say(_("The letters: {path}"), path=kept.path))
        click.echo(self._say(_("Their list, without codes: {path}"), path=summary))
        click.echo(self._say(_("Once they are posted, delete the letters and note it:")))
        click.echo(f"  guichet invite --site {self.site} --sent {batch.name}")

    def _summary(self, batch: Batch) -> bytes:
        """The list of a batch for a spreadsheet; it bears no code."""
        heads = [self._say(title) for title in COLUMNS]
        rows = []
        for one in batch.invitations:
            until = said_day(one.expires_at, self.language)
            known = one.letter["reference"], one.name, ", ".join(one.letter["address"])
            rows.append((*known, one.selector, until))
        return csv_of(heads, rows)

    def _named(self, which: str) -> Invitation:
        try:
            return inviting.named(self.desk, self.site, which)
        except NotFoundError:
            self._stop(_("There is no invitation “{which}”."), which=which)

    @contextmanager
    def _bar(self, length: int) -> Iterator[Any]:
        label = self._say(_("Making the codes"))
        with click.progressbar(
            length=length, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
        ) as bar:
            yield bar

    def _line(self, fault: Fault) -> str:
        sentence = self._say(fault.message, **fault.values)
        return self._say(_("Line {line}: {sentence}"), line=fault.line, sentence=sentence)

    def _say(self, message: str, **values: object) -> str:
        return gettext(self.language, message, **values)

    def _stop(self, message: str, **values: object) -> NoReturn:
        raise click.ClickException(self._say(message, **values))


class Letters:
    """The file of the letters, for their owner only; it goes when the codes are not kept."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.path: Path | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *rest: object) -> None:
        if kind is not None and self.path is not None:
            self.path.unlink(missing_ok=True)

    def keep(self, name: str, pdf: bytes) -> None:
        """Write the letters."""
        path = self.out / f"{name}.pdf"
        write_or_stop(path, pdf)
        self.path = path


def write_private(path: Path, data: bytes) -> None:
    """Write a new file that its owner alone reads."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(descriptor)


def write_or_stop(path: Path, data: bytes) -> None:
    """Write such a file; ends the command with a sentence when it cannot be written."""
    try:
        write_private(path, data)
    except OSError as error:
        message = _("{path} cannot be written: {why}.")
        said = gettext(spoken_language(), message, path=path, why=error.strerror)
        raise click.ClickException(said) from error
