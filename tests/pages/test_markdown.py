"""Texts of authors are Markdown; what persons typed in them is not."""

from engine.expressions import parse_template
from engine.fields import ANY, Text
from engine.pages.markdown import in_markdown, plain_lines
from engine.source.positions import NOWHERE


def text(written: str) -> Text:
    template, problems = parse_template(written, NOWHERE)
    assert template is not None
    assert not problems
    return Text({ANY: template})


def test_an_author_may_emphasise_and_link() -> None:
    html = in_markdown(text("**Lisez** [la notice](https://exemple.fr/)."), {}, "fr")

    assert html == '<p><strong>Lisez</strong> <a href="https://exemple.fr/">la notice</a>.</p>\n'


def test_what_a_person_typed_stays_as_it_was_typed() -> None:
    typed = "[gagné](https://mal.example) **gras** <b> & `code`"

    html = in_markdown(text("Bonjour *{{ nom }}*"), {"nom": typed}, "fr")

    shown = "[gagné](https://mal.example) **gras** &lt;b&gt; &amp; `code`"
    assert html == f"<p>Bonjour <em>{shown}</em></p>\n"


def test_html_and_dangerous_addresses_stay_text() -> None:
    html = in_markdown(text("<script>x</script> [a](javascript:x)"), {}, "fr")

    assert html == "<p>&lt;script&gt;x&lt;/script&gt; [a](javascript:x)</p>\n"


def test_what_was_drawn_is_read_again_as_lines_of_plain_words() -> None:
    html = in_markdown(
        text("# Et *après* ?\n\nAttendez.\n\n- {{ nom }}\n- fin"), {"nom": "<b>A & B"}, "fr"
    )

    assert plain_lines(html) == ["Et après ?", "Attendez.", "<b>A & B", "fin"]
