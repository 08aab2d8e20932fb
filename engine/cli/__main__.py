"""`python -m engine.cli` is `guichet`."""

import sys

try:
    from engine.cli import main

    main(prog_name="guichet")
except KeyboardInterrupt:  # while the modules of the command load
    sys.exit(130)
