"""The second factor: however many try codes at once, five wrong ones get through."""

from pathlib import Path

import pyotp

from engine.database import Database, accounts
from engine.services import second_factor
from engine.services.sealing import sealed
from engine.services.second_factor import TooManyCodesError
from engine.services.signing_in import begin_session
from tests.conftest import NOON
from tests.database.processes import all_at_once
from tests.services.asking import EMAIL, FIREFOX, a_desk, desk_at, lea, somebody

KEY = pyotp.random_base32(32)
TRIES = 4


def try_in_process(database: Database, url: str, folder: str) -> list[str]:
    del database
    desk = desk_at(url, folder)
    person = somebody(desk)
    account = accounts.find(desk.database, "msa", EMAIL)
    assert account is not None
    person.get(begin_session(desk, account, FIREFOX, NOON))
    wrong = next(code for code in map(str, range(100000, 100009)) if code not in near())
    found = []
    for _ in range(TRIES):
        try:
            second_factor.give_code(desk, person.visitor, FIREFOX, wrong, NOON)
            found.append("wrong")
        except TooManyCodesError:
            found.append("too many")
    desk.database.close()
    return found


def near() -> set[str]:
    """The codes that could be right."""
    step = int(NOON.timestamp()) // 30
    return {pyotp.TOTP(KEY).generate_otp(step + around) for around in range(-2, 3)}


def test_processes_together_get_no_more_wrong_codes(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    desk = a_desk(database, tmp_path)
    account = lea(desk)
    accounts.set_totp(database, account, sealed(desk, KEY), NOON)
    database.close()

    said = all_at_once(database_url, try_in_process, database_url, str(tmp_path))

    assert sorted(one for some in said for one in some) == ["too many"] * 11 + ["wrong"] * 5
