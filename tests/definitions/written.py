"""Definitions written in tests, read with nothing wrong."""

from engine.definitions import Definition, Procedure, read_definition

HEAD = "procedure: essai\ntitle: Essai\nfor: anyone\n"


def read_text(text: str) -> Definition:
    """The definition in a text."""
    return read_definition("essai.yaml", text.encode("utf-8", "surrogatepass"))


def procedure(steps: str, head: str = HEAD) -> Procedure:
    """The procedure with these steps; fails when anything is wrong with it."""
    definition = read_text(head + "steps:\n" + steps)
    assert (definition.diagnostics, definition.problems) == ((), ())
    assert definition.procedure is not None
    return definition.procedure


def told(definition: Definition) -> list[str]:
    """What is wrong, as cases write it: code, line:column, the nearest right name."""
    return [
        f"{one.code} {one.span.start.line}:{one.span.start.column} {one.suggestion or ''}".strip()
        for one in definition.diagnostics
    ]
