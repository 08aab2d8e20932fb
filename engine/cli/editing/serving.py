"""The language server: what an editor asks, and the answers in its words."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from engine.checks import sentence
from engine.cli.editing.defined import define
from engine.cli.editing.desk import Desk, Opened
from engine.cli.words import say
from engine.editing.prompting import Item, Where, complete, hover
from engine.i18n import marked as _
from engine.source import Diagnostic, Position, Severity, Span

TRIGGERS = (" ", ".", "{", "(")
KINDS = {
    "key": "Property", "word": "EnumMember", "function": "Function", "fragments": "Reference",
    "tables": "Reference", "parameter": "Constant",
}  # fmt: skip


def handler(method: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A plain function, on which the library can write."""

    def handle(params: Any) -> Any:
        return method(params)

    return handle


class Serving:
    """Answers an editor; `server` is the library's, started by the command."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.desk = Desk()
        self.types: Any = import_module("lsprotocol.types")
        self.server: Any = import_module("pygls.lsp.server").LanguageServer("guichet", "1")
        types = self.types
        options = types.CompletionOptions(trigger_characters=list(TRIGGERS))
        feature = self.server.feature
        feature(types.TEXT_DOCUMENT_DID_OPEN)(handler(self.shown))
        feature(types.TEXT_DOCUMENT_DID_CHANGE)(handler(self.changed))
        feature(types.TEXT_DOCUMENT_DID_SAVE)(handler(self.saved))
        feature(types.TEXT_DOCUMENT_DID_CLOSE)(handler(self.closed))
        feature(types.TEXT_DOCUMENT_COMPLETION, options)(handler(self.completion))
        feature(types.TEXT_DOCUMENT_HOVER)(handler(self.hover))
        feature(types.TEXT_DOCUMENT_DEFINITION)(handler(self.definition))

    def opened(self, uri: str) -> Opened:
        """The text that an editor calls by its address, as it is in it."""
        return self.desk.take(path_of(uri), self.server.workspace.get_text_document(uri).source)

    def tell(self, uri: str, whole: bool) -> None:
        """Tell everything wrong with a text, what its tests find too when it is the `whole`."""
        one = self.opened(uri)
        told = [self.told(each, one.text) for each in self.desk.diagnostics(one, whole)]
        params = self.types.PublishDiagnosticsParams(uri=uri, diagnostics=told)
        self.server.text_document_publish_diagnostics(params)

    def shown(self, params: Any) -> None:
        """A text was opened."""
        self.tell(params.text_document.uri, whole=True)

    def changed(self, params: Any) -> None:
        """Something was typed in a text."""
        self.tell(params.text_document.uri, whole=False)

    def saved(self, params: Any) -> None:
        """A file was written: what others say of it may have changed."""
        del params
        for path in list(self.desk.opened):
            self.tell(path.as_uri(), whole=True)

    def closed(self, params: Any) -> None:
        """A text was closed."""
        self.desk.forget(path_of(params.text_document.uri))

    def completion(self, params: Any) -> Any:
        """What may stand at a place."""
        one = self.opened(params.text_document.uri)
        where = place(one.text, params.position)
        return [self.item(each) for each in complete(one, where, self.language)]

    def item(self, item: Item) -> Any:
        """Something that may be written, as editors know it."""
        kinds = self.types.CompletionItemKind
        is_plain = item.kind in {"key", "word"}
        return self.types.CompletionItem(
            label=item.label,
            kind=getattr(kinds, KINDS.get(item.kind, "Variable")),
            detail=None if is_plain else item.kind,
            documentation=item.meaning or None,
            insert_text=f"{item.label}: " if item.kind == "key" else item.label,
        )

    def hover(self, params: Any) -> Any:
        """What the word at a place is."""
        one = self.opened(params.text_document.uri)
        answer = hover(one, place(one.text, params.position), self.language)
        if answer is None:
            return None
        markup = self.types.MarkupKind.Markdown
        content = self.types.MarkupContent(kind=markup, value=answer.text)
        return self.types.Hover(contents=content, range=self.range(answer.span, one.text))

    def definition(self, params: Any) -> Any:
        """Where what is named at a place is written."""
        one = self.opened(params.text_document.uri)
        span = define(one, place(one.text, params.position))
        if span is None:
            return None
        path = Path(span.path) if span.path else one.path
        text = one.text if path == one.path else path.read_text("utf-8", "replace")
        return self.types.Location(uri=path.absolute().as_uri(), range=self.range(span, text))

    def told(self, one: Diagnostic, text: str) -> Any:
        """A diagnostic, as editors know it."""
        severity = self.types.DiagnosticSeverity
        near = one.suggestion
        more = f". {say(_('Did you mean: {name}?'), name=near)}" if near else ""
        return self.types.Diagnostic(
            range=self.range(one.span, text),
            message=sentence(one, self.language) + more,
            severity=severity.Error if one.severity is Severity.ERROR else severity.Warning,
            code=one.code,
            source="guichet",
        )

    def range(self, span: Span, text: str) -> Any:
        """A span, in the units that editors count in."""
        lines = text.split("\n")
        start, end = (self.position(one, lines) for one in (span.start, span.end))
        return self.types.Range(start=start, end=end)

    def position(self, position: Position, lines: list[str]) -> Any:
        """A position from 0, its column in units of UTF-16."""
        number = max(position.line - 1, 0)
        line = lines[number] if number < len(lines) else ""
        column = wide(line[: max(position.column - 1, 0)])
        return self.types.Position(line=number, character=column)


def path_of(uri: str) -> Path:
    """The file that an editor calls by its address."""
    return Path(unquote(urlsplit(uri).path))


def wide(text: str) -> int:
    """How many units of UTF-16 a text has."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def place(text: str, position: Any) -> Where:
    """A position of an editor, its column in code points."""
    lines = text.split("\n")
    line = lines[position.line] if position.line < len(lines) else ""
    column = next((n for n in range(len(line)) if wide(line[:n]) >= position.character), len(line))
    return Where(position.line, column)
