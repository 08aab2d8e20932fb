import ast
from pathlib import Path
from string import Formatter

from babel.messages.pofile import read_po

import engine.expressions
import engine.i18n

ROOM = Path(engine.expressions.__file__).parent
CATALOGUES = [
    Path(engine.i18n.__file__).parent / "fr" / name for name in ("expressions.po", "conditions.po")
]


def messages() -> set[str]:
    return {
        ast.literal_eval(node.args[0])
        for file in ROOM.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
    }


def translations() -> dict[str, str]:
    found: dict[str, str] = {}
    for catalogue in CATALOGUES:
        with catalogue.open("rb") as file:
            found |= {str(each.id): str(each.string) for each in read_po(file) if each.id}
    return found


def names(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name}


def test_all_that_is_said_is_said_in_french_and_nothing_more() -> None:
    found = translations()

    assert set(found) == messages()
    assert all(found.values())


def test_a_translation_has_the_names_of_its_message() -> None:
    found = translations()

    assert {text: names(french) for text, french in found.items()} == {
        text: names(text) for text in found
    }


def test_french_signs_have_their_no_break_spaces() -> None:
    found = "\n".join(translations().values())

    assert not {" :", " ;", " !", " ?", "« ", " »"} & {found[n : n + 2] for n in range(len(found))}
