"""Every character that is said to be drawn is drawn."""

from pathlib import Path

import engine.printing
from engine.printing import receipt_pdf
from engine.printing.writable import UNDRAWN, writable_text


def every_character():
    listed = Path(engine.printing.__file__).with_name("glyphs.txt").read_text("ascii").split()
    for part in listed:
        first, _, last = part.partition("-")
        yield from (chr(code) for code in range(int(first, 16), int(last or first, 16) + 1))


def test_the_fonts_draw_every_character_of_the_list():
    rows = [{"label": "x", "value": f"a{character} b"} for character in every_character()]

    drawn = receipt_pdf({"summary": [{"title": "Tous", "rows": rows}]})

    assert drawn.startswith(b"%PDF")


def test_french_is_left_as_it_is():
    text = "Où ? « L'été à Noël », cœur ; 1\u202f234,50\u00a0€ — n° 5…"

    assert writable_text(text) == text


def test_a_character_that_no_font_draws_is_shown_as_missing():
    assert writable_text("漢") == UNDRAWN
