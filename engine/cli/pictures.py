"""Pictures of procedures that stand alone, as files: those of `guichet diagram` and the manual."""

from pathlib import Path

from engine.definitions import Definition, Library, Procedure, load_library
from engine.diagrams import flow_of
from engine.diagrams.drawing import draw

STATIC = Path(__file__).resolve().parents[2] / "static"
# In the style sheet of the site, the colours come first.
COLOURS_FROM, COLOURS_TO = ":root {", "*, ::before"
PAGE = "/* The page"
# The procedures drawn in the manual: as many as this, those of most steps.
DRAWN = 3


def style() -> str:
    """The style sheet that a picture carries along: the colours of the site, light and dark."""
    site = (STATIC / "guichet.css").read_text(encoding="utf-8")
    colours = site[site.index(COLOURS_FROM) : site.index(COLOURS_TO)]
    own, _page, _rest = (STATIC / "plan.css").read_text(encoding="utf-8").partition(PAGE)
    return f"\n{colours}{own}"


def pictures(folder: Path, language: str = "fr") -> dict[str, str]:
    """The pictures of the largest procedures of a folder, by the names of their files."""
    sheet = style()
    return {
        f"plan-{one.name}.svg": draw(flow_of(one, language), style=sheet) + "\n"
        for one in largest(load_library(folder))
    }


def largest(library: Library) -> list[Procedure]:
    """The procedures with most steps, the largest first."""
    found = [one.procedure for one in library.definitions.values() if one.procedure is not None]
    return sorted(found, key=lambda one: (-len(list(one.all_steps())), one.name))[:DRAWN]


def definition_called(library: Library, name: str) -> Definition | None:
    """The definition of a procedure of a library, None when there is none of that name."""
    for one in library.definitions.values():
        if one.procedure is not None and one.procedure.name == name:
            return one
    return None
