"""The mails about accounts: each says what it must, and nothing of the person."""

import re

import pytest

from engine.delivery import Mail
from engine.delivery.mail import draw

LINK = "http://msa.localhost/liens/abc"
PHONE = "01 00 00 00 00"
VALUES = {
    "site": "Mon espace <privé>",
    "service": "Service & cie",
    "phone": PHONE,
    "reset_url": "http://msa.localhost/demarches/mot-de-passe",
    "link_url": LINK,
    "page_url": "http://msa.localhost/bureau/invitations",
    "time": "mercredi 12 mars 2025 à 12 h 00",
    "browser": "Firefox, Windows",
    "code": "ABCD",
}
SAID = {
    "adresse-a-confirmer": ("Confirmez votre adresse électronique", "24 heures", LINK),
    "compte-existant": ("Vous avez déjà un compte", "60 minutes", LINK),
    "mot-de-passe-oublie": ("Choisissez un nouveau mot de passe", "60 minutes", LINK),
    "nouvelle-adresse": ("Confirmez votre nouvelle adresse électronique", "24 heures", LINK),
    "compte-active": ("Votre compte a été activé", "mercredi 12 mars 2025", PHONE),
    "mot-de-passe-change": ("Votre mot de passe a été changé", "mercredi 12 mars 2025", PHONE),
    "connexion-nouvelle": ("Nouvelle connexion à votre compte", "Firefox, Windows", PHONE),
    "adresse-changee": ("L'adresse électronique de votre compte a été changée", "12 mars", PHONE),
    "code-revoque": ("Un code d'activation a été bloqué", "ABCD", VALUES["page_url"]),
}


@pytest.mark.parametrize("name", SAID)
def test_a_mail_says_what_it_is_for(name: str) -> None:
    subject, *said = SAID[name]

    drawn = draw(Mail(name=name, to="lea@demo.test", values=VALUES))

    assert drawn.subject == subject
    for one in said:
        assert one in drawn.text
        assert one in drawn.html
    assert "lea@demo.test" not in drawn.text + drawn.html
    assert "<privé>" not in drawn.html


@pytest.mark.parametrize("name", SAID)
def test_text_and_html_lead_to_the_same_places(name: str) -> None:
    drawn = draw(Mail(name=name, to="lea@demo.test", values=VALUES, language="en"))

    in_text = set(re.findall(r"https?://\S+", drawn.text))
    in_html = set(re.findall(r'href="([^"]+)"', drawn.html))

    assert in_text == in_html
    assert len(in_html) <= 1
    assert "{" not in drawn.text + drawn.html
