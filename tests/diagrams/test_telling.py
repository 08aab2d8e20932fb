import json

from engine.definitions.points import points_of
from engine.diagrams import as_json, as_text, flow_of
from engine.diagrams.flow import Branch, Card, Fork, Frame, blocks_in
from tests.diagrams.samples import long_text, procedure

SAID = """\
Essai

4 étapes · 6 questions · 4 conditions

- Début – Ouvert à tous, sans compte
- Étape 1 : Pour commencer – 2 questions
  - Envoi
    - choix : Une DSN ; Du papier ; Autre
  - Êtes-vous seul ?
- Si « Envoi » est « Autre »
  - Sortie, sans envoi : C'est ailleurs
    - mène à : Là-bas
- Selon « Envoi »
  - « Une DSN »
    - Étape 2 : La DSN – 1 question
      - Numéro
  - « Du papier »
    - Si « Êtes-vous seul ? » est « oui »
      - Étape 3 : Le papier – 1 question
        - Pages
  - Autre réponse : on continue
- Partie : Le reste
  - Groupe : Les lots – Jusqu'à 3 fois
    - Étape 4 : Un lot – 2 questions · 1 contrôle
      - Surface
      - Pourquoi
        - seulement si « Surface » vaut plus de 100
      - contrôle : « Surface » vaut moins de 1 000
        - sinon : C'est trop.
- Avant l'envoi : Récapitulatif – 1 case à cocher
  - à cocher : C'est vrai.
- Envoi : « Transmettre » – un accusé de réception est remis
  - un accusé de réception est remis
"""


def test_the_words_say_what_the_picture_shows():
    told = as_text(flow_of(procedure(), "fr"))

    assert told.replace("\u00a0", " ").replace("\u202f", " ") == SAID


def test_all_that_is_drawn_is_told():
    flow = flow_of(procedure(long_text()), "fr")
    told = as_text(flow)

    for block in blocks_in(flow.row):
        if isinstance(block, (Card, Frame)):
            assert block.title in told
        elif isinstance(block, Branch):
            assert block.condition in told
        elif isinstance(block, Fork):
            assert block.subject in told


def test_what_was_never_tried_is_told():
    told = as_text(flow_of(procedure(), "fr", ()))

    assert "« Une DSN » (jamais essayé)" in told.replace("\u00a0", " ")
    assert "jamais essayé\u00a0: «\u00a0Êtes-vous seul ?\u00a0» est «\u00a0Oui\u00a0»" in told
    assert "sinon\u00a0: on continue (jamais essayé)" in told


def test_programs_get_the_same_tree():
    told = as_json(flow_of(procedure(), "fr", points_of(procedure())))

    kinds = [one["kind"] for one in json.loads(json.dumps(told))["flow"]]
    assert kinds == ["start", "step", "branch", "fork", "section", "summary", "sending"]
    assert [one["percent"] for one in told["coverage"]] == [100, 100, 100]
