"""Sites, and all that accounts need: invitations, links, consents, requests, messages."""

STATEMENTS = (
    "DROP INDEX account_email",
    "ALTER TABLE account ADD COLUMN site TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE account ADD COLUMN roles TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE account ADD COLUMN preferences TEXT NOT NULL DEFAULT '{}'",
    "ALTER TABLE account ADD COLUMN password_hash TEXT",
    "ALTER TABLE account ADD COLUMN password_changed_at TIMESTAMP",
    "ALTER TABLE account ADD COLUMN reset_required_at TIMESTAMP",
    "ALTER TABLE account ADD COLUMN email_verified_at TIMESTAMP",
    "ALTER TABLE account ADD COLUMN totp_secret TEXT",
    "ALTER TABLE account ADD COLUMN totp_confirmed_at TIMESTAMP",
    "ALTER TABLE account ADD COLUMN totp_last_step INTEGER",
    "ALTER TABLE account ADD COLUMN closed_at TIMESTAMP",
    "CREATE UNIQUE INDEX account_site_email ON account (site, email)",
    "ALTER TABLE session ADD COLUMN ends_at TIMESTAMP",
    "ALTER TABLE session ADD COLUMN authenticated_at TIMESTAMP",
    "ALTER TABLE session ADD COLUMN second_factor_due_at TIMESTAMP",
    "ALTER TABLE session ADD COLUMN remembered TEXT",
    "ALTER TABLE session ADD COLUMN browser TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE session ADD COLUMN address TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE draft ADD COLUMN link TEXT NOT NULL DEFAULT '{}'",
    "ALTER TABLE submission ADD COLUMN site TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX submission_site_received_at ON submission (site, received_at)",
    """
    CREATE TABLE remembered (
        series TEXT NOT NULL PRIMARY KEY,
        account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        token_hash TEXT NOT NULL,
        created_at TIMESTAMP NOT NULL,
        used_at TIMESTAMP NOT NULL,
        expires_at TIMESTAMP NOT NULL,
        browser TEXT NOT NULL
    )
    """,
    "CREATE INDEX remembered_account_id ON remembered (account_id)",
    "CREATE INDEX remembered_expires_at ON remembered (expires_at)",
    """
    CREATE TABLE invitation (
        id TEXT NOT NULL PRIMARY KEY,
        site TEXT NOT NULL,
        selector TEXT NOT NULL,
        verifier_hash TEXT NOT NULL,
        knowledge_hash TEXT NOT NULL,
        name TEXT NOT NULL,
        profile TEXT NOT NULL,
        details TEXT NOT NULL,
        letter TEXT NOT NULL,
        batch TEXT NOT NULL,
        account_id TEXT REFERENCES account (id) ON DELETE SET NULL,
        failures INTEGER NOT NULL,
        created_at TIMESTAMP NOT NULL,
        expires_at TIMESTAMP NOT NULL,
        printed_at TIMESTAMP,
        sent_at TIMESTAMP,
        used_at TIMESTAMP,
        revoked_at TIMESTAMP
    )
    """,
    "CREATE INDEX invitation_account_id ON invitation (account_id)",
    "CREATE INDEX invitation_site_batch ON invitation (site, batch)",
    "CREATE UNIQUE INDEX invitation_site_selector ON invitation (site, selector)",
    """
    CREATE TABLE link (
        token_hash TEXT NOT NULL PRIMARY KEY,
        account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        purpose TEXT NOT NULL,
        details TEXT NOT NULL,
        created_at TIMESTAMP NOT NULL,
        expires_at TIMESTAMP NOT NULL,
        used_at TIMESTAMP
    )
    """,
    "CREATE INDEX link_account_id ON link (account_id)",
    "CREATE INDEX link_expires_at ON link (expires_at)",
    """
    CREATE TABLE attempt (
        id TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        at TIMESTAMP NOT NULL
    )
    """,
    "CREATE INDEX attempt_at ON attempt (at)",
    "CREATE INDEX attempt_kind_subject_at ON attempt (kind, subject, at)",
    """
    CREATE TABLE event (
        id TEXT NOT NULL PRIMARY KEY,
        site TEXT NOT NULL,
        account TEXT,
        kind TEXT NOT NULL,
        at TIMESTAMP NOT NULL,
        browser TEXT NOT NULL,
        address TEXT NOT NULL,
        details TEXT NOT NULL
    )
    """,
    "CREATE INDEX event_account_at ON event (account, at)",
    "CREATE INDEX event_site_at ON event (site, at)",
    """
    CREATE TABLE consent (
        id TEXT NOT NULL PRIMARY KEY,
        site TEXT NOT NULL,
        account TEXT NOT NULL,
        text TEXT NOT NULL,
        version TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        label TEXT NOT NULL,
        language TEXT NOT NULL,
        at TIMESTAMP NOT NULL,
        session TEXT NOT NULL,
        procedure TEXT NOT NULL,
        procedure_version INTEGER NOT NULL,
        address TEXT NOT NULL
    )
    """,
    "CREATE INDEX consent_account_text_version ON consent (account, text, version)",
    """
    CREATE TABLE change_request (
        id TEXT NOT NULL PRIMARY KEY,
        site TEXT NOT NULL,
        account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        submission TEXT,
        list TEXT NOT NULL,
        row TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        created_at TIMESTAMP NOT NULL,
        cancelled_at TIMESTAMP,
        decided_at TIMESTAMP,
        decided_by TEXT,
        accepted INTEGER,
        reason TEXT
    )
    """,
    "CREATE INDEX changerequest_account_id ON change_request (account_id)",
    "CREATE INDEX changerequest_account_id_created_at ON change_request (account_id, created_at)",
    "CREATE INDEX changerequest_site_created_at ON change_request (site, created_at)",
    """
    CREATE TABLE thread (
        id TEXT NOT NULL PRIMARY KEY,
        site TEXT NOT NULL,
        account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        subject TEXT NOT NULL,
        submission TEXT,
        created_at TIMESTAMP NOT NULL,
        changed_at TIMESTAMP NOT NULL
    )
    """,
    "CREATE INDEX thread_account_id ON thread (account_id)",
    "CREATE INDEX thread_account_id_changed_at ON thread (account_id, changed_at)",
    "CREATE INDEX thread_site_changed_at ON thread (site, changed_at)",
    """
    CREATE TABLE message (
        id TEXT NOT NULL PRIMARY KEY,
        thread_id TEXT NOT NULL REFERENCES thread (id) ON DELETE CASCADE,
        from_service INTEGER NOT NULL,
        author TEXT NOT NULL,
        text TEXT NOT NULL,
        files TEXT NOT NULL,
        sent_at TIMESTAMP NOT NULL,
        read_at TIMESTAMP
    )
    """,
    "CREATE INDEX message_thread_id ON message (thread_id)",
    "CREATE INDEX message_thread_id_sent_at ON message (thread_id, sent_at)",
    """
    CREATE TABLE erasure (
        id TEXT NOT NULL PRIMARY KEY,
        site TEXT NOT NULL,
        account TEXT NOT NULL,
        reason TEXT NOT NULL,
        created_at TIMESTAMP NOT NULL,
        cancelled_at TIMESTAMP,
        decided_at TIMESTAMP,
        decided_by TEXT,
        accepted INTEGER,
        answer TEXT,
        done_at TIMESTAMP
    )
    """,
    "CREATE INDEX erasure_account_created_at ON erasure (account, created_at)",
    "CREATE INDEX erasure_site_created_at ON erasure (site, created_at)",
)
