"""The journal of the studio: what authors did is kept, each line sealed by the next."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.database import audit
from engine.database.audit import Line, Who
from engine.services.desk import Desk, Visitor


def record(
    desk: Desk, who: Visitor, kind: str, subject: str, details: Mapping[str, Any], now: datetime
) -> Line:
    """Keep what somebody did, in the transaction in which it is done.

    `kind` is a word such as `publish`, `subject` the name of a file or of an account, `details`
    plain data: `before` and `after` where there is one.
    """
    return audit.append(desk.database, author_of(who), kind, subject, details, now)


def author_of(who: Visitor) -> Who:
    """Who somebody is in the journal; nobody signed in is the site itself."""
    account = who.account
    return Who(who.site, account.id if account else "", account.name if account else "")
