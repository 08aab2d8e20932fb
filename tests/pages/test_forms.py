"""What a form shows at this moment: values, defaults, errors, options, files."""

from pathlib import Path

import pytest
import yaml

from engine.errors import InputError, SeveralInputErrors
from engine.journeys import Context
from tests.journeys.walking import Walker, plan
from tests.pages.shown import FILE, lines, refused_with, state_of

SENTENCES = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text("utf-8"))
SEVERAL = """
  - step: a
    title: A
    fields:
      - {field: t, type: choice, label: Type, choices: [x, y]}
      - {field: u, type: text, label: Suite, when: t == "x", default: account.name}
      - {field: c, type: choices, label: Cases, optional: true, choices: [a, b]}
      - {field: p, type: person, label: Personne, optional: true}
"""


def walker_with(fields: str, **answers: object) -> Walker:
    """Somebody at a step with these fields."""
    steps = f"  - {{step: a, title: A, fields: [{fields}]}}\n"
    return Walker(plan(steps), dict(answers), Context(account={"name": "Léa"}))


def test_the_answers_kept_are_shown_as_they_would_be_typed() -> None:
    walker = walker_with(
        "{field: d, type: date}, {field: y, type: yes_no}, {field: n, type: integer},"
        " {field: c, type: choices, choices: [a, b]}, {field: p, type: person}",
        d="2025-03-01", y=False, c=["b"], n=0, p={"nom": "Martin", "prenom": "Léa"},
    )  # fmt: skip

    values = state_of(walker, "a").values

    assert values == {
        "d": ["01/03/2025"], "y": ["non"], "c": ["b"], "n": ["0"], "p.nom": ["Martin"],
        "p.prenom": ["Léa"], "p.lien": [""],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("{field: x, type: text, default: account.name}", {"x": ["Léa"]}),
        ("{field: x, type: text, default: account.phone}", {}),
        ("{field: x, type: integer, default: 1 + 1}", {"x": ["2"]}),
        ("{field: x, type: yes_no, default: 1 == 1}", {"x": ["oui"]}),
        ("{field: x, type: yes_no, default: 1 == 2}", {"x": ["non"]}),
        ("{field: x, type: date, default: 'date(\"2025-03-01\")'}", {"x": ["01/03/2025"]}),
        ('{field: x, type: choices, choices: [a, b], default: \'["a", "b"]\'}', {"x": ["a", "b"]}),
        ("{field: x, type: choice, choices: [a, b], default: '\"b\"'}", {"x": ["b"]}),
    ],
)
def test_a_default_is_proposed_as_it_would_be_typed(field: str, values: dict[str, object]) -> None:
    walker = walker_with(field)

    assert state_of(walker, "a").values == values


def test_a_default_is_not_proposed_again_once_the_answer_was_left_empty() -> None:
    walker = walker_with("{field: x, type: text, optional: true, default: account.name}", x=None)

    assert state_of(walker, "a").values == {}


def test_what_was_typed_is_shown_even_when_it_is_wrong() -> None:
    walker = walker_with("{field: n, type: integer, label: Nombre}", n=3)

    state = state_of(walker, "a", n="trois")

    assert state.values["n"] == ["trois"]
    assert lines(state) == [("champ-n", "Nombre\u00a0: saisissez un nombre entier, en chiffres.")]


def test_boxes_that_were_unticked_stay_unticked_while_something_else_is_wrong() -> None:
    walker = Walker(plan(SEVERAL), {"t": "x", "u": "suite", "c": ["a", "b"], "p": None})

    state = state_of(walker, "a", t="x", u="")

    assert state.values.get("c", []) == []
    assert lines(state) == [("champ-u", "Suite\u00a0: cette réponse est obligatoire.")]


def test_a_question_that_appears_proposes_its_default() -> None:
    walker = Walker(plan(SEVERAL), context=Context(account={"name": "Léa"}))

    state = state_of(walker, "a", t="x")

    assert state.visible == {"t", "u", "c", "p"}
    assert state.values["u"] == ["Léa"]


def test_a_question_that_appears_again_shows_the_answer_that_was_withdrawn() -> None:
    walker = Walker(plan(SEVERAL), {"t": "y", "u": "gardé", "c": None, "p": None})

    state = state_of(walker, "a", t="x")

    assert state.values["u"] == ["gardé"]


def test_an_error_leads_to_the_first_part_of_a_composite_field() -> None:
    walker = walker_with("{field: p, type: person, label: Nom}")

    state = state_of(walker, "a", **{"p.nom": "Martin"})

    assert lines(state) == [("champ-p.nom", "Nom\u00a0: saisissez le nom et le prénom.")]


def test_errors_are_told_in_the_order_of_the_page() -> None:
    walker = walker_with(
        '{field: z, type: text, label: Z, when: a == "a"}, {field: a, type: text, label: A},'
        " {field: m, type: text, label: M}"
    )

    state = state_of(walker, "a", a="a")

    assert [target for target, _ in lines(state)] == ["champ-z", "champ-m"]


def test_a_check_is_told_beside_its_field_or_at_the_top() -> None:
    steps = """
  - step: a
    title: A
    fields: [{field: x, type: integer, label: X}, {field: y, type: integer, label: Y}]
    checks:
      - {check: x < y, message: "{{ x }} est trop grand", on: y}
      - {check: x != 5, message: Pas cinq}
"""
    walker = Walker(plan(steps))

    state = state_of(walker, "a", x="5", y="4")

    assert state.errors == {"y": "5 est trop grand"}
    assert lines(state) == [("champ-y", "5 est trop grand"), ("", "Pas cinq")]


@pytest.mark.parametrize("case", [pytest.param(one, id=one["field"]) for one in SENTENCES])
def test_each_refusal_has_its_sentence(case: dict[str, str]) -> None:
    walker = walker_with(f"{{field: x, label: X, {case['field']}}}")
    walker.context = Context(account={"name": "Léa", "most": 2})

    state = state_of(walker, "a", x=case["typed"])

    assert list(state.errors.values()) == [case["said"]]


def test_each_file_that_is_refused_has_its_line() -> None:
    walker = walker_with("{field: f, type: files, label: Pages}")
    error = SeveralInputErrors(
        [
            InputError("empty", name="vide.pdf"),
            InputError("type", name="photo.heic", formats="PDF, JPG"),
            InputError(
                "max_total_size", name="b.pdf", size=2_516_582, left=1_153_434, over=1_363_148
            ),
        ]
    )

    state = refused_with(walker, error, "a")

    assert [text.replace("\u00a0", " ") for _, text in lines(state)] == [
        "Le fichier « vide.pdf » est vide.",
        "Le fichier « photo.heic » n'est pas accepté. Formats acceptés : PDF, JPG.",
        (
            "Le fichier « b.pdf » pèse 2,4 Mo : il reste 1,1 Mo pour ce document. Il dépasse"
            " de 1,3 Mo. Réduisez sa taille ou ajoutez-le à un autre document."
        ),
    ]


@pytest.mark.parametrize(
    ("key", "limit", "said"),
    [
        ("max", 2, "Pages : 2 fichiers au plus. Enlevez-en."),
        ("weight", 2_097_152, "Pages : 2 Mo au plus, tous les fichiers ensemble. Enlevez-en."),
    ],
)
def test_files_kept_that_are_too_many_now_have_their_sentence(
    key: str, limit: int, said: str
) -> None:
    walker = walker_with("{field: f, type: files, label: Pages}")

    state = refused_with(walker, InputError(key, limit=limit), "a")

    assert state.errors["f"].replace("\u00a0", " ") == said


def test_the_files_are_listed_with_the_room_that_is_left() -> None:
    walker = walker_with("{field: f, type: files, max_total_size: 3 MB}", f=[FILE])

    files = state_of(walker, "a").files["f"]

    assert (files.used_text, files.limit_text) == ("1,2\u00a0Mo", "3\u00a0Mo")
    assert files.left == 3 * 1024 * 1024 - FILE["size"]
    (row,) = files.rows
    assert (row.kind, row.pages, row.thumbnail, row.url, row.warning) == (
        "PDF", 2, "/vignette/u1", "/fichier/u1", None,
    )  # fmt: skip


def test_options_that_move_are_worked_out_for_what_was_typed() -> None:
    walker = walker_with(
        "{field: t, type: choice, choices: [x, y]},"
        " {field: o, type: choice, choices: [{value: a, label: \"A {{ t }}\", when: t == 'x'}, b]}"
    )

    found = [state_of(walker, "a", t=t).options["o"] for t in ("x", "y")]

    assert [[(one.value, one.label) for one in options] for options in found] == [
        [("a", "A x"), ("b", "b")], [("b", "b")],
    ]  # fmt: skip
