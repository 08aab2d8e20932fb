"""The tables of the studio, beside those of `tables`; only this room imports them."""

from typing import Any, ClassVar

from peewee import SQL, IntegerField, Model, TextField

from engine.database.columns import JsonField, TimeField


class Document(Model):
    """What a file says since it was published in the site; without text it is taken away."""

    path: Any = TextField(primary_key=True)
    text: Any = TextField(null=True)
    hash: Any = TextField()
    disk_hash: Any = TextField()
    number: Any = IntegerField()
    published_at: Any = TimeField()
    published_by: Any = TextField()


class DocumentVersion(Model):
    """What was published of a file, numbered; only ever added to."""

    path: Any = TextField()
    number: Any = IntegerField()
    text: Any = TextField(null=True)
    hash: Any = TextField()
    published_at: Any = TimeField()
    published_by: Any = TextField()
    note: Any = TextField()

    class Meta:
        """Its keys."""

        table_name: ClassVar = "document_version"
        primary_key: ClassVar = False
        constraints: ClassVar = [SQL("PRIMARY KEY (path, number)")]


class WorkingCopy(Model):
    """A file as its authors have it now; `top` is the edit that would be undone next."""

    path: Any = TextField(primary_key=True)
    text: Any = TextField()
    revision: Any = IntegerField()
    top: Any = IntegerField()
    base_hash: Any = TextField()
    site: Any = TextField()
    created_at: Any = TimeField()
    changed_at: Any = TimeField()
    changed_by: Any = TextField()

    class Meta:
        """Its name."""

        table_name: ClassVar = "working_copy"


class Edit(Model):
    """A change of a working copy: at `start`, `removed` gave way to `inserted`."""

    path: Any = TextField()
    revision: Any = IntegerField()
    kind: Any = TextField()
    below: Any = IntegerField()
    start: Any = IntegerField()
    removed: Any = TextField()
    inserted: Any = TextField()
    what: Any = TextField()
    changed_at: Any = TimeField()
    changed_by: Any = TextField()

    class Meta:
        """Its keys."""

        primary_key: ClassVar = False
        constraints: ClassVar = [SQL("PRIMARY KEY (path, revision)")]
        indexes: ClassVar = [(("path", "below"), False)]


class Presence(Model):
    """Somebody who has a working copy open, and where in it."""

    path: Any = TextField()
    account: Any = TextField()
    name: Any = TextField()
    place: Any = TextField()
    seen_at: Any = TimeField()

    class Meta:
        """Its keys."""

        primary_key: ClassVar = False
        constraints: ClassVar = [SQL("PRIMARY KEY (path, account)")]


class Audit(Model):
    """What was done in the studio of a site; each line holds the hash of the one before."""

    site: Any = TextField()
    number: Any = IntegerField()
    at: Any = TimeField()
    account: Any = TextField()
    name: Any = TextField()
    kind: Any = TextField()
    subject: Any = TextField()
    details: Any = JsonField()
    previous: Any = TextField()
    hash: Any = TextField()

    class Meta:
        """Its keys."""

        primary_key: ClassVar = False
        constraints: ClassVar = [SQL("PRIMARY KEY (site, number)")]


class Publication(Model):
    """A text that is to be published: once approved, or at a time."""

    id: Any = TextField(primary_key=True)
    site: Any = TextField()
    path: Any = TextField()
    text: Any = TextField()
    hash: Any = TextField()
    revision: Any = IntegerField()
    more: Any = JsonField()
    note: Any = TextField()
    asked_by: Any = TextField()
    asked_name: Any = TextField()
    asked_at: Any = TimeField()
    due_at: Any = TimeField(null=True, index=True)
    approved_by: Any = TextField(null=True)
    approved_name: Any = TextField(null=True)
    approved_at: Any = TimeField(null=True)
    done_at: Any = TimeField(null=True)
    failed_at: Any = TimeField(null=True)
    cancelled_at: Any = TimeField(null=True)
    error: Any = TextField(null=True)

    class Meta:
        """Its keys."""

        indexes: ClassVar = [(("path", "asked_at"), False)]


class Token(Model):
    """What another Guichet shows to bring or take texts; only a hash of it is kept."""

    id: Any = TextField(primary_key=True)
    site: Any = TextField()
    account: Any = TextField()
    name: Any = TextField()
    hash: Any = TextField(unique=True)
    created_at: Any = TimeField()
    expires_at: Any = TimeField()
    used_at: Any = TimeField(null=True)
    revoked_at: Any = TimeField(null=True)

    class Meta:
        """Its keys."""

        indexes: ClassVar = [(("site", "created_at"), False)]


class Figure(Model):
    """How often something happened at a place of a procedure on a day; of nobody."""

    site: Any = TextField()
    procedure: Any = TextField()
    version: Any = IntegerField()
    day: Any = TextField()
    place: Any = TextField()
    kind: Any = TextField()
    what: Any = TextField()
    count: Any = IntegerField()

    class Meta:
        """Its keys."""

        primary_key: ClassVar = False
        constraints: ClassVar = [
            SQL("PRIMARY KEY (site, procedure, version, day, place, kind, what)")
        ]


class Walk(Model):
    """The way that an author goes through what they are writing; forgotten after two days."""

    account: Any = TextField()
    path: Any = TextField()
    person: Any = TextField()
    answers: Any = JsonField()
    typed: Any = JsonField()
    changed_at: Any = TimeField(index=True)

    class Meta:
        """Its keys."""

        primary_key: ClassVar = False
        constraints: ClassVar = [SQL("PRIMARY KEY (account, path, person)")]


STUDIO: list[type[Model]] = [
    Document, DocumentVersion, WorkingCopy, Edit, Presence, Audit, Publication, Token, Figure, Walk,
]  # fmt: skip
