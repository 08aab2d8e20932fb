"""What an editor is answered while a definition is written."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.cli.editing.defined import define
from engine.cli.editing.desk import Desk, Opened
from engine.editing.prompting import Where, complete, hover

ROOT = Path(__file__).parents[2]
HEAD = """\
procedure: essai
title: Essai
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
parameters: {most: 3}
steps:
  - step: un
    title: Un
    fields:
"""
A = "      - {field: nombre, type: integer, label: Combien ?}\n"
FRAGMENT = "fragment: nom\nfields:\n  - {field: nom, type: text, label: Nom}\n"


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A library with a fragment."""
    for room in ("procedures", "fragments"):
        (tmp_path / room).mkdir()
    (tmp_path / "fragments" / "nom.yaml").write_text(FRAGMENT, "utf-8")
    return tmp_path


def opened(forms: Path, text: str) -> tuple[Opened, Where]:
    """A text that is open, without the bar that says where the cursor is."""
    before, _bar, after = text.partition("|")
    desk = Desk()
    path = forms / "procedures" / "essai.yaml"
    list(desk.diagnostics(desk.take(path, HEAD + A)))
    one = desk.take(path, before + after)
    list(desk.diagnostics(one))
    return one, Where(before.count("\n"), len(before.rpartition("\n")[2]))


@pytest.mark.parametrize(
    ("text", "there", "missing"),
    [
        ("procedure: essai\nna|\n", {"nature", "title"}, {"procedure", "fields"}),
        (f"{HEAD}      - field: a\n        type: text\n        |\n", {"max_length"}, {"type"}),
        (f"{HEAD}      - {{field: a, type: integer, la|}}\n", {"label", "min"}, {"max_length"}),
        (f"{HEAD}      - {{field: a, la|\n", {"type"}, set()),
        (f"{HEAD}      - field: a\n        type: |\n", {"integer", "iban"}, {"nombre"}),
        ("procedure: essai\nnature: d|\n", {"depot", "demande"}, set()),
        ("procedure: essai\nsummary: |\n", {"true", "false"}, set()),
        (f"{HEAD}{A}      - {{field: b, type: text, label: B, when: n|}}\n",
         {"nombre", "parameters.most", "sum", "account.email"}, {"label"}),
        (f"{HEAD}{A}      - {{field: b, type: text, label: \"{{{{ n| }}}}\"}}\n",
         {"nombre", "plural"}, set()),
        (f"{HEAD}      - use: |\n", {"nom"}, {"nombre"}),
        ("site: essai\nho|\n", {"hosts", "home"}, {"steps"}),
        ("a: [\n  - |", set(), set()),
    ],
)  # fmt: skip
def test_completes(forms: Path, text: str, there: set[str], missing: set[str]) -> None:
    one, where = opened(forms, text)

    labels = {item.label for item in complete(one, where, "fr")}

    assert there <= labels
    assert not missing & labels


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}{A}      - {{field: b, type: text, label: B, when: nom|bre > 1}}\n", "Combien ?"),
        (HEAD.replace("title: Un", "ti|tle: Un") + A, "**title**"),
        (f"{HEAD}      - {{field: a, type: inte|ger, label: A}}\n", "whole number"),
        (f"{HEAD}{A}      - {{field: b, type: text, label: B, when: rou|nd(nombre)}}\n", "round("),
        (HEAD.replace("anyone", "any|one") + A, None),
    ],
)  # fmt: skip
def test_says_what_is_pointed_at(forms: Path, text: str, said: str | None) -> None:
    one, where = opened(forms, text)

    answer = hover(one, where, "fr")

    assert (answer is None) if said is None else (answer is not None and said in answer.text)


def test_leads_to_where_a_name_is_written(forms: Path) -> None:
    name = define(
        *opened(forms, f"{HEAD}{A}      - {{field: b, type: text, label: B, max: nom|bre}}\n")
    )
    use = define(*opened(forms, f"{HEAD}      - use: no|m\n"))
    nothing = define(*opened(forms, HEAD.replace("Essai", "Es|sai") + A))

    assert name is not None
    assert name.start == (10, 17)
    assert use is not None
    assert use.path == str(forms / "fragments" / "nom.yaml")
    assert nothing is None


def test_what_tests_find_is_told_when_a_text_is_opened_or_saved(forms: Path) -> None:
    one, _where = opened(
        forms,
        f"{HEAD}{A}tests:\n  - {{test: a, answers: {{nombre: x}}, expect: {{submitted: true}}}}\n",
    )

    typed, saved = (
        {told.code for told in Desk().diagnostics(one, whole)} for whole in (False, True)
    )

    assert {code for code in saved if code.startswith("D6")} - typed


def test_an_editor_is_told_the_mistakes_as_they_are_typed(forms: Path) -> None:
    path = forms / "procedures" / "essai.yaml"
    document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1}
    wrong = HEAD + A.replace("Combien", "🐈 Combien").replace("}", ", when: nombr > 1}")
    messages = [
        {"id": 1, "method": "initialize", "params": {"capabilities": {}}},
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen", "params": {"textDocument": {**document, "text": wrong}}},
        {"id": 2, "method": "textDocument/completion",
         "params": {"textDocument": {"uri": path.as_uri()}, "position": AT}},
        {"id": 3, "method": "shutdown"},
        {"method": "exit"},
    ]  # fmt: skip

    answers = talk(messages)

    assert answers[1]["result"]["capabilities"]["hoverProvider"]
    diagnostics = answers["textDocument/publishDiagnostics"]["params"]["diagnostics"]
    (told,) = [one for one in diagnostics if one["severity"] == 1]
    assert told["code"] == "D103"
    assert told["range"]["start"] == {"line": 9, "character": 66}
    assert "nombre" in told["message"]
    assert "nombre" in {item["label"] for item in answers[2]["result"]}


AT = {"line": 9, "character": 67}


def talk(messages: list[dict[str, Any]]) -> dict[Any, Any]:
    """What is answered to messages, by their number, else by what is told."""
    data = b""
    for one in messages:
        body = json.dumps({"jsonrpc": "2.0", **one}).encode()
        data += b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "fr_FR.UTF-8"}
    command = [sys.executable, "-m", "engine.cli", "lsp"]
    done = subprocess.run(
        command, input=data, capture_output=True, env=environment, timeout=60, check=False
    )
    answers: dict[Any, Any] = {}
    rest = done.stdout
    while rest:
        head, _blank, rest = rest.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split()[0])
        answer = json.loads(rest[:length])
        answers[answer.get("id", answer.get("method"))] = answer
        rest = rest[length:]
    assert answers, done.stderr.decode()
    return answers
