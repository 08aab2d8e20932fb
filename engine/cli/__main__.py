"""`python -m engine.cli` is `guichet`."""

import gc
import sys

# A command makes much that it keeps to its end, and ends soon: there is little to collect.
gc.set_threshold(50_000, 20, 20)

try:
    from engine.cli import main

    main(prog_name="guichet")
except KeyboardInterrupt:  # while the modules of the command load
    sys.exit(130)
