// The code editor of the studio: CodeMirror, as the page asks for it. `make assets` builds it.
import { basicSetup } from "codemirror";
import { EditorState } from "@codemirror/state";
import { EditorView, hoverTooltip, keymap } from "@codemirror/view";
import { indentUnit, syntaxHighlighting } from "@codemirror/language";
import { indentWithTab } from "@codemirror/commands";
import { autocompletion } from "@codemirror/autocomplete";
import { forceLinting, lintGutter, openLintPanel, setDiagnostics } from "@codemirror/lint";
import { yaml } from "@codemirror/lang-yaml";
import { classHighlighter } from "@lezer/highlight";

// Places are told by the server as lines and columns from 1, in characters; here it is an offset.
const offset = (doc, line, column) => {
  const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const before = [...found.text].slice(0, Math.max(column - 1, 0)).join("");
  return found.from + before.length;
};

const place = (doc, position) => {
  const line = doc.lineAt(position);
  return { line: line.number, column: [...line.text.slice(0, position - line.from)].length + 1 };
};

const WORD = /[\w.-]*$/;
const TYPES = {
  key: "property", word: "enum", function: "function", fragments: "namespace", tables: "class",
  parameter: "constant",
};

const paragraphs = (text) => {
  const box = document.createElement("div");
  for (const part of text.split(/\n{2,}/)) {
    const line = document.createElement("p");
    line.textContent = part;
    box.append(line);
  }
  return box;
};

// What may be written here, asked of the server.
const completing = (ask) => async (context) => {
  const word = context.matchBefore(WORD);
  if (!context.explicit && !word?.text) return null;
  const doc = context.state.doc;
  const found = await ask(place(doc, context.pos), doc.toString());
  if (!found?.length || context.aborted) return null;
  const options = found.map((one) => ({
    label: one.label,
    type: TYPES[one.kind] || "variable",
    detail: one.detail,
    apply: one.insert,
    info: one.meaning ? () => paragraphs(one.meaning) : undefined,
  }));
  return { from: word ? word.from : context.pos, options, validFor: /^[\w-]*$/ };
};

const hovering = (ask) => hoverTooltip(async (view, position) => {
  const doc = view.state.doc;
  const found = await ask(place(doc, position), doc.toString());
  if (!found) return null;
  const pos = offset(doc, found.line, found.from), end = offset(doc, found.line, found.to);
  return { pos, end, above: true, create: () => {
    const dom = paragraphs(found.text);
    dom.className = "told-here";
    return { dom };
  } };
});

const THEME = EditorView.theme({
  "&": { fontSize: "15px", backgroundColor: "var(--surface)", color: "var(--ink)" },
  "&.cm-focused": { outline: "3px solid var(--ink)", outlineOffset: "-1px" },
  ".cm-scroller": { fontFamily: "ui-monospace, 'DejaVu Sans Mono', Consolas, monospace", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--ink)", paddingBlock: "8px" },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--muted)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--link) 6%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--tint)", color: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { backgroundColor: "color-mix(in srgb, var(--link) 30%, transparent)" },
  ".cm-selectionMatch": { backgroundColor: "color-mix(in srgb, var(--amber) 22%, transparent)" },
  ".cm-searchMatch": { backgroundColor: "var(--amber-tint)", outline: "1px solid var(--amber)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--green-tint)" },
  ".cm-panels, .cm-tooltip": { backgroundColor: "var(--surface)", color: "var(--ink)", borderColor: "var(--edge)" },
  ".cm-tooltip": { borderRadius: "var(--radius)", maxWidth: "36rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--fill)", color: "var(--fill-ink)" },
  ".cm-completionInfo": { padding: "8px 12px", maxHeight: "16rem", overflow: "auto" },
  ".cm-completionDetail": { color: "inherit", opacity: ".8" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--tint)", color: "var(--muted)", borderColor: "var(--line)" },
  ".cm-panel button, .cm-panel input": { minHeight: "28px", fontSize: "1rem" },
  ".cm-panel.cm-search label": { fontSize: ".875rem", fontWeight: "400" },
  ".cm-textfield": { backgroundColor: "var(--surface)", color: "var(--ink)", border: "1px solid var(--edge)" },
  ".cm-button": { backgroundImage: "none", backgroundColor: "var(--tint)", color: "var(--ink)", border: "1px solid var(--edge)" },
  ".cm-diagnostic": { fontFamily: "system-ui, sans-serif" },
  ".cm-diagnosticAction": { backgroundColor: "var(--fill)", color: "var(--fill-ink)", fontSize: "1rem" },
});

const asDiagnostic = (doc, one) => {
  const from = offset(doc, one.line, one.column), to = offset(doc, one.endLine, one.endColumn);
  return {
    from,
    to: Math.max(from, to),
    severity: one.isError ? "error" : "warning",
    source: one.code,
    message: one.text,
    actions: one.fix ? [{ name: one.fix, apply: one.apply }] : [],
  };
};

// Takes the place of a text area; what the page does with it is in studio-text.js.
window.studioEditor = (area, { nonce, language, phrases, label, describedBy, changed, moved, complete, hover }) => {
  let quiet = false;
  const attributes = { "aria-label": label, "aria-describedby": describedBy, lang: "", spellcheck: "false" };
  const extensions = [
    EditorView.cspNonce.of(nonce),
    EditorState.phrases.of(phrases),
    EditorState.tabSize.of(2),
    indentUnit.of("  "),
    basicSetup,
    keymap.of([indentWithTab]),
    syntaxHighlighting(classHighlighter),
    lintGutter(),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of(attributes),
    THEME,
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !quiet) changed();
      if (update.docChanged || update.selectionSet) moved(update.state.doc.lineAt(update.state.selection.main.head).number);
    }),
  ];
  if (language === "yaml") extensions.push(yaml());
  if (complete) extensions.push(autocompletion({ override: [completing(complete)] }));
  if (hover) extensions.push(hovering(hover));
  const view = new EditorView({ state: EditorState.create({ doc: area.value, extensions }) });
  area.before(view.dom);
  area.hidden = true;
  return {
    view,
    text: () => view.state.doc.toString(),
    // A change that was made elsewhere: the cursor and the history stay what they are.
    replace: (from, to, insert) => {
      quiet = true;
      view.dispatch({ changes: { from, to, insert } });
      quiet = false;
    },
    tell: (found) => view.dispatch(
      setDiagnostics(view.state, found.map((one) => asDiagnostic(view.state.doc, one))),
    ),
    goTo: (line, column = 1) => {
      const anchor = offset(view.state.doc, line, column);
      view.dispatch({
        selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }),
      });
      view.focus();
    },
    panel: () => openLintPanel(view),
    lint: () => forceLinting(view),
  };
};
