"""What the style sheet promises: contrasts in both schemes, and little weight."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
SHEET = (STATIC / "guichet.css").read_text(encoding="utf-8")
# Bytes once compressed with gzip -9; a page and its styles and scripts must stay under 30 kB.
MOST = {"guichet.css": 5_900, "guichet.js": 3_700, "htmx.min.js": 17_000, "favicon.svg": 300}
BACKGROUNDS = ("paper", "surface")
ON_TINTS = [(name, f"{name}-tint") for name in ("red", "green", "amber", "blue")]
TEXTS = [(ink, ground) for ink in ("ink", "muted", "red") for ground in BACKGROUNDS]
EDGES = [("edge", ground) for ground in BACKGROUNDS]


def colours(scheme: str) -> dict[str, str]:
    """The colours of a scheme, by the names of their properties; mixes are left out."""
    light, dark = re.findall(r":root \{(.*?)\n *\}", SHEET, re.DOTALL)[:2]
    text = light if scheme == "light" else light + dark
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", text))


def luminance(colour: str) -> float:
    """How bright a colour is, as WCAG reckons it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, between 1 and 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXTS + ON_TINTS)
def test_texts_stand_out_of_what_is_behind_them(scheme: str, ink: str, ground: str) -> None:
    known = colours(scheme)

    found = contrast(known[ink], known[ground])

    assert found >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_controls_can_be_seen(scheme: str, edge: str, ground: str) -> None:
    known = colours(scheme)

    found = contrast(known[edge], known[ground])

    assert found >= 3


def test_the_accent_can_be_read_on_and_under_text() -> None:
    known = colours("light")

    found = [contrast(known["accent"], known[name]) for name in ("accent-ink", *BACKGROUNDS)]

    assert min(found) >= 4.5


@pytest.mark.parametrize("name", MOST)
def test_files_of_a_first_page_are_light(name: str) -> None:
    data = (STATIC / name).read_bytes()

    weight = len(gzip.compress(data, 9, mtime=0))

    assert weight <= MOST[name]


def test_what_comes_from_elsewhere_has_its_licence() -> None:
    elsewhere = {path.name for path in STATIC.iterdir() if ".min." in path.name}

    told = (STATIC / "LICENSES.md").read_text(encoding="utf-8")

    assert all(f"`{name}`" in told for name in elsewhere)
