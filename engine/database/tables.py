"""The tables. Only this room imports them; a change comes with its migration."""

from typing import Any, ClassVar

from peewee import SQL, ForeignKeyField, IntegerField, Model, TextField

from engine.database.columns import JsonField, TimeField


class Account(Model):
    """A person who signs in."""

    id: Any = TextField(primary_key=True)
    email: Any = TextField(unique=True)
    name: Any = TextField()
    profile: Any = TextField()
    details: Any = JsonField()
    created_at: Any = TimeField()


class Session(Model):
    """A browser in which a person signed in; of its token only a hash is kept."""

    token_hash: Any = TextField(primary_key=True)
    account: Any = ForeignKeyField(Account, on_delete="CASCADE", lazy_load=False)
    created_at: Any = TimeField()
    seen_at: Any = TimeField()
    expires_at: Any = TimeField(index=True)


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

    class Meta:
        """Its keys."""

        indexes: ClassVar = [(("owner", "received_at"), False)]


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


class Counter(Model):
    """The last number given in a series."""

    name: Any = TextField(primary_key=True)
    value: Any = IntegerField()


TABLES: list[type[Model]] = [
    Account, Session, Version, Draft, Upload, Submission, Effect, Counter,
]  # fmt: skip
