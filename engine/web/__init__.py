"""The web door: HTTP, sessions, templates, and which service to call."""

from pathlib import Path

from flask import Flask, url_for
from flask_compress import Compress
from htmx_flask import Htmx
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from engine.clock import now
from engine.i18n import catalogue
from engine.services.desk import Desk
from engine.services.opening import open_desk
from engine.settings import Settings
from engine.web import (
    accounts,
    development,
    errors,
    filling,
    gate,
    home,
    legal,
    rights,
    security,
    space,
    studio,
)
from engine.web.assets import Assets
from engine.web.desk import home as desk_home
from engine.web.desk import invitations
from engine.web.desk import messages as desk_messages
from engine.web.desk import requests as desk_requests
from engine.web.kept import CODE_PAGE, SIGN_IN
from engine.web.lazily import lazily
from engine.web.payments import area as payments_area
from engine.web.requests import Received
from engine.web.sessions import send_cookie, visitor
from engine.web.space import messages, requests

ROOT = Path(__file__).resolve().parent.parent.parent
BODY_MOST = 32 * 1024 * 1024
FIELDS_MOST = 1024 * 1024
YEAR = 365 * 24 * 3600
HASHED = r"\.[0-9a-f]{12}\.\w+$"
AREAS = (
    home.area,
    space.area,
    messages.area,
    desk_home.area,
    desk_messages.area,
    requests.area,
    desk_requests.area,
    invitations.area,
    accounts.area,
    filling.area,
    payments_area,
    legal.area,
    rights.area,
    studio.area,
    development.area,
)


def create_app(settings: Settings) -> Flask:
    """The application of a site."""
    app = Flask("guichet", template_folder=str(ROOT / "templates"), static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=BODY_MOST,
        MAX_FORM_MEMORY_SIZE=FIELDS_MOST,
        MAX_FORM_PARTS=2000,
        COMPRESS_MIMETYPES=["text/html", "text/css"],
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=4,
        COMPRESS_LEVEL=5,
        COMPRESS_MIN_SIZE=1000,
    )
    desk = open_desk(settings)
    desk.catalogue.refresh(now())
    app.extensions["guichet"] = desk
    app.extensions["guichet-forms"] = {}
    app.extensions[SIGN_IN] = accounts.signing_in.ask_to_sign_in
    app.extensions[CODE_PAGE] = lazily("accounts.codes.show_after_password")
    Htmx(app)
    app.request_class = Received
    Compress(app)
    errors.register(app)
    app.after_request(send_cookie)
    for area in AREAS:
        app.register_blueprint(area)
    draw_with(app, desk)
    security.register(app, settings.public_url.startswith("https:"))
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=0, x_host=0
        )
    gate.register(app)
    return app


def translated(message: str) -> str:
    """A text of templates, in the language of the page."""
    return catalogue(visitor().language).gettext(message)


def translated_plural(one: str, many: str, n: int) -> str:
    """A text of templates for `n` things, in the language of the page."""
    return catalogue(visitor().language).ngettext(one, many, n)


def draw_with(app: Flask, desk: Desk) -> None:
    """What templates can call, and the static files that they name."""
    assets = Assets(ROOT / "static", desk.settings.state / "static")
    environment = app.jinja_env
    environment.add_extension("jinja2.ext.i18n")
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.install_gettext_callables(translated, translated_plural, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(url=url_for, asset=assets.address)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app, root=str(assets.folder), prefix="static/", immutable_file_test=HASHED
    )
