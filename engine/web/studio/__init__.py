"""The studio: authors write the definitions of their site. Each page is loaded when asked for."""

from flask import Blueprint

from engine.web.lazily import lazily

area = Blueprint("studio", __name__)
ADDRESS = "/studio"
EDITED = f"{ADDRESS}/demarches/<name>"

area.get(ADDRESS)(lazily("studio.catalogue.home"))
area.get(f"{ADDRESS}/fragments")(lazily("studio.fragments.home"))
area.get(f"{ADDRESS}/journal")(lazily("studio.journal.home"))
area.get(f"{ADDRESS}/journal.csv")(lazily("studio.journal.export"))
area.get(f"{ADDRESS}/personnes")(lazily("studio.persons.home"))
area.post(f"{ADDRESS}/personnes")(lazily("studio.persons.change"))
area.get(f"{ADDRESS}/personnes/courriers")(lazily("studio.letters.home"))
area.post(f"{ADDRESS}/personnes/courriers")(lazily("studio.letters.send"))
area.post(f"{EDITED}/annuler")(lazily("studio.editor.undo"))
area.post(f"{EDITED}/retablir")(lazily("studio.editor.redo"))
area.get(f"{EDITED}/diagnostics")(lazily("studio.editor.diagnostics"))
