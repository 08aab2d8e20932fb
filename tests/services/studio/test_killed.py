"""A server killed at any moment while it saves or publishes leaves one of the two states."""

import json
import subprocess
import sys
from pathlib import Path

from tests.web.site import ROOT

TIMES = {"sqlite": 100, "postgresql": 15}


def test_a_process_killed_at_any_moment_leaves_one_of_two_texts(
    kind: str, database_url: str, tmp_path: Path
) -> None:
    times = TIMES[kind]

    done = subprocess.run(
        [sys.executable, "-m", "tests.services.studio.killing", tmp_path, database_url, str(times)],
        cwd=ROOT, capture_output=True, text=True, timeout=150, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    for one in ("saves", "publications"):
        assert sum(found[one].values()) == times
        assert found[one]["before"] > 0
        assert found[one]["after"] > 0
