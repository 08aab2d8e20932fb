import pytest

from engine.diagrams.measuring import cut, width_of, wrapped


def test_a_line_is_never_wider_than_asked():
    text = "Un texte assez long, avec des mots comme anticonstitutionnellement et d'autres."

    lines = wrapped(text, 120, 13)

    assert len(lines) > 3
    assert all(width_of(one, 13) <= 120 for one in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_what_is_left_out_is_an_ellipsis():
    lines = wrapped("un deux trois quatre cinq six sept huit", 60, 13, most=2)

    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert width_of(lines[1], 13) <= 60


def test_no_line_begins_with_a_sign_that_belongs_to_the_word_before():
    lines = wrapped("Voulez-vous venir ? Oui !", width_of("Voulez-vous venir", 13) + 1, 13)

    assert lines == ("Voulez-vous", "venir\u00a0? Oui\u00a0!")


@pytest.mark.parametrize("text", ["", " ", "a", "é" * 50, "漢字" * 40, "\u200b", "🙂" * 30])
def test_any_text_can_be_cut(text):
    assert width_of(cut(text, 50, 13), 13) <= 50
    assert all(width_of(one, 13) <= 50 for one in wrapped(text, 50, 13))


def test_an_accent_changes_nothing_and_bold_is_wider():
    assert width_of("é", 10) == width_of("e", 10)
    assert width_of("été", 10, bold=True) > width_of("été", 10)
