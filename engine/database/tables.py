"""The tables. Only this room imports them; a change comes with its migration."""

from typing import Any, ClassVar

from peewee import SQL, ForeignKeyField, IntegerField, Model, TextField

from engine.database.columns import JsonField, TimeField
from engine.database.studio_tables import STUDIO


class Account(Model):
    """A person who signs in, at one site."""

    id: Any = TextField(primary_key=True)
    email: Any = TextField()
    name: Any = TextField()
    profile: Any = TextField()
    details: Any = JsonField()
    created_at: Any = TimeField()
    site: Any = TextField(constraints=[SQL("DEFAULT ''")])
    roles: Any = JsonField(constraints=[SQL("DEFAULT '[]'")])
    preferences: Any = JsonField(constraints=[SQL("DEFAULT '{}'")])
    password_hash: Any = TextField(null=True)
    password_changed_at: Any = TimeField(null=True)
    reset_required_at: Any = TimeField(null=True)
    email_verified_at: Any = TimeField(null=True)
    totp_secret: Any = TextField(null=True)
    totp_confirmed_at: Any = TimeField(null=True)
    totp_last_step: Any = IntegerField(null=True)
    closed_at: Any = TimeField(null=True)

    class Meta:
        """Its keys."""

        indexes: ClassVar = [(("site", "email"), True)]


class Session(Model):
    """A browser in which a person signed in; of its token only a hash is kept."""

    token_hash: Any = TextField(primary_key=True)
    account: Any = ForeignKeyField(Account, on_delete="CASCADE", lazy_load=False)
    created_at: Any = TimeField()
    seen_at: Any = TimeField()
    expires_at: Any = TimeField(index=True)
    ends_at: Any = TimeField(null=True)
    authenticated_at: Any = TimeField(null=True)
    second_factor_due_at: Any = TimeField(null=True)
    remembered: Any = TextField(null=True)
    browser: Any = TextField(constraints=[SQL("DEFAULT ''")])
    address: Any = TextField(constraints=[SQL("DEFAULT ''")])


class Remembered(Model):
    """A browser that a person asked to remember; its token changes each time it is used."""

    series: Any = TextField(primary_key=True)
    account: Any = ForeignKeyField(Account, on_delete="CASCADE", lazy_load=False)
    token_hash: Any = TextField()
    created_at: Any = TimeField()
    used_at: Any = TimeField()
    expires_at: Any = TimeField(index=True)
    browser: Any = TextField()


class Invitation(Model):
    """A code sent by post: its first part finds it, of its last part only a hash is kept."""

    id: Any = TextField(primary_key=True)
    site: Any = TextField()
    selector: Any = TextField()
    verifier_hash: Any = TextField()
    knowledge_hash: Any = TextField()
    name: Any = TextField()
    profile: Any = TextField()
    details: Any = JsonField()
    letter: Any = JsonField()
    batch: Any = TextField()
    account: Any = ForeignKeyField(Account, null=True, on_delete="SET NULL", lazy_load=False)
    failures: Any = IntegerField()
    created_at: Any = TimeField()
    expires_at: Any = TimeField()
    printed_at: Any = TimeField(null=True)
    sent_at: Any = TimeField(null=True)
    used_at: Any = TimeField(null=True)
    revoked_at: Any = TimeField(null=True)

    class Meta:
        """Its keys."""

        indexes: ClassVar = [(("site", "selector"), True), (("site", "batch"), False)]


class Link(Model):
    """A link sent by mail, that serves once: of its token only a hash is kept."""

    token_hash: Any = TextField(primary_key=True)
    account: Any = ForeignKeyField(Account, on_delete="CASCADE", lazy_load=False)
    purpose: Any = TextField()
    details: Any = JsonField()
    created_at: Any = TimeField()
    expires_at: Any = TimeField(index=True)
    used_at: Any = TimeField(null=True)


class Proving(Model):
    """A sign-in begun at an identity provider: what it must answer to is sealed."""

    token_hash: Any = TextField(primary_key=True)
    site: Any = TextField()
    browser: Any = TextField()
    sealed: Any = TextField()
    created_at: Any = TimeField()
    expires_at: Any = TimeField(index=True)
    used_at: Any = TimeField(null=True)
    held_at: Any = TimeField(null=True)

    class Meta:
        """Its keys."""

        indexes: ClassVar = [(("site", "browser"), False)]


class Identity(Model):
    """Somebody, as an identity provider calls them, and their account."""

    id: Any = TextField(primary_key=True)
    account: Any = ForeignKeyField(Account, on_delete="CASCADE", lazy_load=False)
    site: Any = TextField()
    issuer: Any = TextField()
    subject: Any = TextField()
    created_at: Any = TimeField()
    used_at: Any = TimeField()

    class Meta:
        """Its keys."""

        indexes: ClassVar = [(("site", "issuer", "subject"), True)]


class Farewell(Model):
    """What a provider wants to see when the person of a session signs out, sealed."""

    session: Any = ForeignKeyField(
        Session, column_name="token_hash", primary_key=True, on_delete="CASCADE", lazy_load=False
    )
    sealed: Any = TextField()


class Recovery(Model):
    """A code that stands in for a lost second factor, once; only a hash of it is kept."""

    id: Any = TextField(primary_key=True)
    account: Any = ForeignKeyField(Account, on_delete="CASCADE", lazy_load=False)
    selector: Any = TextField()
    verifier_hash: Any = TextField()
    created_at: Any = TimeField()
    used_at: Any = TimeField(null=True)

    class Meta:
        """Its keys."""

        indexes: ClassVar = [(("account", "selector"), True)]


class Attempt(Model):
    """A try that failed, kept to slow down those that follow; `subject` is a hash."""

    id: Any = TextField(primary_key=True)
    kind: Any = TextField()
    subject: Any = TextField()
    at: Any = TimeField(index=True)

    class Meta:
        """Its keys."""

        indexes: ClassVar = [(("kind", "subject", "at"), False)]


class Event(Model):
    """What happened to an account; only ever added to. It says nothing that was typed."""

    id: Any = TextField(primary_key=True)
    site: Any = TextField()
    account: Any = TextField(null=True)
    kind: Any = TextField()
    at: Any = TimeField()
    browser: Any = TextField()
    address: Any = TextField()
    details: Any = JsonField()

    class Meta:
        """Its keys."""

        indexes: ClassVar = [(("account", "at"), False), (("site", "at"), False)]


class Consent(Model):
    """A person agreed to a version of a text; only ever added to. `sha256` is of what was shown."""

    id: Any = TextField(primary_key=True)
    site: Any = TextField()
    account: Any = TextField()
    text: Any = TextField()
    version: Any = TextField()
    sha256: Any = TextField()
    label: Any = TextField()
    language: Any = TextField()
    at: Any = TimeField()
    session: Any = TextField()
    procedure: Any = TextField()
    procedure_version: Any = IntegerField()
    address: Any = TextField()

    class Meta:
        """Its keys."""

        indexes: ClassVar = [(("account", "text", "version"), False)]


class ChangeRequest(Model):
    """A change of the profile that an agent accepts or refuses."""

    id: Any = TextField(primary_key=True)
    site: Any = TextField()
    account: Any = ForeignKeyField(Account, on_delete="CASCADE", lazy_load=False)
    submission: Any = TextField(null=True)
    list: Any = TextField()
    row: Any = TextField()
    before: Any = JsonField()
    after: Any = JsonField()
    created_at: Any = TimeField()
    cancelled_at: Any = TimeField(null=True)
    decided_at: Any = TimeField(null=True)
    decided_by: Any = TextField(null=True)
    accepted: Any = IntegerField(null=True)
    reason: Any = TextField(null=True)

    class Meta:
        """Its keys."""

        table_name: ClassVar = "change_request"
        indexes: ClassVar = [(("account", "created_at"), False), (("site", "created_at"), False)]


class Thread(Model):
    """An exchange between a person and the service."""

    id: Any = TextField(primary_key=True)
    site: Any = TextField()
    account: Any = ForeignKeyField(Account, on_delete="CASCADE", lazy_load=False)
    subject: Any = TextField()
    submission: Any = TextField(null=True)
    created_at: Any = TimeField()
    changed_at: Any = TimeField()

    class Meta:
        """Its keys."""

        indexes: ClassVar = [(("account", "changed_at"), False), (("site", "changed_at"), False)]


class Message(Model):
    """One message of an exchange; `files` name the uploads that come with it."""

    id: Any = TextField(primary_key=True)
    thread: Any = ForeignKeyField(Thread, on_delete="CASCADE", lazy_load=False)
    from_service: Any = IntegerField()
    author: Any = TextField()
    text: Any = TextField()
    files: Any = JsonField()
    sent_at: Any = TimeField()
    read_at: Any = TimeField(null=True)

    class Meta:
        """Its keys."""

        indexes: ClassVar = [(("thread", "sent_at"), False)]


class Erasure(Model):
    """A person asked that their data be erased: asked, decided, then done."""

    id: Any = TextField(primary_key=True)
    site: Any = TextField()
    account: Any = TextField()
    reason: Any = TextField()
    created_at: Any = TimeField()
    cancelled_at: Any = TimeField(null=True)
    decided_at: Any = TimeField(null=True)
    decided_by: Any = TextField(null=True)
    accepted: Any = IntegerField(null=True)
    answer: Any = TextField(null=True)
    done_at: Any = TimeField(null=True)

    class Meta:
        """Its keys."""

        indexes: ClassVar = [(("site", "created_at"), False), (("account", "created_at"), False)]


class Version(Model):
    """A text of a procedure, numbered, that never changes."""

    procedure: Any = TextField()
    number: Any = IntegerField()
    hash: Any = TextField()
    text: Any = TextField()
    published_at: Any = TimeField()
    withdrawn_at: Any = TimeField(null=True)

    class Meta:
        """Its keys."""

        primary_key: ClassVar = False
        constraints: ClassVar = [SQL("PRIMARY KEY (procedure, number)")]
        indexes: ClassVar = [(("procedure", "hash"), True)]


class Draft(Model):
    """Answers not yet sent; once they are, it stays as the root of what was received."""

    key: Any = TextField(primary_key=True)
    owner: Any = TextField()
    procedure: Any = TextField()
    version: Any = IntegerField()
    answers: Any = JsonField()
    typed: Any = JsonField()
    stamps: Any = JsonField()
    revision: Any = IntegerField()
    created_at: Any = TimeField()
    changed_at: Any = TimeField()
    submitted_at: Any = TimeField(null=True)
    link: Any = JsonField(constraints=[SQL("DEFAULT '{}'")])

    class Meta:
        """Its keys."""

        indexes: ClassVar = [(("owner", "changed_at"), False)]


class Upload(Model):
    """A file received, and where its bytes are."""

    id: Any = TextField(primary_key=True)
    draft: Any = ForeignKeyField(Draft, on_delete="CASCADE", lazy_load=False)
    owner: Any = TextField()
    field: Any = TextField()
    name: Any = TextField()
    media_type: Any = TextField()
    size: Any = IntegerField()
    pages: Any = IntegerField(null=True)
    width: Any = IntegerField(null=True)
    height: Any = IntegerField(null=True)
    sha256: Any = TextField()
    storage_key: Any = TextField()
    thumbnail_key: Any = TextField(null=True)
    received_at: Any = TimeField()

    class Meta:
        """Its keys."""

        indexes: ClassVar = [(("owner", "sha256"), False)]


class Submission(Model):
    """What was sent, as it was sent."""

    reference: Any = TextField(primary_key=True)
    draft: Any = ForeignKeyField(Draft, unique=True, on_delete="RESTRICT", lazy_load=False)
    owner: Any = TextField()
    procedure: Any = TextField()
    version: Any = IntegerField()
    answers: Any = JsonField()
    attestations: Any = JsonField()
    receipt: Any = JsonField()
    email: Any = TextField(null=True)
    received_at: Any = TimeField()
    site: Any = TextField(constraints=[SQL("DEFAULT ''")])

    class Meta:
        """Its keys."""

        indexes: ClassVar = [(("owner", "received_at"), False), (("site", "received_at"), False)]


class Effect(Model):
    """One deed to do outside: all of them are the outbox."""

    id: Any = TextField(primary_key=True)
    kind: Any = TextField()
    submission: Any = ForeignKeyField(Submission, null=True, on_delete="RESTRICT", lazy_load=False)
    payload: Any = JsonField()
    key: Any = TextField(unique=True)
    created_at: Any = TimeField()
    due_at: Any = TimeField()
    attempts: Any = IntegerField()
    leased_until: Any = TimeField(null=True)
    delivered_at: Any = TimeField(null=True)
    failed_at: Any = TimeField(null=True)
    last_error: Any = TextField(null=True)


Effect.add_index(
    Effect.index(
        Effect.due_at,
        name="effect_waiting",
        where=SQL("delivered_at IS NULL AND failed_at IS NULL"),
    )
)


class Due(Model):
    """What is owed for a submission; once paid, the acknowledgement of the payment."""

    submission: Any = ForeignKeyField(
        Submission, primary_key=True, on_delete="RESTRICT", lazy_load=False
    )
    site: Any = TextField()
    amount: Any = TextField()
    label: Any = TextField()
    email: Any = TextField(null=True)
    language: Any = TextField()
    created_at: Any = TimeField()
    paid_at: Any = TimeField(null=True)
    reference: Any = TextField(null=True, unique=True)
    receipt: Any = JsonField()

    class Meta:
        """Its keys."""

        indexes: ClassVar = [(("site", "created_at"), False)]


class Payment(Model):
    """A try to pay what is owed, at a provider: what happened to it, and when."""

    id: Any = TextField(primary_key=True)
    due: Any = ForeignKeyField(Due, on_delete="RESTRICT", lazy_load=False)
    provider: Any = TextField()
    operation: Any = TextField(null=True)
    url: Any = TextField()
    started_at: Any = TimeField(index=True)
    returned_at: Any = TimeField(null=True)
    asked_at: Any = TimeField(null=True)
    paid_at: Any = TimeField(null=True)
    refused_at: Any = TimeField(null=True)
    abandoned_at: Any = TimeField(null=True)


class Counter(Model):
    """The last number given in a series."""

    name: Any = TextField(primary_key=True)
    value: Any = IntegerField()


TABLES: list[type[Model]] = [
    Account, Session, Version, Draft, Upload, Submission, Effect, Counter,
    Remembered, Invitation, Link, Attempt, Event, Consent, ChangeRequest, Thread, Message, Erasure,
    Due, Payment,
    Proving, Identity, Farewell, Recovery,
    *STUDIO,
]  # fmt: skip
