"""The application: one address a step; a step is posted, checked, kept, then answered by 303."""

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any

from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    redirect,
    render_template,
    session,
    url_for,
)
from flask_wtf import CSRFProtect, FlaskForm
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from bench.twin.forms import KINDS, MAX_DOCUMENT, PERSONS, STEPS
from bench.twin.store import Draft, Store

NAMES = list(STEPS)
LABELS = dict(KINDS + PERSONS)
Answer = AnyResponse | tuple[str, int] | str

journey = Blueprint("journey", __name__)
store = Store()


def create_app() -> Flask:
    """The application, its files under STATE."""
    state = Path(os.environ["STATE"])
    app = Flask(__name__)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.config.update(
        SECRET_KEY=os.environ.get("KEY") or secrets.token_hex(),
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=MAX_DOCUMENT + 100_000,
        UPLOADS=state / "uploads",
    )
    app.config["UPLOADS"].mkdir(parents=True, exist_ok=True)
    store.path = state / "twin.db"
    CSRFProtect(app)
    app.register_blueprint(journey)
    return app


@journey.get("/banc")
def start() -> Answer:
    """Go to where the person stands, in a new draft if there is none."""
    draft = store.find(session.get("draft"))
    if draft is None or draft.reference:
        session["draft"] = store.begin()
        return redirect(url_for(".step", name=NAMES[0]), 303)
    return redirect(url_for(".step", name=first_open(draft)), 303)


@journey.route("/banc/<name>", methods=["GET", "POST"])
def step(name: str) -> Answer:
    """Show a step, or take the answers to it."""
    if name not in STEPS:
        abort(404)
    draft = store.find(session.get("draft"))
    if draft is None or draft.reference:
        return redirect(url_for(".receipt" if draft else ".start"), 303)
    if NAMES.index(name) > NAMES.index(first_open(draft)):
        return redirect(url_for(".step", name=first_open(draft)), 303)
    form = STEPS[name][1](data=draft.answers.get(name))
    if not form.validate_on_submit():
        return show(name, form), 422 if form.errors else 200
    return take(draft, name, form)


@journey.get("/banc/recepisse")
def receipt() -> Answer:
    """What was sent."""
    draft = store.find(session.get("draft"))
    if draft is None or not draft.reference:
        return redirect(url_for(".start"), 303)
    return render_template("receipt.html", draft=draft, labels=LABELS)


def take(draft: Draft, name: str, form: FlaskForm) -> Answer:
    """Keep the answers and go on; send the draft after the last step."""
    store.save(draft, name, kept(form, current_app.config["UPLOADS"]))
    if name == NAMES[-1]:
        store.submit(draft)
        return redirect(url_for(".receipt"), 303)
    return redirect(url_for(".step", name=NAMES[NAMES.index(name) + 1]), 303)


def first_open(draft: Draft) -> str:
    """The first step that is not answered yet, or the last."""
    return next((name for name in NAMES if name not in draft.answers), NAMES[-1])


def show(name: str, form: FlaskForm) -> str:
    """The page of a step."""
    number = NAMES.index(name)
    return render_template(
        "step.html",
        name=name,
        title=STEPS[name][0],
        form=form,
        steps=[(step, title) for step, (title, _) in STEPS.items()],
        number=number,
        previous=NAMES[number - 1] if number else None,
    )


def kept(form: FlaskForm, uploads: Path) -> dict[str, Any]:
    """What is kept of a form: a file goes to its folder, its name and hash stay."""
    values = {field.name: field.data for field in form if field.name != "csrf_token"}
    received = values.get("document")
    if isinstance(received, FileStorage):
        path = uploads / secrets.token_hex(16)
        received.save(path)
        with path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        size = path.stat().st_size
        values["document"] = {"name": received.filename, "size": size, "sha256": digest}
    return values
