"""The studio: authors write the definitions of their site. Each page is loaded when asked for."""

from flask import Blueprint, Response

from engine.web.lazily import lazily
from engine.web.security import policy_with_frames

area = Blueprint("studio", __name__)
ADDRESS = "/studio"
EDITED = f"{ADDRESS}/demarches/<name>"
OUTLINED = f"{ADDRESS}/<any(demarches, fragments):room>/<name>/plan"

area.get(ADDRESS)(lazily("studio.catalogue.home"))
area.get(f"{ADDRESS}/fragments")(lazily("studio.fragments.home"))
area.get(f"{ADDRESS}/journal")(lazily("studio.journal.home"))
area.get(f"{ADDRESS}/journal.csv")(lazily("studio.journal.export"))
area.get(f"{ADDRESS}/personnes")(lazily("studio.persons.home"))
area.post(f"{ADDRESS}/personnes")(lazily("studio.persons.change"))
area.get(f"{ADDRESS}/personnes/courriers")(lazily("studio.letters.home"))
area.post(f"{ADDRESS}/personnes/courriers")(lazily("studio.letters.send"))
area.get(EDITED)(lazily("studio.outline.show_procedure"))
area.get(f"{ADDRESS}/fragments/<name>")(lazily("studio.outline.show_fragment"))
area.post(f"{ADDRESS}/fragments/<name>/annuler")(lazily("studio.outline_frame.undo_fragment"))
area.post(f"{ADDRESS}/fragments/<name>/retablir")(lazily("studio.outline_frame.redo_fragment"))
area.get(f"{ADDRESS}/demarches/nouvelle")(lazily("studio.outline_new.show"))
area.post(f"{ADDRESS}/demarches/nouvelle")(lazily("studio.outline_new.create"))
area.post(f"{OUTLINED}/proprietes")(lazily("studio.outline.keep"))
area.post(f"{OUTLINED}/ajouter")(lazily("studio.outline.add"))
area.post(f"{OUTLINED}/deplacer")(lazily("studio.outline.move"))
area.post(f"{OUTLINED}/supprimer")(lazily("studio.outline.remove"))
area.post(f"{EDITED}/annuler")(lazily("studio.editor.undo"))
area.post(f"{EDITED}/retablir")(lazily("studio.editor.redo"))
area.get(f"{EDITED}/diagnostics")(lazily("studio.editor.diagnostics"))
area.get(f"{EDITED}/apercu")(lazily("studio.preview.show"))
area.post(f"{EDITED}/apercu")(lazily("studio.preview_taking.take"))
area.post(f"{EDITED}/apercu/recommencer")(lazily("studio.preview.begin_again"))
area.get(f"{ADDRESS}/apercu/<theme>.css")(lazily("studio.preview.style"))
area.get(f"{EDITED}/image")(lazily("studio.picture.show"))
area.get(f"{EDITED}/tests")(lazily("studio.trying.show"))
area.post(f"{EDITED}/tests/garder")(lazily("studio.trying.keep"))
area.post(f"{EDITED}/tests/exemples")(lazily("studio.trying.examples"))
area.post(f"{EDITED}/tests/envoi")(lazily("studio.trying.from_sent"))
area.post(f"{EDITED}/tests/changer")(lazily("studio.trying.change"))

FILE = f"{ADDRESS}/fichiers/<path:path>"
for place, kind in ((EDITED, "procedure"), (FILE, "file")):
    for view, method, page in (
        ("/versions", "GET", "versions.history"),
        ("/versions/difference", "GET", "versions.difference"),
        ("/versions/difference", "POST", "versions.compare"),
        ("/versions/telecharger", "GET", "versions.download"),
        ("/versions/reprendre", "POST", "versions.restore"),
        ("/versions/choisir", "POST", "versions.choose"),
        ("/retirer", "GET", "versions.ask_to_withdraw"),
        ("/retirer", "POST", "versions.withdraw"),
        ("/publication", "GET", "publication.checklist"),
        ("/publication", "POST", "publication.act"),
        ("/publication/points/<point>", "GET", "publication.point"),
    ):
        area.add_url_rule(
            place + view, f"{kind}.{page}".replace(".", "_"), lazily(f"studio.{page}"),
            methods=[method],
        )  # fmt: skip
area.get(f"{EDITED}/versions/<int:number>/retirer")(lazily("studio.versions.ask_to_withdraw"))
area.post(f"{EDITED}/versions/<int:number>/retirer")(lazily("studio.versions.withdraw"))
area.post(f"{FILE}/annuler")(lazily("studio.places.undo"))
area.post(f"{FILE}/retablir")(lazily("studio.places.redo"))


@area.after_request
def with_frames(response: Response) -> Response:
    """Every page of the studio may come to show a preview, whichever was loaded first."""
    response.headers.setdefault("Content-Security-Policy", policy_with_frames())
    return response
