"""The site as persons see it, and their space: the addresses of this area."""

from flask import Blueprint

from engine.web.lazily import lazily

area = Blueprint("space", __name__)

area.get("/", endpoint="home")(lazily("space.boards.home"))
area.get("/tableau-de-bord", endpoint="dashboard")(lazily("space.boards.dashboard"))
area.get("/espace/<name>", endpoint="page")(lazily("space.boards.page"))
area.get("/actualites", endpoint="news")(lazily("space.helping.news"))
area.get("/aide", endpoint="help_page")(lazily("space.helping.help_page"))
area.get("/visite-guidee", endpoint="tour")(lazily("space.helping.tour"))
area.post("/visite-guidee", endpoint="end_tour")(lazily("space.helping.end_tour"))
area.get("/tutoriels", endpoint="tutorials")(lazily("space.helping.tutorials"))
area.get("/tutoriels/<name>", endpoint="tutorial")(lazily("space.helping.tutorial"))
area.get("/mes-documents", endpoint="documents")(lazily("space.documents.documents"))
area.get("/mes-documents/guide.pdf", endpoint="guide")(lazily("space.documents.guide"))
area.get("/medias/<path:name>", endpoint="media")(lazily("space.medias.media"))
