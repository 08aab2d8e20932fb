"""The picture of what is written: each part leads to where it is written."""

from tests.web.site import Site
from tests.web.studio import essai
from tests.web.studio.essai import EDITED, TEXT

IMAGE = f"{EDITED}/image"
HREF = "//*[local-name()='svg']//*[local-name()='a']/@href"
TESTS = """tests:
  - test: un
    answers: {nombre: 1, choses: [{nom: A}]}
    expect: {submitted: true}
"""


def test_each_part_leads_to_where_it_is_written(site: Site) -> None:
    essai.begun(site)

    page = essai.author(site).open(IMAGE)

    ways = [str(one) for one in page.tree.xpath(HREF)]
    for pointer in ("/steps/0", "/steps/1", "/steps/1/steps/0", "/steps/2"):
        assert f"{EDITED}?element={pointer}" in ways
    assert all(one.startswith(EDITED) for one in ways)
    words = page.tree.xpath("//ul[@class='told']//a/@href")
    assert f"{EDITED}?element=/steps/1/steps/0" in words


def test_it_is_drawn_from_what_is_written_now(site: Site) -> None:
    essai.begun(site)
    browser = essai.author(site)
    assert "Un tarif" not in browser.open(IMAGE).text
    essai.written(site, TEXT.replace("title: Le prix", "title: Un tarif"))

    assert "Un tarif" in browser.open(IMAGE).text
    essai.written(site, TEXT.replace("title: Le prix", "title: [Un tarif"))
    assert "Il n'y a rien à dessiner" in browser.open(IMAGE).text


def test_what_no_test_ever_tried_is_marked_when_it_is_asked_for(site: Site) -> None:
    essai.begun(site, TEXT + TESTS)
    browser = essai.author(site)
    browser.open(IMAGE)

    browser.follow("Marquer")

    assert "jamais essayé" in browser.page.text
    browser.open(browser.page.link("Montrer le plan"))
    assert "jamais essayé" not in browser.page.text
