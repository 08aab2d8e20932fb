"""What is owed for submissions, and the tries to pay it on line."""

STATEMENTS = (
    """
    CREATE TABLE due (
        submission_id TEXT NOT NULL PRIMARY KEY
            REFERENCES submission (reference) ON DELETE RESTRICT,
        site TEXT NOT NULL,
        amount TEXT NOT NULL,
        label TEXT NOT NULL,
        email TEXT,
        language TEXT NOT NULL,
        created_at TIMESTAMP NOT NULL,
        paid_at TIMESTAMP,
        reference TEXT,
        receipt TEXT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX due_reference ON due (reference)",
    "CREATE INDEX due_site_created_at ON due (site, created_at)",
    """
    CREATE TABLE payment (
        id TEXT NOT NULL PRIMARY KEY,
        due_id TEXT NOT NULL REFERENCES due (submission_id) ON DELETE RESTRICT,
        provider TEXT NOT NULL,
        operation TEXT,
        url TEXT NOT NULL,
        started_at TIMESTAMP NOT NULL,
        returned_at TIMESTAMP,
        asked_at TIMESTAMP,
        paid_at TIMESTAMP,
        refused_at TIMESTAMP,
        abandoned_at TIMESTAMP
    )
    """,
    "CREATE INDEX payment_due_id ON payment (due_id)",
    "CREATE INDEX payment_started_at ON payment (started_at)",
)
