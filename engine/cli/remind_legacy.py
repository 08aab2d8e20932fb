"""`guichet remind-legacy`: tell those whose account is from before 2019 what to do."""

import click

from engine.cli.settings import read_settings
from engine.cli.words import spoken_language
from engine.clock import now
from engine.errors import NotFoundError
from engine.i18n import gettext, ngettext
from engine.i18n import marked as _
from engine.services.legacy import remind
from engine.services.opening import open_desk


@click.command("remind-legacy")
@click.option("--site", required=True, help="The name of the site.")
def command(site: str) -> None:
    """Have a mail sent to each account that still has to choose a new password.

    An account is told once in 30 days. The worker sends the mails.

    Example: guichet remind-legacy --site paysdesecrins
    """
    desk, language = open_desk(read_settings()), spoken_language()
    try:
        number = remind(desk, site, now())
    except NotFoundError as error:
        known = ", ".join(sorted(desk.catalogue.sites))
        message = _("There is no site “{name}”: the sites are {known}.")
        said = gettext(language, message, name=site, known=known)
        raise click.ClickException(said) from error
    finally:
        desk.database.close()
    click.echo(ngettext(language, _("{n} mail to send."), _("{n} mails to send."), number))
