"""`python -m engine.cli` is `guichet`."""

from engine.cli import main

main(prog_name="guichet")
