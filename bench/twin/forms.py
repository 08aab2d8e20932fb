"""The six forms of the journey."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired, FileSize
from werkzeug.datastructures import FileStorage
from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

MAX_DOCUMENT = 3 * 1024 * 1024
REQUIRED = "Répondez à cette question."
KINDS = [("article", "Un article"), ("thesis", "Une thèse"), ("dataset", "Un jeu de données")]
PERSONS = [
    ("p1", "Ada Lovelace"),
    ("p2", "Alan Turing"),
    ("p3", "Grace Hopper"),
    ("p4", "Edsger Dijkstra"),
    ("p5", "Barbara Liskov"),
]


class KindForm(FlaskForm):
    """What is deposited."""

    kind = RadioField("Que déposez-vous ?", choices=KINDS, validators=[InputRequired(REQUIRED)])


class CountForm(FlaskForm):
    """How many things."""

    count = IntegerField(
        "Nombre d'éléments",
        description="De 1 à 10.",
        validators=[InputRequired(REQUIRED), NumberRange(1, 10, "De 1 à 10.")],
    )


class TitleForm(FlaskForm):
    """Their name."""

    title = StringField(
        "Titre du dépôt",
        description="De 3 à 30 caractères.",
        validators=[InputRequired(REQUIRED), Length(3, 30, "De 3 à 30 caractères.")],
    )


class PersonForm(FlaskForm):
    """Whom it concerns, and why."""

    person = SelectField(
        "Personne concernée",
        choices=[("", "Choisissez"), *PERSONS],
        validators=[InputRequired(REQUIRED)],
    )
    reason = TextAreaField(
        "Motif du dépôt",
        description="163 caractères au plus.",
        validators=[InputRequired(REQUIRED), Length(max=163, message="163 caractères au plus.")],
    )


class DocumentForm(FlaskForm):
    """The file itself."""

    document = FileField(
        "Document",
        description="Un PDF de 3 Mo au plus.",
        validators=[FileRequired(REQUIRED), FileSize(MAX_DOCUMENT, message="3 Mo au plus.")],
    )

    def validate_document(self, field: Field) -> None:
        """Judge the file by what it holds, not by its name."""
        received: FileStorage = field.data
        head = received.stream.read(5)
        received.stream.seek(0)
        if head != b"%PDF-":
            raise ValidationError("Ce fichier n'est pas un PDF.")


class AttestForm(FlaskForm):
    """The last word."""

    attest = BooleanField(
        "J'atteste que ces renseignements sont exacts.", validators=[DataRequired(REQUIRED)]
    )


STEPS: dict[str, tuple[str, type[FlaskForm]]] = {
    "nature": ("Nature du dépôt", KindForm),
    "nombre": ("Nombre d'éléments", CountForm),
    "titre": ("Titre", TitleForm),
    "personne": ("Personne et motif", PersonForm),
    "document": ("Document à déposer", DocumentForm),
    "attestation": ("Attestation", AttestForm),
}
