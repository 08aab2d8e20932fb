"""Who finds what in the studio, for the tests that walk through all addresses as everybody.

One line an address; `NAMES` says what stands for its parts where it is not a procedure's name.
"""

from collections.abc import Mapping

# Those who write definitions, at this site; the site of the others has no author.
AUTHORS = {"author": 200, "operator": 200}
NOTHING: Mapping[str, int] = {}
GET: Mapping[str, Mapping[str, int]] = {
    "/studio/demarches/<name>": AUTHORS,
    "/studio/demarches/nouvelle": AUTHORS,
    "/studio/fragments/<name>": AUTHORS,
    "/studio": AUTHORS,
    "/studio/demarches/<name>/diagnostics": AUTHORS,
    "/studio/fragments": AUTHORS,
    "/studio/journal": AUTHORS,
    "/studio/journal.csv": AUTHORS,
    "/studio/personnes": {"operator": 200},
    "/studio/personnes/courriers": {"operator": 200},
    "/studio/demarches/<name>/apercu": AUTHORS,
    "/studio/apercu/<theme>.css": AUTHORS,
    "/studio/demarches/<name>/tests": AUTHORS,
    "/studio/demarches/<name>/image": AUTHORS,
    "/studio/demarches/<name>/versions": AUTHORS,
    "/studio/demarches/<name>/versions/difference": AUTHORS,
    "/studio/demarches/<name>/versions/telecharger": AUTHORS,
    # The version that is served cannot be withdrawn.
    "/studio/demarches/<name>/versions/<int:number>/retirer": {"author": 409, "operator": 409},
    "/studio/demarches/<name>/retirer": AUTHORS,
    "/studio/demarches/<name>/publication": AUTHORS,
    "/studio/demarches/<name>/publication/points/<point>": AUTHORS,
    "/studio/fichiers/<path:path>/versions": AUTHORS,
    "/studio/fichiers/<path:path>/versions/difference": AUTHORS,
    "/studio/fichiers/<path:path>/versions/telecharger": AUTHORS,
    "/studio/fichiers/<path:path>/retirer": AUTHORS,
    "/studio/fichiers/<path:path>/publication": AUTHORS,
    "/studio/fichiers/<path:path>/publication/points/<point>": AUTHORS,
}
FRAGMENT = {"path:path": "fragments/organisme.yaml"}
ONLY_POST = {
    "/studio/<any(demarches, fragments):room>/<name>/plan/proprietes",
    "/studio/<any(demarches, fragments):room>/<name>/plan/ajouter",
    "/studio/<any(demarches, fragments):room>/<name>/plan/deplacer",
    "/studio/<any(demarches, fragments):room>/<name>/plan/supprimer",
    "/studio/fragments/<name>/annuler",
    "/studio/fragments/<name>/retablir",
    "/studio/demarches/<name>/annuler",
    "/studio/demarches/<name>/retablir",
    "/studio/demarches/<name>/apercu/recommencer",
    "/studio/demarches/<name>/tests/garder",
    "/studio/demarches/<name>/tests/exemples",
    "/studio/demarches/<name>/tests/envoi",
    "/studio/demarches/<name>/tests/changer",
    "/studio/demarches/<name>/versions/reprendre",
    "/studio/demarches/<name>/versions/choisir",
    "/studio/fichiers/<path:path>/versions/reprendre",
    "/studio/fichiers/<path:path>/versions/choisir",
    "/studio/fichiers/<path:path>/annuler",
    "/studio/fichiers/<path:path>/retablir",
}
NAMES: Mapping[str, Mapping[str, str]] = {
    "/studio/apercu/<theme>.css": {"theme": "sombre"},
    "/studio/fragments/<name>": {"name": "coordonnees"},
    "/studio/demarches/<name>/versions/<int:number>/retirer": {"int:number": "1"},
    "/studio/demarches/<name>/publication/points/<point>": {"point": "drafts"},
    "/studio/fichiers/<path:path>/versions": FRAGMENT,
    "/studio/fichiers/<path:path>/versions/difference": FRAGMENT,
    "/studio/fichiers/<path:path>/versions/telecharger": FRAGMENT,
    "/studio/fichiers/<path:path>/retirer": FRAGMENT,
    "/studio/fichiers/<path:path>/publication": FRAGMENT,
    "/studio/fichiers/<path:path>/publication/points/<point>": {**FRAGMENT, "point": "users"},
}
