"""Procedures made by chance: whatever is nested in what, nothing overlaps and all is told."""

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diagrams import as_text, flow_of
from engine.diagrams.flow import Card, blocks_in
from engine.diagrams.tracing import scene_of
from tests.diagrams.samples import SMALL, procedure
from tests.diagrams.test_drawing import is_inside, is_outside, overlap

HEAD = SMALL.partition("  - exit:")[0]
CONDITIONS = (
    "", "", "seul", "not seul", 'envoi == "dsn"', 'envoi == "papier"', 'envoi == "autre"',
    'envoi != "dsn"', 'seul and envoi == "dsn"', 'not (seul and envoi == "dsn")',
)  # fmt: skip
WHEN = st.sampled_from(CONDITIONS)
SHAPE = st.recursive(
    st.sampled_from(["step", "exit"]).map(lambda kind: (kind, ())),
    lambda inner: st.tuples(
        st.sampled_from(["section", "group"]), st.lists(st.tuples(inner, WHEN), max_size=3)
    ),
    max_leaves=8,
)


def written(part, condition: str, name: str, depth: int = 1) -> list[str]:
    kind, inner = part
    if kind == "group" and depth > 2:
        kind = "section"
    if kind == "exit" and depth > 1:
        kind = "step"
    indent = "  " * depth
    lines = [f"{indent}- {kind}: n{name}", f"{indent}  title: Partie {name}"]
    lines += [f"{indent}  when: {condition!r}"] if condition else []
    if kind in {"section", "group"}:
        lines.append(f"{indent}  steps:{'' if inner else ' []'}")
        for number, (one, own) in enumerate(inner):
            lines += written(one, own, f"{name}_{number}", depth + 1)
    elif kind == "exit":
        lines.append(f"{indent}  text: Fin.")
    else:
        lines.append(f"{indent}  fields: []")
    return lines


@settings(max_examples=60, deadline=None, derandomize=True)
@given(parts=st.lists(st.tuples(SHAPE, WHEN), max_size=6))
def test_nothing_overlaps_and_all_is_told(parts):
    lines = [
        line
        for number, (part, condition) in enumerate(parts)
        for line in written(part, condition, str(number))
    ]
    flow = flow_of(procedure(HEAD + "\n".join(lines)), "fr", ())

    scene = scene_of(flow)

    shapes = scene.shapes
    assert not [
        (one, other)
        for number, one in enumerate(shapes)
        for other in shapes[number + 1 :]
        if overlap(one, other)
    ]
    assert all(
        is_inside(one, area) or is_outside(one, area) for one in shapes for area in scene.areas
    )
    told = as_text(flow)
    cards = [one for one in blocks_in(flow.row) if isinstance(one, Card)]
    assert all(one.title in told for one in cards)
    assert [one.number for one in cards if one.number] == list(
        range(1, 1 + sum(one.kind == "step" for one in cards))
    )
