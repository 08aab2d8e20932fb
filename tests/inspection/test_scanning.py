"""A virus scanner that is asked about each file: what it says, and what it does not."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from engine.inspection.scanning import ScannerError, virus_in
from tests.scanner import MARK, VIRUS, Scanner, running_scanner
from tests.servers import free_port

BIG = b"0123456789abcdef" * 40_000


@pytest.fixture
def scanner() -> Iterator[Scanner]:
    with running_scanner() as scanner:
        yield scanner


@pytest.mark.parametrize("content", [b"", b"a", BIG])
def test_a_clean_file_goes_through_whole(scanner: Scanner, content: bytes) -> None:
    stream = BytesIO(content)
    stream.read(1)

    found = virus_in(stream, scanner.address)

    assert found is None
    assert scanner.seen == [content]
    assert stream.tell() == 0


def test_what_is_found_is_named(scanner: Scanner) -> None:
    assert virus_in(BytesIO(BIG + MARK), scanner.address) == VIRUS


def test_a_socket_file_does_too(tmp_path: Path) -> None:
    with running_scanner(tmp_path / "clamd.ctl") as scanner:
        assert virus_in(BytesIO(MARK), scanner.address) == VIRUS


def test_a_file_that_is_more_than_the_scanner_takes_is_not_clean(scanner: Scanner) -> None:
    scanner.most = 1000

    with pytest.raises(ScannerError):
        virus_in(BytesIO(BIG), scanner.address)


@pytest.mark.parametrize("answer", ["stream: ERROR", "OK", "", "stream: OK FOUND OK", "x" * 9000])
def test_an_answer_that_says_nothing_clear_is_no(scanner: Scanner, answer: str) -> None:
    scanner.answer, scanner.is_mute = answer, not answer

    with pytest.raises(ScannerError):
        virus_in(BytesIO(b"a"), scanner.address)


@pytest.mark.parametrize("form", ["tcp://127.0.0.1:{port}", "unix:///nowhere/{port}.ctl"])
def test_a_scanner_that_is_away_is_told(form: str) -> None:
    with pytest.raises(ScannerError):
        virus_in(BytesIO(b"a"), form.format(port=free_port()))
