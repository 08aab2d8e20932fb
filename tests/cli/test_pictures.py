"""The pictures that the manual keeps are those of the largest procedures, as they are now."""

from pathlib import Path

from engine.cli.pictures import DRAWN, pictures

ROOT = Path(__file__).parents[2]


def test_the_manual_keeps_the_pictures_as_they_are_drawn_now():
    drawn = pictures(ROOT / "forms")

    kept = {one.name: one.read_text("utf-8") for one in (ROOT / "docs/images").glob("plan-*.svg")}
    assert len(drawn) == DRAWN
    assert kept == drawn


def test_the_manual_shows_each_of_them():
    page = (ROOT / "docs/authors/diagram.md").read_text("utf-8")

    assert all(f"../images/{name}" in page for name in pictures(ROOT / "forms"))
