"""The studio: files published in the site, working copies, the journal, figures."""

STATEMENTS = (
    """
    CREATE TABLE document (
        path TEXT NOT NULL PRIMARY KEY,
        text TEXT,
        hash TEXT NOT NULL,
        disk_hash TEXT NOT NULL,
        number INTEGER NOT NULL,
        published_at TIMESTAMP NOT NULL,
        published_by TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE document_version (
        path TEXT NOT NULL,
        number INTEGER NOT NULL,
        text TEXT,
        hash TEXT NOT NULL,
        published_at TIMESTAMP NOT NULL,
        published_by TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (path, number)
    )
    """,
    """
    CREATE TABLE working_copy (
        path TEXT NOT NULL PRIMARY KEY,
        text TEXT NOT NULL,
        revision INTEGER NOT NULL,
        top INTEGER NOT NULL,
        base_hash TEXT NOT NULL,
        site TEXT NOT NULL,
        created_at TIMESTAMP NOT NULL,
        changed_at TIMESTAMP NOT NULL,
        changed_by TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE edit (
        path TEXT NOT NULL,
        revision INTEGER NOT NULL,
        kind TEXT NOT NULL,
        below INTEGER NOT NULL,
        start INTEGER NOT NULL,
        removed TEXT NOT NULL,
        inserted TEXT NOT NULL,
        what TEXT NOT NULL,
        changed_at TIMESTAMP NOT NULL,
        changed_by TEXT NOT NULL,
        PRIMARY KEY (path, revision)
    )
    """,
    "CREATE INDEX edit_path_below ON edit (path, below)",
    """
    CREATE TABLE presence (
        path TEXT NOT NULL,
        account TEXT NOT NULL,
        name TEXT NOT NULL,
        place TEXT NOT NULL,
        seen_at TIMESTAMP NOT NULL,
        PRIMARY KEY (path, account)
    )
    """,
    """
    CREATE TABLE audit (
        site TEXT NOT NULL,
        number INTEGER NOT NULL,
        at TIMESTAMP NOT NULL,
        account TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        details TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (site, number)
    )
    """,
    """
    CREATE TABLE publication (
        id TEXT NOT NULL PRIMARY KEY,
        site TEXT NOT NULL,
        path TEXT NOT NULL,
        text TEXT NOT NULL,
        hash TEXT NOT NULL,
        revision INTEGER NOT NULL,
        more TEXT NOT NULL,
        note TEXT NOT NULL,
        asked_by TEXT NOT NULL,
        asked_name TEXT NOT NULL,
        asked_at TIMESTAMP NOT NULL,
        due_at TIMESTAMP,
        approved_by TEXT,
        approved_name TEXT,
        approved_at TIMESTAMP,
        done_at TIMESTAMP,
        failed_at TIMESTAMP,
        cancelled_at TIMESTAMP,
        error TEXT
    )
    """,
    "CREATE INDEX publication_path_asked_at ON publication (path, asked_at)",
    "CREATE INDEX publication_due_at ON publication (due_at)",
    """
    CREATE TABLE token (
        id TEXT NOT NULL PRIMARY KEY,
        site TEXT NOT NULL,
        account TEXT NOT NULL,
        name TEXT NOT NULL,
        hash TEXT NOT NULL,
        created_at TIMESTAMP NOT NULL,
        expires_at TIMESTAMP NOT NULL,
        used_at TIMESTAMP,
        revoked_at TIMESTAMP
    )
    """,
    "CREATE UNIQUE INDEX token_hash ON token (hash)",
    "CREATE INDEX token_site_created_at ON token (site, created_at)",
    """
    CREATE TABLE figure (
        site TEXT NOT NULL,
        procedure TEXT NOT NULL,
        version INTEGER NOT NULL,
        day TEXT NOT NULL,
        place TEXT NOT NULL,
        kind TEXT NOT NULL,
        what TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (site, procedure, version, day, place, kind, what)
    )
    """,
    """
    CREATE TABLE walk (
        account TEXT NOT NULL,
        path TEXT NOT NULL,
        person TEXT NOT NULL,
        answers TEXT NOT NULL,
        typed TEXT NOT NULL,
        changed_at TIMESTAMP NOT NULL,
        PRIMARY KEY (account, path, person)
    )
    """,
    "CREATE INDEX walk_changed_at ON walk (changed_at)",
)
