"""Pages of the manual as a test follows them: files to write, changes to make, commands to run.

A comment before a fence says what the piece is:

    <!-- file: forms/a.yaml -->     the whole file
    <!-- end: forms/a.yaml -->      lines to add at the end of the file
    <!-- change: forms/a.yaml -->   lines to replace, as a diff
    <!-- whole: forms/a.yaml -->    what the file holds by now
    <!-- serves: /address -->       a command without end: started, asked for a page, stopped

A fence `console` holds commands after `$`, each with what it prints; `…` stands for anything.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PIECE = re.compile(
    r"^(?:[ ]*<!-- (?P<kind>[\w-]+)(?:: (?P<about>.*?))? -->\n)?"
    r"^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Piece:
    """A text between fences: where it stands, its language, what the comment before it says."""

    path: Path
    line: int
    language: str
    text: str
    kind: str = ""
    about: str = ""

    @property
    def name(self) -> str:
        """How a test calls it."""
        return f"{self.path.relative_to(ROOT)}:{self.line}"


@dataclass(frozen=True)
class Command:
    """What is typed after `$`, and what is printed."""

    typed: str
    printed: str

    @property
    def is_ours(self) -> bool:
        """Whether it runs `guichet`, and nothing else."""
        words = self.typed.removeprefix(".venv/bin/").split()
        return words[:1] == ["guichet"] and not set(self.typed) & set("|>;&")


def pieces(path: Path) -> Iterator[Piece]:
    """The pieces of a page, in order."""
    text = path.read_text(encoding="utf-8")
    for found in PIECE.finditer(text):
        line = text.count("\n", 0, found.start("text")) + 1
        margin = len(found["indent"])
        inside = "".join(one[margin:] for one in found["text"].splitlines(keepends=True))
        yield Piece(
            path, line, found["language"], inside, found["kind"] or "", found["about"] or ""
        )


def commands(piece: Piece) -> Iterator[Command]:
    """The commands of a fence, each with what it prints."""
    _, *parts = re.split(r"^\$ ", piece.text, flags=re.MULTILINE)
    for part in parts:
        typed, _, printed = part.replace("\\\n", "").partition("\n")
        yield Command(" ".join(typed.split()) if '"' not in typed else typed.strip(), printed)


def prints(wanted: str, printed: str) -> bool:
    """Whether what was printed is what a page shows."""
    pattern = ".*?".join(map(re.escape, tidy(wanted).split("…")))
    return re.fullmatch(pattern, tidy(printed), re.DOTALL) is not None


def tidy(text: str) -> str:
    """A text without blanks at the end of its lines, nor around it."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def changed(text: str, difference: str) -> str:
    """A text with the lines of a diff replaced; each run of them must be in it once."""
    for hunk in re.split(r"^…\n", difference, flags=re.MULTILINE):
        lines = hunk.splitlines()
        before = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
        after = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("-"))
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text
