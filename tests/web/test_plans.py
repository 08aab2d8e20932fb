import pytest

from engine.diagrams import flow_of
from engine.diagrams.flow import Card, blocks_in
from tests.web.site import Site

PLAN = "/bureau/demarches/depot-de-documents/plan"


@pytest.fixture
def agent(site: Site):
    browser = site.client()
    browser.open("/_personnes")
    browser.send({"personne": "agent"}, action=None)
    return browser


def test_the_desk_leads_to_the_plans(agent):
    agent.open("/bureau/demarches")

    links = agent.page.tree.xpath("//ul[@class='list']//a/@href")
    assert PLAN in links


def test_a_plan_is_a_picture_and_its_words(agent, site: Site):
    agent.open(PLAN)

    tree = agent.page.tree
    targets = [one.removeprefix("#") for one in tree.xpath("//svg//a/@href")]
    ids = set(tree.xpath("//ul[@class='told']//@id"))
    procedure = site.desk.catalogue.current("depot-de-documents", "msa").procedure
    cards = [one for one in blocks_in(flow_of(procedure, "fr").row) if isinstance(one, Card)]
    assert len(targets) > len(cards) - 1
    assert set(targets) <= ids


def test_the_picture_brings_no_style_of_its_own(agent):
    agent.open(PLAN)

    assert not agent.page.tree.xpath("//svg//style | //svg//@style")
    assert "'self'" in agent.page.response.headers["Content-Security-Policy"]


def test_what_no_test_tried_is_marked_when_one_asks(agent):
    agent.open(PLAN)
    agent.open(agent.page.link("Marquer ce qu'aucun essai"))

    assert agent.page.tree.xpath("//svg//*[contains(@class, 'never')]")
    assert "Essayé, branches" in agent.page.tree.xpath("string(//svg)")
    assert "jamais essayé" in agent.page.text


def test_a_procedure_that_the_site_does_not_offer_has_no_plan(agent):
    agent.open("/bureau/demarches/rien/plan")

    assert agent.page.status == 404
