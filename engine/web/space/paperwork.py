"""The documents that are there for a person."""

from collections.abc import Iterator

from engine.blocks import Facts, Line, Link
from engine.definitions import Site
from engine.i18n import marked as _
from engine.services import paying, submitting
from engine.services.desk import Desk, Visitor
from engine.services.tasks import offered
from engine.web.addresses import receipt_address
from engine.web.filling.sending import made_documents, submission_line

GUIDE_ADDRESS = "/mes-documents/guide.pdf"


def all_documents(facts: Facts, desk: Desk, visitor: Visitor, site: Site) -> list[Line]:
    """The guide, the documents of the site, then what is the person's."""
    return [
        *guide(facts, site),
        *of_the_site(facts, site),
        *attestations(facts, visitor),
        *receipts(facts, desk, visitor),
        *receipts_of_payments(facts, desk, visitor),
    ]


def guide(facts: Facts, site: Site) -> Iterator[Line]:
    """The guide made from the procedures, once there is something to make it with."""
    if site.guide is not None and offered("guiding", "guide_pdf") is not None:
        title = facts.text(site.guide)
        yield Line(
            title=title,
            facts=(facts.say(_("How to fill in each procedure, step by step")),),
            orders=(Link(facts.say(_("Download (PDF)")), GUIDE_ADDRESS, title),),
        )


def of_the_site(facts: Facts, site: Site) -> Iterator[Line]:
    """The documents that the site gives."""
    for one in site.documents:
        title = facts.text(one.title)
        yield Line(
            title=title,
            facts=(facts.text(one.text),) if one.text else (),
            orders=(Link(facts.say(_("Open")), one.url, title),),
        )


def attestations(facts: Facts, visitor: Visitor) -> Iterator[Line]:
    """Where what the person agreed to can be read."""
    account = visitor.account
    if account is not None and account.preferences.get("consented"):
        title = facts.say(_("Certificate of acceptance"))
        yield Line(
            title=title,
            facts=(facts.say(_("The texts that you agreed to, with their versions")),),
            orders=(Link(facts.say(_("Open")), "/mon-compte/consentements", title),),
        )


def receipts(facts: Facts, desk: Desk, visitor: Visitor) -> Iterator[Line]:
    """The receipts of what the person sent."""
    for submission in submitting.all_sent(desk, visitor):
        line = submission_line(submission)
        yield Line(
            title=facts.say(_("Receipt {reference}"), reference=line.reference),
            url=receipt_address(line.reference),
            facts=(line.title, facts.say(_("Received on {when}"), when=line.received_at)),
            orders=(Link(facts.say(_("Download (PDF)")), line.pdf_url, line.reference),),
        )
        for made in made_documents(submission):
            yield Line(
                title=made.title,
                facts=(facts.say(_("Number {number}"), number=made.number),),
                orders=(Link(facts.say(_("Download (PDF)")), f"{made.url}.pdf", made.title),),
            )


def receipts_of_payments(facts: Facts, desk: Desk, visitor: Visitor) -> Iterator[Line]:
    """The receipts of what the person paid."""
    for due in paying.dues(desk, visitor).values():
        if due.reference is not None:
            address = f"{paying.ADDRESS}{due.submission}"
            when = due.receipt["received_at"]
            yield Line(
                title=facts.say(_("Receipt of payment {reference}"), reference=due.reference),
                url=address,
                facts=(due.label, facts.say(_("Received on {when}"), when=when)),
                orders=(
                    Link(facts.say(_("Download (PDF)")), f"{address}/recu.pdf", due.reference),
                ),
            )
