"""What a definition says of the data it asks for: for the notice, and for the register.

The sheet of a procedure is worked out from its definition (GDPR, articles 13 and 30): what is
asked, why, who receives it, how long it is kept.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.definitions import Procedure, Site, record_of
from engine.fields import Field, Text
from engine.i18n import gettext, ngettext
from engine.i18n import marked as _

BASES: Mapping[str, str] = {
    "legal_obligation": _("a legal obligation (GDPR, article 6, paragraph 1, c)"),
    "public_task": _("a task of public interest (GDPR, article 6, paragraph 1, e)"),
    "contract": _("a contract with you (GDPR, article 6, paragraph 1, b)"),
    "consent": _("your consent (GDPR, article 6, paragraph 1, a)"),
    "vital_interest": _("vital interests (GDPR, article 6, paragraph 1, d)"),
    "legitimate_interest": _("a legitimate interest (GDPR, article 6, paragraph 1, f)"),
}
DEFAULT_BASIS = "public_task"
ENDS: Mapping[str, str] = {
    "eliminate": _("destroyed, once the archives service agrees when they are public archives"),
    "anonymise": _("made anonymous"),
    "transfer": _("handed to the public archives"),
}
UNSAID_TYPES = frozenset({"note", "password", "code", "consent"})
OF_ACCOUNTS = "compte"
DAYS_OF_YEAR = 365
FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    _("Processing"), _("Controller"), _("Processor"), _("Purpose"), _("Legal basis"),
    _("Persons concerned"), _("Data, required"), _("Data, optional or depending on answers"),
    _("Sensitive data"), _("Recipients"), _("Transfers outside the European Union"),
    _("Drafts are kept"), _("Submissions are kept"), _("Then they are"), _("Security measures"),
)  # fmt: skip


@dataclass(frozen=True)
class Datum:
    """A question as the register names it."""

    label: str
    purpose: str
    sensitive: bool
    optional: bool


@dataclass(frozen=True)
class Sheet:
    """The processing that a procedure is."""

    name: str
    title: str
    purpose: str
    basis: str
    persons: str
    data: tuple[Datum, ...]
    recipients: tuple[str, ...]
    drafts: str
    submissions: str
    then: str

    @property
    def required(self) -> list[str]:
        """What must be answered."""
        return [one.label for one in self.data if not one.optional]

    @property
    def optional(self) -> list[str]:
        """What may be left out."""
        return [one.label for one in self.data if one.optional]

    @property
    def sensitive(self) -> list[Datum]:
        """What the law protects more."""
        return [one for one in self.data if one.sensitive]


def sheet_of(procedure: Procedure, site: Site, language: str) -> Sheet:
    """The sheet of a procedure at a site."""
    known = {"site": record_of(site), "parameters": {**procedure.parameters, **site.parameters}}
    retention = procedure.retention
    title = procedure.title.render(known, language)
    purpose = procedure.purpose
    return Sheet(
        name=procedure.name,
        title=title,
        purpose=purpose.render(known, language) if purpose else title,
        basis=gettext(language, BASES[procedure.legal_basis or DEFAULT_BASIS]),
        persons=", ".join(site.profiles.get(one, one) for one in procedure.audience)
        if "anyone" not in procedure.audience
        else gettext(language, "Anyone"),
        data=tuple(_data(procedure, known, language)),
        recipients=procedure.recipients or (site.service.name,),
        drafts=duration(retention.drafts if retention else 30, language),
        submissions=duration(retention.submissions, language) if retention else "",
        then=gettext(language, ENDS[retention.then]) if retention else "",
    )


def sheets_of(procedures: Sequence[Procedure], site: Site, language: str) -> list[Sheet]:
    """The sheet of accounts, which several procedures share, then those of the others by title."""
    own = [one for one in procedures if one.nature != OF_ACCOUNTS]
    shared = [one for one in procedures if one.nature == OF_ACCOUNTS]
    found = [sheet_of(one, site, language) for one in own]
    asking = sorted((one for one in found if one.data), key=lambda one: one.title.casefold())
    return [account_sheet(shared, site, language), *asking]


def account_sheet(procedures: Sequence[Procedure], site: Site, language: str) -> Sheet:
    """The processing that accounts are: whatever asks for something on the way to one."""
    data: dict[str, Datum] = {}
    for procedure in procedures:
        for one in sheet_of(procedure, site, language).data:
            data.setdefault(one.label, one)
    first = Datum(gettext(language, "Name, profile, e-mail address, password"), "", False, False)
    return Sheet(
        name="",
        title=gettext(language, "Accounts and signing in"),
        purpose=gettext(
            language,
            "Know you when you sign in, keep your submissions at your disposal, write to you about "
            "them, keep the site safe.",
        ),
        basis=gettext(language, BASES[DEFAULT_BASIS]),
        persons=gettext(language, "Those who have an account"),
        data=(first, *data.values()),
        recipients=(site.service.name,),
        drafts="",
        submissions="",
        then=gettext(
            language,
            "As long as the account is open; the evidence of what you agreed to, five years "
            "longer.",
        ),
    )


def duration(days: int, language: str) -> str:
    """A number of days as people say it."""
    years, rest = divmod(days, DAYS_OF_YEAR)
    if years and not rest:
        return ngettext(language, "{n} year", "{n} years", years)
    return ngettext(language, "{n} day", "{n} days", days)


def register_csv(sheets: Sequence[Sheet], site: Site, language: str) -> str:
    """The register as a table that spreadsheets open, one processing a line."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([gettext(language, one) for one in COLUMNS])
    for sheet in sheets:
        writer.writerow([safe_cell(one) for one in _cells(sheet, site, language)])
    return "\ufeff" + out.getvalue()


def safe_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _cells(sheet: Sheet, site: Site, language: str) -> list[str]:
    legal = site.legal
    return [
        sheet.title,
        legal.controller.name or site.service.name,
        legal.processor.name,
        sheet.purpose,
        sheet.basis,
        sheet.persons,
        ", ".join(sheet.required),
        ", ".join(sheet.optional),
        ", ".join(f"{one.label} ({one.purpose})" for one in sheet.sensitive),
        ", ".join(sheet.recipients),
        legal.transfers or gettext(language, "None"),
        sheet.drafts,
        sheet.submissions,
        sheet.then,
        gettext(language, SECURITY),
    ]


SECURITY = _(
    "Encrypted connections, Argon2id passwords, roles, sessions that end, a journal, "
    "fingerprints of files"
)


def _data(procedure: Procedure, known: Mapping[str, object], language: str) -> Iterator[Datum]:
    seen: set[str] = set()
    for _group, _step, field in procedure.all_fields():
        label = _said(field.label, known, language) or field.name
        if field.type_name in UNSAID_TYPES or label in seen:
            continue
        seen.add(label)
        yield _datum(field, label, known, language)


def _datum(field: Field, label: str, known: Mapping[str, object], language: str) -> Datum:
    purpose = _said(field.purpose, known, language)
    return Datum(
        label, purpose, field.sensitive, field.optional is not False or field.when is not None
    )


def _said(text: Text | None, known: Mapping[str, object], language: str) -> str:
    return text.render(known, language) if text else ""  # type: ignore[arg-type]
