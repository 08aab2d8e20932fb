"""Making a test of a definition from what somebody really sent."""

from datetime import date

from engine.database import accounts, submissions
from engine.database.submissions import Submission
from engine.errors import NotFoundError
from engine.i18n import day_in_paris
from engine.proving.making import CannotMakeError, Real, test_from
from engine.services.desk import Desk, account_of_owner, site_of_owner
from engine.services.proving import draw

__all__ = ["CannotMakeError", "made_at", "made_from"]


def made_from(desk: Desk, reference: str) -> str:
    """The text of a test, with what tells who the person is replaced.

    Raises NotFoundError when nothing was sent under this reference, or its version is gone;
    CannotMakeError when no test goes the same way.
    """
    return text_from(desk, submissions.load_any(desk.database, reference))


def made_at(desk: Desk, site: str, procedure: str, reference: str) -> str:
    """The same, of what was sent at a site for a procedure; raises NotFoundError for any other."""
    sent = submissions.load_any(desk.database, reference)
    if sent.procedure != procedure or site_of_owner(sent.owner) != site:
        raise NotFoundError("submission")
    return text_from(desk, sent)


def text_from(desk: Desk, sent: Submission) -> str:
    """The text of a test made from a submission."""
    library = desk.catalogue.library if desk.catalogue.sites else desk.catalogue.look_only()
    procedure = desk.catalogue.procedure(sent.procedure, sent.version)
    day = day_in_paris(sent.received_at)
    name = f"comme un envoi du {day.isoformat()}"
    return test_from(procedure, library, real_of(desk, sent, day), name, draw)


def real_of(desk: Desk, sent: Submission, day: date) -> Real:
    """What was sent, the day, and what the account knows now of who sent it."""
    site, account_id = site_of_owner(sent.owner), account_of_owner(sent.owner)
    account = accounts.load(desk.database, site, account_id) if account_id else None
    known = account.details.get("profile") if account else None
    before = submissions.list_for(desk.database, sent.owner, sent.procedure)
    return Real(
        answers=sent.answers,
        day=day,
        site=site,
        language=str(sent.receipt.get("language", "")),
        profile=account.profile if account else "",
        details=known or {},
        past=[
            (day_in_paris(one.received_at), one.answers)
            for one in before
            if one.received_at < sent.received_at
        ],
    )
