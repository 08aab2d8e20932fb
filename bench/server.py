"""Starts the servers that are measured, and reads from /proc what they use."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.wire import BrokenError, Connection

TICKS = os.sysconf("SC_CLK_TCK")
MEBIBYTE = 1024 * 1024
LONGEST_START = 60.0


@dataclass(frozen=True)
class Target:
    """A server to measure: how it is started, where its journey begins and where it keeps things.

    `submissions` is a query that gives the references kept; `documents` finds the files received.
    """

    name: str
    title: str
    command: Sequence[str]
    start: str
    submissions: tuple[str, str]
    documents: str
    environment: Mapping[str, str] = field(default_factory=dict)
    prepare: Sequence[str] = ()


@dataclass
class Server:
    """A running target."""

    target: Target
    port: int
    state: Path
    process: subprocess.Popen[bytes]
    cold_start: float

    def family(self) -> list[int]:
        """The process and all that come from it."""
        parents = _parents()
        found, new = [self.process.pid], [self.process.pid]
        while new:
            new = [pid for pid, parent in parents.items() if parent in new]
            found += new
        return found

    def cpu(self) -> float:
        """Seconds of processor used so far, children that ended included."""
        return sum(_cpu(pid) for pid in self.family())

    def memory(self) -> float:
        """MiB of memory; what is shared is counted once (PSS)."""
        return sum(_pss(pid) for pid in self.family()) / MEBIBYTE

    def connection(self) -> Connection:
        """A new visitor's connection."""
        return Connection("127.0.0.1", self.port)


@contextmanager
def serving(target: Target, state: Path) -> Iterator[Server]:
    """Start a target on an empty state; stop it, and all that came from it, in the end."""
    shutil.rmtree(state, ignore_errors=True)
    state.mkdir(parents=True)
    port = _free_port()
    environment = {**os.environ, "STATE": str(state), "PORT": str(port), **target.environment}
    log = state.with_suffix(".log")
    with log.open("wb") as output:
        if target.prepare:
            prepare = [word.format(port=port) for word in target.prepare]
            subprocess.run(prepare, env=environment, stdout=output, stderr=output, check=True)
        begun = time.perf_counter()
        process = subprocess.Popen(
            [word.format(port=port) for word in target.command],
            env=environment, stdout=output, stderr=output, stdin=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    try:
        _wait_for(target, port, process, log)
        yield Server(target, port, state, process, time.perf_counter() - begun)
    finally:
        _stop(process)


def _wait_for(target: Target, port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the first page answers, redirections followed."""
    ends = time.perf_counter() + LONGEST_START
    while time.perf_counter() < ends and process.poll() is None:
        connection = Connection("127.0.0.1", port)
        try:
            reply = connection.get(f"http://127.0.0.1:{port}{target.start}")
            while address := reply.target:
                reply = connection.get(address)
            if reply.status == 200:
                return
        except (OSError, BrokenError):
            pass
        finally:
            connection.close()
        time.sleep(0.01)
    last = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
    raise BrokenError(f"{target.name} does not answer at {target.start}:\n{last}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name, which may hold spaces."""
    text = Path(f"/proc/{pid}/stat").read_text()
    return text[text.rindex(")") + 2 :].split()


def _parents() -> dict[int, int]:
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                found[int(entry.name)] = int(_stat(int(entry.name))[1])
            except OSError:
                continue
    return found


def _cpu(pid: int) -> float:
    try:
        return sum(int(value) for value in _stat(pid)[11:15]) / TICKS
    except OSError:
        return 0.0


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
