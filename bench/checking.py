"""`python -m bench.checking [FOLDER]`: prints the seconds that `guichet check` takes, and how many
procedures it looks at.

In a process of its own, once all is imported: the first time, then the best of three.
"""

import sys
import time
from pathlib import Path

from engine.cli.check import check_paths

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Check the folder four times."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "forms"
    times = [timed(folder) for _ in range(4)]
    procedures = sum(one.parent.name == "procedures" for one in folder.rglob("*.yaml"))
    print(times[0], min(times[1:]), procedures)


def timed(folder: Path) -> float:
    """The seconds of the processor that it takes to check a folder."""
    begun = time.process_time()
    list(check_paths([folder]))
    return time.process_time() - begun


if __name__ == "__main__":
    main()
