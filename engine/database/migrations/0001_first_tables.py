"""Accounts, sessions, versions, drafts, uploads, submissions, effects and counters."""

STATEMENTS = (
    """
    CREATE TABLE account (
        id TEXT NOT NULL PRIMARY KEY,
        email TEXT NOT NULL,
        name TEXT NOT NULL,
        profile TEXT NOT NULL,
        details TEXT NOT NULL,
        created_at TIMESTAMP NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX account_email ON account (email)",
    """
    CREATE TABLE session (
        token_hash TEXT NOT NULL PRIMARY KEY,
        account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        created_at TIMESTAMP NOT NULL,
        seen_at TIMESTAMP NOT NULL,
        expires_at TIMESTAMP NOT NULL
    )
    """,
    "CREATE INDEX session_account_id ON session (account_id)",
    "CREATE INDEX session_expires_at ON session (expires_at)",
    """
    CREATE TABLE version (
        procedure TEXT NOT NULL,
        number INTEGER NOT NULL,
        hash TEXT NOT NULL,
        text TEXT NOT NULL,
        published_at TIMESTAMP NOT NULL,
        withdrawn_at TIMESTAMP,
        PRIMARY KEY (procedure, number)
    )
    """,
    "CREATE UNIQUE INDEX version_procedure_hash ON version (procedure, hash)",
    """
    CREATE TABLE draft (
        key TEXT NOT NULL PRIMARY KEY,
        owner TEXT NOT NULL,
        procedure TEXT NOT NULL,
        version INTEGER NOT NULL,
        answers TEXT NOT NULL,
        typed TEXT NOT NULL,
        stamps TEXT NOT NULL,
        revision INTEGER NOT NULL,
        created_at TIMESTAMP NOT NULL,
        changed_at TIMESTAMP NOT NULL,
        submitted_at TIMESTAMP
    )
    """,
    "CREATE INDEX draft_owner_changed_at ON draft (owner, changed_at)",
    """
    CREATE TABLE upload (
        id TEXT NOT NULL PRIMARY KEY,
        draft_id TEXT NOT NULL REFERENCES draft (key) ON DELETE CASCADE,
        owner TEXT NOT NULL,
        field TEXT NOT NULL,
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        pages INTEGER,
        width INTEGER,
        height INTEGER,
        sha256 TEXT NOT NULL,
        storage_key TEXT NOT NULL,
        thumbnail_key TEXT,
        received_at TIMESTAMP NOT NULL
    )
    """,
    "CREATE INDEX upload_draft_id ON upload (draft_id)",
    "CREATE INDEX upload_owner_sha256 ON upload (owner, sha256)",
    """
    CREATE TABLE submission (
        reference TEXT NOT NULL PRIMARY KEY,
        draft_id TEXT NOT NULL REFERENCES draft (key) ON DELETE RESTRICT,
        owner TEXT NOT NULL,
        procedure TEXT NOT NULL,
        version INTEGER NOT NULL,
        answers TEXT NOT NULL,
        attestations TEXT NOT NULL,
        receipt TEXT NOT NULL,
        email TEXT,
        received_at TIMESTAMP NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX submission_draft_id ON submission (draft_id)",
    "CREATE INDEX submission_owner_received_at ON submission (owner, received_at)",
    """
    CREATE TABLE effect (
        id TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        submission_id TEXT REFERENCES submission (reference) ON DELETE RESTRICT,
        payload TEXT NOT NULL,
        key TEXT NOT NULL,
        created_at TIMESTAMP NOT NULL,
        due_at TIMESTAMP NOT NULL,
        attempts INTEGER NOT NULL,
        leased_until TIMESTAMP,
        delivered_at TIMESTAMP,
        failed_at TIMESTAMP,
        last_error TEXT
    )
    """,
    "CREATE INDEX effect_submission_id ON effect (submission_id)",
    "CREATE UNIQUE INDEX effect_key ON effect (key)",
    """
    CREATE INDEX effect_waiting ON effect (due_at)
    WHERE delivered_at IS NULL AND failed_at IS NULL
    """,
    """
    CREATE TABLE counter (
        name TEXT NOT NULL PRIMARY KEY,
        value INTEGER NOT NULL
    )
    """,
)
