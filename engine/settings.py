"""What the operator decides, read once from the environment when the programme starts."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

LANGUAGES = ("fr", "en")
OF_PROVIDER = "OPENID_SECRET_"
DATABASES = ("sqlite", "postgresql", "postgres")
STORAGES = ("file",)
MAIL_SERVERS = ("smtp", "smtps")
SCANNERS = ("tcp", "unix")
SHORTEST_SECRET = 32
MOST_PROXIES = 9
YES_NO = {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False, "": False}


class SettingsError(ValueError):
    """Some settings have a value that cannot be used; the text has a sentence for each."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = tuple(sentences)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one site; secrets and addresses with passwords are never printed."""

    state: Path
    forms: Path
    database_url: str = field(repr=False)
    storage_url: str
    secret_key: str = field(repr=False)
    host: str
    port: int
    proxies: int
    smtp_url: str | None = field(repr=False)
    mail_from: str
    public_url: str
    development: bool
    language: str
    scanner_url: str = ""
    openid_secrets: Mapping[str, str] = field(default_factory=dict, repr=False)

    def openid_secret(self, site: str) -> str:
        """What a site shows its identity provider to prove who it is; empty without provider."""
        return self.openid_secrets.get(OF_PROVIDER + re.sub(r"[^A-Z0-9]", "_", site.upper()), "")

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> "Settings":
        """The settings that `environ` gives, or a SettingsError that says all its faults."""
        reader = _Reader(environ)
        state = Path(reader.text("STATE", "var")).absolute()
        host, port = reader.text("HOST", "127.0.0.1"), reader.port("PORT", 8000)
        settings = cls(
            state=state,
            forms=reader.folder("FORMS", "forms"),
            database_url=reader.url(
                "DATABASE_URL", f"sqlite:///{state / 'guichet.sqlite3'}", DATABASES
            ),
            storage_url=reader.url("STORAGE_URL", f"file://{state / 'uploads'}", STORAGES),
            secret_key=reader.secret("SECRET_KEY", state),
            host=host,
            port=port,
            proxies=reader.number("PROXIES", MOST_PROXIES),
            smtp_url=reader.url("SMTP_URL", "", MAIL_SERVERS) or None,
            mail_from=reader.address("MAIL_FROM", "ne-pas-repondre@localhost"),
            public_url=reader.site("PUBLIC_URL", f"http://{host}:{port}"),
            development=reader.yes_no("DEVELOPMENT"),
            language=reader.one_of("SITE_LANGUAGE", LANGUAGES),
            scanner_url=reader.url("SCANNER_URL", "", SCANNERS),
            openid_secrets=reader.all_of(OF_PROVIDER),
        )
        reader.refuse_faults()
        return settings


class _Reader:
    """Reads the values of an environment and gathers what is wrong with them."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.faults: list[str] = []

    def refuse_faults(self) -> None:
        if self.faults:
            raise SettingsError(self.faults)

    def text(self, name: str, default: str) -> str:
        return self.environ.get(name, "").strip() or default

    def all_of(self, start: str) -> dict[str, str]:
        """All that is given under names that begin alike."""
        return {name: self.text(name, "") for name in self.environ if name.startswith(start)}

    def folder(self, name: str, default: str) -> Path:
        path = Path(self.text(name, default)).absolute()
        if not path.is_dir():
            self.faults.append(f"{name}: the folder {path} does not exist.")
        return path

    def url(self, name: str, default: str, schemes: tuple[str, ...]) -> str:
        """The address without its faults being repeated: it may hold a password."""
        url = self.text(name, default)
        if url and urlsplit(url).scheme not in schemes:
            self.faults.append(f"{name}: the address must begin with {_choice(schemes)}:.")
        return url

    def site(self, name: str, default: str) -> str:
        url = self.text(name, default).rstrip("/")
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query:
            self.faults.append(
                f"{name}: {url!r} is not the address of a site, such as https://demarches.fr."
            )
        return url

    def port(self, name: str, default: int) -> int:
        text = self.text(name, str(default))
        if re.fullmatch(r"[0-9]{1,5}", text) and 0 < int(text) < 65536:
            return int(text)
        self.faults.append(f"{name}: {text!r} is not a port, a number from 1 to 65535.")
        return default

    def number(self, name: str, most: int) -> int:
        text = self.text(name, "0")
        if re.fullmatch(r"[0-9]{1,3}", text) and int(text) <= most:
            return int(text)
        self.faults.append(f"{name}: {text!r} is not a number from 0 to {most}.")
        return 0

    def address(self, name: str, default: str) -> str:
        text = self.text(name, default)
        if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+|[^<>\r\n]* <[^@\s<>]+@[^@\s<>]+>", text):
            self.faults.append(f"{name}: {text!r} is not a mail address, such as a@exemple.fr.")
        return text

    def yes_no(self, name: str) -> bool:
        text = self.text(name, "").lower()
        if text not in YES_NO:
            self.faults.append(f"{name}: {text!r} is neither yes nor no.")
        return YES_NO.get(text, False)

    def one_of(self, name: str, known: tuple[str, ...]) -> str:
        text = self.text(name, known[0])
        if text not in known:
            self.faults.append(f"{name}: {text!r} is not {_choice(known)}.")
        return text

    def secret(self, name: str, state: Path) -> str:
        """The secret given, else the one kept in the state folder, made at the first start."""
        given = self.environ.get(name, "").strip()
        if given and len(given) < SHORTEST_SECRET:
            self.faults.append(f"{name}: it must have at least {SHORTEST_SECRET} characters.")
        if given or self.faults:
            return given
        try:
            return _kept_secret(state)
        except OSError as error:
            self.faults.append(f"STATE: the folder {state} cannot be used: {error.strerror}.")
            return ""


def _choice(words: tuple[str, ...]) -> str:
    return " or ".join(words)


def _kept_secret(state: Path) -> str:
    """The secret in the file `secret`; a link makes the first of several processes win."""
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept, new = state / "secret", state / f"secret.{secrets.token_hex(8)}"
    if not kept.exists():
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            os.link(new, kept)
        except FileExistsError:
            pass
        finally:
            new.unlink()
    return kept.read_text().strip()
