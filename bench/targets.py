"""The servers that are measured: the product and its hand-written twin, both on gunicorn."""

import sys
from pathlib import Path

from bench.server import Target

ROOT = Path(__file__).parent.parent
TWIN_PYTHON = ROOT / ".cache" / "bench" / "venv" / "bin" / "python"
GUNICORN = ("-m", "gunicorn", "--bind", "127.0.0.1:{port}", "--workers", "2")

TWIN = Target(
    name="twin",
    title="Hand-written twin: Flask, WTForms, sqlite3",
    command=(
        str(TWIN_PYTHON),
        *GUNICORN,
        "--config",
        "bench/twin/served.py",
        "bench.twin.app:create_app()",
    ),
    start="/banc",
    submissions=("twin.db", "SELECT reference FROM draft WHERE reference IS NOT NULL"),
    documents="uploads/*",
    environment={"KEY": "measures-only"},
)

GUICHET = Target(
    name="guichet",
    title="Guichet: forms/procedures/banc.yaml",
    command=(sys.executable, "-m", "engine.cli", "serve", "--workers", "2", "--no-mail"),
    start="/demarches/banc",
    submissions=("guichet.sqlite3", "SELECT reference FROM submission"),
    documents="uploads/**/*",
    prepare=(sys.executable, "-m", "engine.cli", "migrate"),
)
