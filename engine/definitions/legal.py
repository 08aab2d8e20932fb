"""What the law wants a site to say of itself: who publishes it, who holds data, its accessibility.

Everything may be left out: the pages then say what the service of the site says.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from engine.definitions.words import Parameter
from engine.source.spec import Written, spec, written

RGAA = "RGAA 4.1.2"
YEARS_OF_AUDIT = 3

State = Literal["total", "partial", "none"]


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """A body that is named on a legal page."""

    name: str = spec("Its name", default="")
    address: tuple[str, ...] = spec("Its postal address, line by line", default=())
    email: str = spec("Its e-mail address", default="")
    phone: str = spec("Its telephone number", default="")
    number: str = spec("Its registration number, as “SIREN 123 456 789”", default="")
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class Audit:
    """An audit of accessibility that was made, by whom, and what it found."""

    day: date = spec("The day of the audit, as `2026-01-15`", key="date")
    auditor: str = spec("Who made it")
    rate: Parameter = spec("The part of the criteria that are met, in percent, as `83.5`")
    standard: str = spec("What it was made against", default=RGAA)
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class Accessibility:
    """What the statement of accessibility says."""

    audit: Audit | None = spec("The last audit; none was made when nothing is said", default=None)
    failures: tuple[str, ...] = spec("What is not accessible, one line each", default=())
    exceptions: tuple[str, ...] = spec("What the law leaves out, and why", default=())
    scheme: str = spec("The address of the multi-year scheme", default="")
    report: str = spec("The name of the procedure with which one tells of a barrier", default="")
    source: Written = written()

    def state(self, day: date) -> State:
        """The state on a day: `none` without an audit less than three years old."""
        audit = self.audit
        if audit is None or not is_young(audit.day, day):
            return "none"
        rate = audit.rate if isinstance(audit.rate, (int, float)) else str(audit.rate)
        return state_of(float(rate))


@dataclass(frozen=True, kw_only=True)
class Legal:
    """Who publishes the site, who hosts it, who holds the data, who processes them for others."""

    publisher: Organisation = spec("Who publishes the site", default=Organisation())
    director: str = spec("Who is answerable for what it publishes", default="")
    host: Organisation = spec("Who hosts it", default=Organisation())
    controller: Organisation = spec(
        "Who decides what data are used for; the service when nothing is said",
        default=Organisation(),
    )
    processor: Organisation = spec(
        "Who processes data for the controller (GDPR, article 28)", default=Organisation()
    )
    processors: tuple[Organisation, ...] = spec("Those who help the processor", default=())
    dpo: Organisation = spec("The data protection officer", default=Organisation())
    transfers: str = spec(
        "Transfers outside the European Union; none when nothing is said", default=""
    )
    security: str = spec("The address of the security decision (homologation)", default="")
    accessibility: Accessibility = spec(
        "What the statement of accessibility says", default=Accessibility()
    )
    source: Written = written()


def state_of(rate: float) -> State:
    """The state that a rate gives (decree 2019-768): 100 is total, 50 partial, less is none."""
    if rate >= 100:
        return "total"
    return "partial" if rate >= 50 else "none"


def is_young(audited: date, day: date) -> bool:
    """Whether a statement made after an audit still holds: three years at most."""
    last = (audited.year + YEARS_OF_AUDIT, audited.month, audited.day)
    return audited <= day and (day.year, day.month, day.day) < last
