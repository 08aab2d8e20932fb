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
}
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
}
NAMES: Mapping[str, Mapping[str, str]] = {
    "/studio/apercu/<theme>.css": {"theme": "sombre"},
    "/studio/fragments/<name>": {"name": "coordonnees"},
}
