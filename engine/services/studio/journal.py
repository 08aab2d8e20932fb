"""The journal of the studio: what authors did is kept, each line sealed by the next."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.database import audit
from engine.database.audit import EVERYTHING, Line, Sought, Who
from engine.services.desk import Desk, Visitor

MOST = 100_000


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


def lines(desk: Desk, site: str, sought: Sought = EVERYTHING, most: int = MOST) -> list[Line]:
    """What was done at a site, the last first."""
    return audit.lines(desk.database, site, sought, most)


def broken_at(desk: Desk, site: str) -> int | None:
    """The number of the first line that was changed, or before which one is missing."""
    return audit.broken_at(desk.database, site)


def text_of(details: Any) -> str:
    """What a line knows more, as one text."""
    return json.dumps(details, ensure_ascii=False, sort_keys=True, default=dict)


__all__ = ["Line", "Sought", "author_of", "broken_at", "lines", "record", "text_of"]
