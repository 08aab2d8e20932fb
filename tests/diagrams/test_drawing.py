from pathlib import Path

import pytest
from lxml import etree as trees

from engine.definitions import load_library
from engine.definitions.points import points_of
from engine.diagrams import flow_of
from engine.diagrams.drawing import draw
from engine.diagrams.flow import Card, Flow, Frame, blocks_in
from engine.diagrams.tracing import Area, Scene, Shape, scene_of
from tests.diagrams.samples import SMALL, long_text, procedure

SVG = "{http://www.w3.org/2000/svg}"
SHIPPED = {
    definition.procedure.name: definition.procedure
    for definition in load_library(Path("forms")).definitions.values()
    if definition.procedure is not None
}


def flows() -> list[Flow]:
    """The flows of all shipped procedures, without tests and with none seen, and a long one."""
    long = procedure(long_text())
    return [
        *(flow_of(one, "fr") for one in SHIPPED.values()),
        *(flow_of(one, "fr", ()) for one in SHIPPED.values()),
        flow_of(long, "fr"),
        flow_of(long, "en", points_of(long)),
    ]


@pytest.fixture(scope="module")
def scenes() -> list[Scene]:
    return [scene_of(one) for one in flows()]


def overlap(one: Shape, other: Shape) -> bool:
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom


def is_inside(shape: Shape, area: Area) -> bool:
    across = area.left <= shape.left and shape.right <= area.right
    return across and area.top <= shape.top and shape.bottom <= area.bottom


def is_outside(shape: Shape, area: Area) -> bool:
    across = shape.right <= area.left or area.right <= shape.left
    return across or shape.bottom <= area.top or area.bottom <= shape.top


def test_no_two_boxes_overlap(scenes: list[Scene]):
    for scene in scenes:
        shapes = sorted(scene.shapes, key=lambda one: one.top)
        for number, one in enumerate(shapes):
            below = (other for other in shapes[number + 1 :] if other.top < one.bottom)
            assert not [other for other in below if overlap(one, other)]


def test_a_frame_holds_a_box_wholly_or_not_at_all(scenes: list[Scene]):
    for scene in scenes:
        for area in scene.areas:
            assert all(is_inside(one, area) or is_outside(one, area) for one in scene.shapes)


def test_no_text_is_wider_than_its_box(scenes: list[Scene]):
    for scene in scenes:
        for shape in scene.shapes:
            for line in shape.box.lines:
                left = line.x - (line.width / 2 if line.anchor == "middle" else 0)
                assert left >= 0, line
                assert left + line.width <= shape.box.width, line
                assert line.y <= shape.box.height, line


def test_no_line_goes_through_a_box(scenes: list[Scene]):
    for scene in scenes:
        boxes = [one for one in scene.shapes if not isinstance(one.block, Frame)]
        for route in scene.routes:
            for (x, y), (to_x, to_y) in zip(route.points, route.points[1:], strict=False):
                left, right = sorted((x, to_x))
                top, bottom = sorted((y, to_y))
                crossed = [
                    one
                    for one in boxes
                    if left < one.right and one.left < right + (left == right)
                    if top < one.bottom and one.top < bottom + (top == bottom)
                    if not (left == right and left in (one.left, one.right))
                ]
                assert not crossed, (route, crossed)


def test_every_part_is_in_the_picture_and_none_outside(scenes: list[Scene]):
    for scene in scenes:
        for shape in scene.shapes:
            assert shape.left >= 0
            assert shape.right <= scene.width
            assert shape.bottom <= scene.height
        for route in scene.routes:
            assert all(0 <= x <= scene.width and 0 <= y <= scene.height for x, y in route.points)


def test_sixty_steps_are_no_wider_than_a_page(scenes: list[Scene]):
    assert max(one.width for one in scenes) < 1280


def test_each_card_is_a_link_in_the_order_in_which_one_reads():
    flow = flow_of(procedure(), "fr")
    root = trees.fromstring(draw(flow))

    links = [one.get("href") for one in root.iter(f"{SVG}a")]

    wanted = [one.anchor for one in blocks_in(flow.row) if isinstance(one, (Card, Frame))]
    assert links == [f"#plan-{one}" for one in wanted]
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))


def test_it_has_a_name_and_a_description():
    root = trees.fromstring(draw(flow_of(procedure(), "fr")))

    named = {one.get("id"): one.text for one in root if one.get("id")}
    assert named[root.get("aria-labelledby", "")] == "Plan de la démarche «\u00a0Essai\u00a0»"
    assert "4 étapes" in (named[root.get("aria-describedby", "")] or "")
    assert all(one.get("aria-label") for one in root.iter(f"{SVG}a"))


def test_a_page_that_has_the_style_sheet_gets_no_style_at_all():
    drawn = draw(flow_of(procedure(), "fr"), target="texte-", titled=False)

    assert "style" not in drawn
    assert 'href="#texte-accueil"' in drawn


def test_the_whole_condition_is_told_where_it_is_cut_short():
    words = "interminable " * 30
    text = SMALL.replace("label: Envoi", f"label: {words}")

    root = trees.fromstring(draw(flow_of(procedure(text), "fr")))

    titles = [one.text or "" for one in root.iter(f"{SVG}title")]
    assert any(words.strip() in one and one.startswith("Si ") for one in titles)
    assert words.strip() not in [one.text for one in root.iter(f"{SVG}text")]


def test_what_an_author_writes_is_text_and_nothing_else():
    evil = "</svg><script>alert(1)</script>]]>&amp;\\u0007"
    text = SMALL.replace("title: Un lot", f'title: "{evil}"').replace(
        "title: Essai", f'title: "{evil}"'
    )

    drawn = draw(flow_of(procedure(text), "fr"))

    assert "<script" not in drawn
    assert not list(trees.fromstring(drawn).iter(f"{SVG}script"))


def test_what_was_never_tried_is_dashed_and_said():
    drawn = draw(flow_of(procedure(), "fr", ()))

    assert 'class="line never"' in drawn
    assert "! jamais essayé" in drawn
    assert "branches\u00a0: 0\u00a0% (0 sur 8)" in drawn


def test_the_same_procedure_gives_the_same_picture():
    assert draw(flow_of(procedure(), "fr")) == draw(flow_of(procedure(), "fr"))
