"""The site as persons see it, and their space: the addresses of this area."""

from flask import Blueprint

from engine.web.space import boards, documents, helping, medias

area = Blueprint("space", __name__)

area.get("/")(boards.home)
area.get("/tableau-de-bord")(boards.dashboard)
area.get("/espace/<name>")(boards.page)
area.get("/actualites")(helping.news)
area.get("/aide")(helping.help_page)
area.get("/visite-guidee")(helping.tour)
area.post("/visite-guidee")(helping.end_tour)
area.get("/tutoriels")(helping.tutorials)
area.get("/tutoriels/<name>")(helping.tutorial)
area.get("/mes-documents")(documents.documents)
area.get("/mes-documents/guide.pdf")(documents.guide)
area.get("/medias/<path:name>")(medias.media)
