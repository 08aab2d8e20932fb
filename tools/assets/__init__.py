"""The code editor of the studio, made once of npm packages and kept in `static/`.

`make assets` makes it again: node and npm are needed for that, and for nothing else.
"""

import hashlib
import shutil
import subprocess
from pathlib import Path

FOLDER = Path(__file__).parent
ROOT = FOLDER.parent.parent
BUNDLE = ROOT / "static" / "studio-editor.js"
WORK = ROOT / ".cache" / "assets"
SOURCES = ("build.mjs", "editor.js", "package.json", "package-lock.json")


def digest() -> str:
    """What changes when a source, or the version of a package, does."""
    said = hashlib.sha256()
    for name in SOURCES:
        said.update(name.encode() + b"\0" + (FOLDER / name).read_bytes())
    return said.hexdigest()


def first_line() -> str:
    """What a bundle made of the sources as they are says first."""
    return f"/* Made by `make assets` of tools/assets, {digest()}; licences: LICENSES.md */"


def build(target: Path = BUNDLE) -> None:
    """Make the bundle, with the packages of the lock and no others."""
    WORK.mkdir(parents=True, exist_ok=True)
    for name in SOURCES:
        shutil.copy(FOLDER / name, WORK)
    mark = first_line().removeprefix("/* ").removesuffix(" */")
    for command in (
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"],
        ["node", "build.mjs", str(target), mark],
    ):
        subprocess.run(command, cwd=WORK, check=True)
