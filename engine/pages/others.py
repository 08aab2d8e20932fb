"""The smaller pages around a draft."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DraftLine:
    """A draft that can be taken up again."""

    title: str
    url: str
    changed_at: str
    until: str
    delete_url: str


@dataclass(frozen=True)
class SubmissionLine:
    """Something that was sent."""

    reference: str
    title: str
    received_at: str
    url: str
    pdf_url: str
    decision: str = ""
    payment: str = ""
    payment_url: str = ""


@dataclass(frozen=True)
class ResumePage:
    """Drafts are open: take one up, or begin anew."""

    title: str
    heading: str
    drafts: tuple[DraftLine, ...]
    new_url: str


@dataclass(frozen=True)
class SubmissionsPage:
    """All that a person has begun and sent."""

    title: str
    heading: str
    drafts: tuple[DraftLine, ...]
    submissions: tuple[SubmissionLine, ...]
    start_url: str


@dataclass(frozen=True)
class ConfirmPage:
    """Asks once more before something that cannot be undone."""

    title: str
    heading: str
    text: str
    action: str
    button: str
    cancel_url: str
    revision: int
    draft: str


@dataclass(frozen=True)
class ConflictField:
    """One answer that was changed in two places."""

    name: str
    label: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class ConflictPage:
    """The same step was changed elsewhere: both values, to choose from."""

    title: str
    heading: str
    fields: tuple[ConflictField, ...]
    hidden: tuple[tuple[str, str], ...]
    action: str
    revision: int
    draft: str


@dataclass(frozen=True)
class DonePage:
    """What is said once a procedure was done at once; `text` is HTML of our Markdown."""

    title: str
    heading: str
    text: str
