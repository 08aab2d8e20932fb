"""The mail to those whose account is from before 2019."""

from engine.delivery import Mail
from engine.delivery.mail import draw

VALUES = {
    "site": "Mon espace <privé>",
    "service": "Service & cie",
    "phone": "01 00 00 00 00",
    "reset_url": "http://msa.localhost/demarches/mot-de-passe",
}


def test_the_mail_leads_to_the_page_where_a_password_is_chosen():
    drawn = draw(Mail(name="compte-ancien", to="ancien@demo.test", values=VALUES))

    assert drawn.subject == "Choisissez un mot de passe pour votre nouvel espace"
    for text in (drawn.text, drawn.html):
        assert VALUES["reset_url"] in text
        assert "1er janvier 2019" in text
        assert "01 00 00 00 00" in text
    assert "<privé>" not in drawn.html
    assert "{" not in drawn.text + drawn.html
