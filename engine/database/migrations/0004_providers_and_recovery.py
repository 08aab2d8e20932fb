"""Identity providers, and codes that stand in for a lost second factor."""

STATEMENTS = (
    """
    CREATE TABLE proving (
        token_hash TEXT NOT NULL PRIMARY KEY,
        site TEXT NOT NULL,
        browser TEXT NOT NULL,
        sealed TEXT NOT NULL,
        created_at TIMESTAMP NOT NULL,
        expires_at TIMESTAMP NOT NULL,
        used_at TIMESTAMP,
        held_at TIMESTAMP
    )
    """,
    "CREATE INDEX proving_expires_at ON proving (expires_at)",
    "CREATE INDEX proving_site_browser ON proving (site, browser)",
    """
    CREATE TABLE identity (
        id TEXT NOT NULL PRIMARY KEY,
        account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        site TEXT NOT NULL,
        issuer TEXT NOT NULL,
        subject TEXT NOT NULL,
        created_at TIMESTAMP NOT NULL,
        used_at TIMESTAMP NOT NULL
    )
    """,
    "CREATE INDEX identity_account_id ON identity (account_id)",
    "CREATE UNIQUE INDEX identity_site_issuer_subject ON identity (site, issuer, subject)",
    """
    CREATE TABLE farewell (
        token_hash TEXT NOT NULL PRIMARY KEY REFERENCES session (token_hash) ON DELETE CASCADE,
        sealed TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE recovery (
        id TEXT NOT NULL PRIMARY KEY,
        account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        selector TEXT NOT NULL,
        verifier_hash TEXT NOT NULL,
        created_at TIMESTAMP NOT NULL,
        used_at TIMESTAMP
    )
    """,
    "CREATE INDEX recovery_account_id ON recovery (account_id)",
    "CREATE UNIQUE INDEX recovery_account_id_selector ON recovery (account_id, selector)",
)
