"""The official files of communes: what is read of them, and what is told of each wrong line."""

import pytest

from engine.tables.communes import as_csv, read_communes, read_names

POSTAL = """\
#Code_commune_INSEE;Nom_de_la_commune;Code_postal;Libellé_d_acheminement;Ligne_5
05101;VALLOUISE PELVOUX;05290;VALLOUISE PELVOUX;PELVOUX
05101;VALLOUISE PELVOUX;05340;VALLOUISE PELVOUX;
75111;PARIS 11;75011;PARIS;
2A004;AJACCIO;20000;AJACCIO;
97411;ST DENIS;97400;ST DENIS;
"""
NAMES = """\
TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT
COM,05101,93,05,05D,051,0,VALLOUISE PELVOUX,Vallouise-Pelvoux,Vallouise-Pelvoux,0508,
COM,75056,11,75,75C,751,0,PARIS,Paris,Paris,,
ARM,75111,11,75,75C,751,0,PARIS 11E,Paris 11e,Paris 11e Arrondissement,,75056
COMD,05100,93,05,05D,051,0,PELVOUX,Pelvoux,Pelvoux,,05101
"""


def read(text: str, names: str = "") -> tuple[list[tuple[str, str, str, list[str]]], list[str]]:
    """The communes of a file and what is wrong with it, by line and column."""
    known, wrong = read_names("noms.csv", names.encode()) if names else ({}, [])
    communes, told = read_communes("postes.csv", text.encode(), known)
    faults = [f"{one.span.start.line}:{one.span.start.column} {one.code}" for one in wrong + told]
    return [(one.code, one.name, one.department, one.postcodes) for one in communes], faults


def test_a_commune_has_all_its_postcodes() -> None:
    communes, told = read(POSTAL)

    assert told == []
    assert communes == [
        ("05101", "VALLOUISE PELVOUX", "05", ["05290", "05340"]),
        ("75111", "PARIS 11", "75", ["75011"]),
        ("2A004", "AJACCIO", "2A", ["20000"]),
        ("97411", "ST DENIS", "974", ["97400"]),
    ]


def test_names_are_those_of_the_insee_and_an_arrondissement_is_of_its_town() -> None:
    communes, told = read(POSTAL, NAMES)

    assert told == []
    assert communes[:2] == [
        ("05101", "Vallouise-Pelvoux", "05", ["05290", "05340"]),
        ("75056", "Paris", "75", ["75011"]),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_takes_the_encodings_and_separators_of_spreadsheets(
    encoding: str, separator: str, end: str
) -> None:
    data = POSTAL.replace(";", separator).replace("\n", end).encode(encoding)

    communes, told = read_communes("postes.csv", data)

    assert told == []
    assert len(communes) == 4


def test_the_columns_may_stand_in_any_order_under_their_other_names() -> None:
    text = "code_postal,nom_commune,code_insee\n05340,Vallouise-Pelvoux,05101\n"

    communes, told = read(text)

    assert (communes, told) == ([("05101", "Vallouise-Pelvoux", "05", ["05340"])], [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["1:1 D186"]),
        ("code_insee;nom_commune\n05101;x\n", ["1:1 D182"]),
        ("a;b;c\n", ["1:1 D182", "1:1 D182", "1:1 D182"]),
        (POSTAL + "5101;X;05340;X;\n", ["7:1 D184"]),
        (POSTAL + "05101;X;5340;X;\n", ["7:9 D184"]),
        (POSTAL + "05101;;05340;X;\n", ["7:7 D184"]),
        (POSTAL + "０５１０１;X;05340;X;\n", ["7:1 D184"]),
        (POSTAL + "05101;X;05340\n", ["7:1 D183"]),
        (POSTAL + 'x;"y;z\n05101;X;1;X;\n', ["7:3 D180"]),
        (POSTAL + "x;X;y;X;\n05101;;z;X;\n", ["7:1 D184", "7:5 D184", "8:8 D184", "8:7 D184"]),
    ],
)
def test_tells_each_wrong_line(text: str, told: list[str]) -> None:
    _, found = read(text)

    assert sorted(found) == sorted(told)


def test_does_not_tell_a_whole_wrong_file_line_by_line() -> None:
    _, found = read(POSTAL.splitlines()[0] + "\n" + "x;X;05340;X;\n" * 5000)

    assert len(found) == 100


def test_what_is_written_is_a_table() -> None:
    communes, _ = read_communes("postes.csv", POSTAL.encode())

    text = as_csv(communes)

    assert text.splitlines()[:2] == [
        "code;nom;departement;codes_postaux",
        "05101;VALLOUISE PELVOUX;05;05290|05340",
    ]
