"""`python -m bench.reading FILE`: prints the seconds it takes to read a definition, best of three.

In a process of its own: the visitors know nothing of the product.
"""

import sys
import time
from pathlib import Path

from engine.definitions import read_definition


def main() -> None:
    """Read the file three times."""
    path = sys.argv[1]
    text = Path(path).read_bytes()
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        read_definition(path, text)
        times.append(time.perf_counter() - begun)
    print(min(times))


if __name__ == "__main__":
    main()
