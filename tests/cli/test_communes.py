"""`guichet communes` as an operator runs it."""

from pathlib import Path

from click.testing import CliRunner, Result

from engine.cli import main
from engine.tables import load_table

HEADER = "#Code_commune_INSEE;Nom_de_la_commune;Code_postal;Libellé_d_acheminement;Ligne_5\n"
GOOD = HEADER + "05101;VALLOUISE PELVOUX;05340;VALLOUISE PELVOUX;\n"


def run(folder: Path, text: str) -> Result:
    """Run the command on a file of this text."""
    file = folder / "postes.csv"
    file.write_text(text, "cp1252")
    arguments = ["communes", str(file), "--into", str(folder / "tables")]
    return CliRunner().invoke(main, arguments, env={"LC_ALL": "fr_FR.UTF-8"})


def test_the_table_is_written_with_its_description(tmp_path: Path) -> None:
    result = run(tmp_path, GOOD)

    table, told = load_table(tmp_path / "tables/communes.csv", tmp_path / "tables/communes.yaml")
    assert (result.exit_code, result.output) == (0, "1 commune écrite.\n")
    assert told == []
    assert table is not None
    assert list(table.rows) == ["05101"]


def test_nothing_is_written_when_a_line_is_wrong(tmp_path: Path) -> None:
    run(tmp_path, GOOD)

    result = run(tmp_path, GOOD + "5101;X;05340;X;\n")

    assert result.exit_code == 1
    place, _, said = result.stderr.splitlines()[0].partition(": ")
    assert place == f"{tmp_path / 'postes.csv'}:3:1"
    assert said == "«\u00a05101\u00a0» n'est pas un code INSEE\u00a0: il faut cinq caractères"
    assert result.stderr.splitlines()[1] == "Rien n'a été écrit."
    assert "VALLOUISE" in (tmp_path / "tables/communes.csv").read_text("utf-8")
