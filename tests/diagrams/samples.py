"""Small procedures to be drawn, and one of sixty steps."""

from engine.definitions import Procedure, read_definition

SMALL = """
procedure: essai
title: Essai
for: [anyone]
steps:
  - step: accueil
    title: Pour commencer
    fields:
      - field: envoi
        type: choice
        label: Envoi
        choices:
          - {value: dsn, label: Une DSN}
          - {value: papier, label: Du papier}
          - {value: autre, label: Autre}
      - {field: seul, type: yes_no, label: Êtes-vous seul ?}
  - exit: ailleurs
    title: C'est ailleurs
    when: envoi == "autre"
    text: Voyez ailleurs.
    links: [{label: Là-bas, url: "https://exemple.fr"}]
  - step: dsn
    title: La DSN
    when: envoi == "dsn"
    fields: [{field: numero, type: text, label: Numéro}]
  - step: papier
    title: Le papier
    when: envoi == "papier" and seul
    fields: [{field: pages, type: integer, label: Pages}]
  - section: reste
    title: Le reste
    steps:
      - group: lots
        title: Les lots
        as: lot
        max: 3
        steps:
          - step: lot
            title: Un lot
            fields:
              - {field: surface, type: integer, label: Surface}
              - {field: pourquoi, type: text, label: Pourquoi, when: surface > 100}
            checks: [{check: surface < 1000, message: C'est trop.}]
attestations: [{field: vrai, text: C'est vrai.}]
actions: [receipt: {}]
"""


def procedure(text: str = SMALL) -> Procedure:
    """The procedure that a text says."""
    found = read_definition("essai.yaml", text.encode())
    assert found.procedure is not None, found.diagnostics
    return found.procedure


def long_text(steps: int = 60) -> str:
    """A procedure of many steps, with long titles, conditions, sections, groups and exits."""
    lines = [
        "procedure: longue",
        "title: " + "Une très longue démarche " * 4,
        "for: [anyone]",
        "steps:",
    ]
    lines += question("debut", 0, "  ")
    for number in range(1, steps):
        indent = "  "
        if number % 6 == 0:
            lines += [f"  - section: partie_{number}", f"    title: Partie {number}", "    steps:"]
            indent = "      "
        if number % 15 == 0:
            lines += [
                f"{indent}- exit: sortie_{number}",
                f"{indent}  title: {'Sortie ' * 9}",
                f'{indent}  when: choix_0 == "c"',
                f"{indent}  text: Fin.",
            ]
        if number % 10 == 0:
            lines += [
                f"{indent}- group: groupe_{number}",
                f"{indent}  title: Groupe {number}",
                f"{indent}  as: un_{number}",
                f"{indent}  max: 5",
                f"{indent}  steps:",
            ]
            indent += "    "
        lines += question(f"etape_{number}", number, indent)
    return "\n".join(lines)


def question(name: str, number: int, indent: str) -> list[str]:
    """A step of a choice of three, under a condition one time in two."""
    when = [f'  when: choix_0 == "{"abc"[number % 3]}"'] if number % 4 > 1 else []
    long = "Anticonstitutionnellement" * (number % 5)
    told = [
        f"- step: {name}",
        f"  title: L'étape {number} a un titre assez long {long}",
        *when,
        "  fields:",
        f"    - field: choix_{number}",
        "      type: choice",
        f"      label: Que choisissez-vous à la question {number} ? {long}",
        "      choices: [{value: a, label: A}, {value: b, label: Deuxième}, {value: c, label: C}]",
    ]
    return [f"{indent}{one}" for one in told]
