"""Legal pages: texts and their versions, accessibility, data, cookies, who publishes the site.

Anybody reads them, signed in or not, whatever they still have to agree to.
"""

from flask import Blueprint

from engine.web.lazily import lazily

area = Blueprint("legal", __name__)

area.get("/textes/<name>", endpoint="text")(lazily("legal.texts.current"))
area.get("/textes/<name>/<version>", endpoint="text_version")(lazily("legal.texts.numbered"))
area.get("/accessibilite", endpoint="accessibility")(lazily("legal.pages.accessibility"))
area.get("/confidentialite", endpoint="privacy")(lazily("legal.pages.privacy"))
area.get("/cookies", endpoint="cookies")(lazily("legal.pages.cookies"))
area.get("/mentions-legales", endpoint="notice")(lazily("legal.pages.notice"))
area.get("/bureau/registre", endpoint="register")(lazily("legal.register.show"))
area.get("/bureau/registre.csv", endpoint="register_csv")(lazily("legal.register.download"))
