"""A diagram as SVG: every part has a class, and no colour but those of a style sheet.

The texts of authors are escaped by the library that writes the XML. Reading order is that of the
procedure, and so is the order in which the keyboard goes through its links.
"""

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from engine.diagrams.flow import Branch, Card, Case, Flow, Fork, Frame
from engine.diagrams.legend import Legend, legend_of
from engine.diagrams.measuring import wrapped
from engine.diagrams.shapes import SIZES, Box, Line, Style
from engine.diagrams.tracing import Area, Point, Route, Scene, Shape, scene_of
from engine.i18n import gettext
from engine.i18n import marked as _

MARGIN, CORNER, ROUND = 20, 10, 10
LEAST = 360
NAMESPACE = "http://www.w3.org/2000/svg"
TITLE_SIZE, TITLE_HEIGHT = 22, 28
# What XML cannot hold, however it is written.
UNREADABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def draw(flow: Flow, *, style: str = "", target: str = "plan-", titled: bool = True) -> str:
    """The SVG of a flow.

    `style` is a style sheet to carry along; a page that has it already gives none. The links lead
    to what is called `target` and the name of the part: by default, to the part itself. With
    `titled`, the title of the procedure stands above.
    """
    scene = scene_of(flow)
    return _Drawing(flow, scene, target).svg(style, titled=titled)


class _Drawing:
    """One picture."""

    def __init__(self, flow: Flow, scene: Scene, target: str) -> None:
        self.flow = flow
        self.scene = scene
        self.target = target

    def say(self, message: str, **values: object) -> str:
        """A message in the language, filled."""
        return gettext(self.flow.language, message, **values)

    def svg(self, style: str, *, titled: bool) -> str:
        """The whole picture."""
        width = max(LEAST, self.scene.width) + 2 * MARGIN
        heading = self.heading(width - 2 * MARGIN) if titled else []
        legend = legend_of(self.flow, width - 2 * MARGIN, counted=titled)
        top = MARGIN + len(heading) * TITLE_HEIGHT + (8 if heading else 0)
        down = top + legend.height + 24
        height = down + self.scene.height + MARGIN
        root = ET.Element("svg", {
            "xmlns": NAMESPACE, "class": "plan", "viewBox": f"0 0 {width} {height}",
            "width": str(width), "height": str(height), "lang": self.flow.language,
            "role": "graphics-document", "aria-labelledby": "plan-title", "aria-describedby":
            "plan-desc",
        })  # fmt: skip
        add(root, "title", readable(self.name()), id="plan-title")
        add(root, "desc", readable(self.description()), id="plan-desc")
        if style:
            add(root, "style", style)
        add(root, "rect", **{"class": "ground"}, width="100%", height="100%")
        for number, line in enumerate(heading):
            add(root, "text", readable(line), **{"class": "heading"}, x=str(MARGIN),
                y=str(MARGIN + TITLE_HEIGHT * number + TITLE_SIZE))  # fmt: skip
        root.append(self.legend(legend, top))
        left = MARGIN + (width - 2 * MARGIN - self.scene.width) // 2
        root.append(self.body(left, down))
        return ET.tostring(root, encoding="unicode")

    def name(self) -> str:
        """What the picture is called."""
        return self.say(_("Flow of the procedure “{title}”"), title=self.flow.title)

    def description(self) -> str:
        """What it shows, and where the same is told."""
        order = self.say(_("Each step is a link, in the order in which people go through them."))
        shares = ", ".join(f"{one.label} {one.percent}\u00a0%" for one in self.flow.shares)
        return ". ".join(one for one in (self.flow.summary, shares) if one) + f". {order}"

    def heading(self, width: float) -> list[str]:
        """The title of the procedure, in lines."""
        return list(wrapped(self.flow.title, width, TITLE_SIZE, bold=True, most=3))

    # --- parts -----------------------------------------------------------------------------------

    def body(self, left: int, top: int) -> ET.Element:
        """Frames, then lines, then what is read."""
        group = ET.Element("g", {"transform": f"translate({left} {top})"})
        for area in self.scene.areas:
            group.extend(frame_of(area))
        for route in self.scene.routes:
            group.extend(line_of(route))
        for word in self.scene.words:
            add(group, "text", readable(word.text), **{"class": "word"}, x=str(word.x),
                y=str(word.y), **{"text-anchor": word.anchor})  # fmt: skip
        for shape in self.scene.shapes:
            group.append(self.shape(shape))
        return group

    def shape(self, shape: Shape) -> ET.Element:
        """A box; a link when it is a part that has a name."""
        block = shape.block
        classes = ["box", shape.box.form if not isinstance(block, Frame) else "head"]
        if isinstance(block, (Card, Frame)):
            classes += ["never"] if block.is_never else []
            link = ET.Element("a", {
                "class": " ".join(classes), "href": f"#{self.target}{block.anchor}",
                "id": f"plan-{block.anchor}", "aria-label": readable(self.label(block)),
            })  # fmt: skip
            return self.filled(link, shape, self.tip(block))
        if isinstance(block, (Branch, Case)):
            classes += ["never"] if block.taken == "never" else []
        group = ET.Element("g", {"class": " ".join(classes)})
        return self.filled(group, shape, self.tip(block))

    def filled(self, element: ET.Element, shape: Shape, tip: str) -> ET.Element:
        """What a box is drawn with: its outline, its texts, what a pointer is told."""
        add(element, "title", readable(tip))
        if not isinstance(shape.block, Frame):
            element.append(outline_of(shape))
        else:
            add(element, "rect", **{"class": "outline"}, x=str(shape.left + 4),
                y=str(shape.top + 4), width=str(shape.box.width - 8),
                height=str(shape.box.height - 8), rx="6")  # fmt: skip
        for line in shape.box.lines:
            if line.style == "number":
                add(element, "circle", **{"class": "badge"}, cx=whole(shape.left + line.x),
                    cy=whole(shape.top + line.y - 4), r="12")  # fmt: skip
            element.append(text_of(line, shape))
        return element

    def label(self, block: Card | Frame) -> str:
        """What a link is called for those who do not see the picture."""
        if isinstance(block, Frame):
            kind = self.say(_("Group")) if block.kind == "group" else self.say(_("Section"))
            said = (f"{kind}\u00a0: {block.title}", block.note, *block.warnings)
            return ". ".join(one for one in said if one)
        kinds = {
            "step": self.say(_("Step {number}"), number=block.number),
            "exit": self.say(_("Exit")), "summary": "", "start": "",
            "sending": self.say(_("Sending")),
        }  # fmt: skip
        named = "\u00a0: ".join(one for one in (kinds[block.kind], block.title) if one)
        never = [self.say(_("never tried"))] if block.is_never else []
        return ". ".join(one for one in (named, block.facts, *block.warnings, *never) if one)

    def tip(self, block: Card | Frame | Branch | Case | Fork) -> str:
        """The whole of what a box may have cut short."""
        if isinstance(block, Branch):
            return self.say(_("If {condition}"), condition=block.condition)
        if isinstance(block, Fork):
            return self.say(_("Depending on “{question}”"), question=block.subject)
        if isinstance(block, Case):
            return block.label
        asked = block.questions if isinstance(block, Card) else ()
        return "\n".join((self.label(block), *(f"– {one.label}" for one in asked)))

    def legend(self, legend: Legend, top: int) -> ET.Element:
        """What the signs mean."""
        group = ET.Element("g", {"class": "legend", "transform": f"translate({MARGIN} {top})"})
        for sign in legend.signs:
            for name, values in sign.drawn:
                add(group, name, **values)
            add(group, "text", readable(sign.text), x=str(sign.x), y=str(sign.y))
        return group


def add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Add an element."""
    element = ET.SubElement(parent, tag, attributes)
    element.text = text or None
    return element


def readable(text: str) -> str:
    """A text without what XML cannot hold."""
    return UNREADABLE.sub("", text)


def whole(length: float) -> str:
    """A length, without decimals when it has none."""
    return f"{length:g}"


def text_of(line: Line, shape: Shape) -> ET.Element:
    """A line of text."""
    style: Style = line.style
    size, _height, _bold = SIZES[style]
    attributes = {
        "class": f"t-{style}", "x": whole(shape.left + line.x), "y": whole(shape.top + line.y),
        "font-size": whole(size),
    }  # fmt: skip
    if line.anchor == "middle":
        attributes["text-anchor"] = "middle"
    element = ET.Element("text", attributes)
    element.text = readable(line.text)
    return element


def outline_of(shape: Shape) -> ET.Element:
    """What surrounds a box: it tells what it is by its form too."""
    box: Box = shape.box
    left, top, right, bottom = shape.left, shape.top, shape.right, shape.bottom
    if box.form in {"condition", "fork"}:
        middle, point = (top + bottom) / 2, 12
        corners = (
            (left, middle), (left + point, top), (right - point, top), (right, middle),
            (right - point, bottom), (left + point, bottom),
        )  # fmt: skip
        points = " ".join(f"{whole(x)},{whole(y)}" for x, y in corners)
        return ET.Element("polygon", {"class": "outline", "points": points})
    radius = {"card": 10, "exit": 10, "case": box.height / 2}.get(box.form, 26)
    return ET.Element("rect", {
        "class": "outline", "x": str(left), "y": str(top), "width": str(box.width),
        "height": str(box.height), "rx": whole(min(radius, 18)),
    })  # fmt: skip


def frame_of(area: Area) -> Iterator[ET.Element]:
    """The frame of a section or a group; cards show behind a group."""
    width, height = area.right - area.left, area.bottom - area.top
    if area.frame.kind == "group":
        for behind in (10, 5):
            yield _rect("behind", area.left + behind, area.top + behind, width, height)
    kind = f"area {area.frame.kind}" + (" never" if area.frame.is_never else "")
    yield _rect(kind, area.left, area.top, width, height)
    y = area.top + area.head
    yield ET.Element("path", {"class": "rule", "d": f"M{area.left} {y}H{area.right}"})


def line_of(route: Route) -> Iterator[ET.Element]:
    """A line with round corners, and the head of its arrow."""
    kind = "line never" if route.outcome == "never" else "line"
    points = list(route.points)
    if route.is_arrow:
        (x, y), (before_x, before_y) = points[-1], points[-2]
        across, down = sign(x - before_x), sign(y - before_y)
        points[-1] = (x - 6 * across, y - 6 * down)
        tips = (
            (x, y),
            (x - 9 * across - 5 * down, y - 9 * down - 5 * across),
            (x - 9 * across + 5 * down, y - 9 * down + 5 * across),
        )
        yield ET.Element("path", {"class": kind, "d": path_through(points)})
        corners = " ".join(f"{one},{other}" for one, other in tips)
        yield ET.Element("polygon", {"class": f"{kind} arrow", "points": corners})
        return
    yield ET.Element("path", {"class": kind, "d": path_through(points)})


def path_through(points: Iterable[Point]) -> str:
    """The path through points, its corners rounded."""
    (x, y), *rest = points
    said = [f"M{x} {y}"]
    for number, (to_x, to_y) in enumerate(rest):
        if number + 1 == len(rest):
            said.append(f"L{to_x} {to_y}")
            break
        next_x, next_y = rest[number + 1]
        room = min(ROUND, _far(x, y, to_x, to_y), _far(to_x, to_y, next_x, next_y) // 2)
        from_x, from_y = to_x - room * sign(to_x - x), to_y - room * sign(to_y - y)
        out_x, out_y = to_x + room * sign(next_x - to_x), to_y + room * sign(next_y - to_y)
        said.append(f"L{from_x} {from_y}Q{to_x} {to_y} {out_x} {out_y}")
        x, y = to_x, to_y
    return "".join(said)


def sign(number: int) -> int:
    """Minus one, zero or one."""
    return (number > 0) - (number < 0)


def _far(x: int, y: int, to_x: int, to_y: int) -> int:
    return max(abs(to_x - x), abs(to_y - y))


def _rect(kind: str, x: int, y: int, width: int, height: int) -> ET.Element:
    sizes = {"x": str(x), "y": str(y), "width": str(width), "height": str(height)}
    return ET.Element("rect", {"class": kind, **sizes, "rx": str(CORNER)})
