/**
 * The editor: CodeMirror 6, set up for Python.
 *
 * Here: everything that knows CodeMirror, behind [`Editor`]. Loaded lazily: importing this module is what
 * costs. Colours are the element's CSS variables (`theme.ts`), so light and dark need no second theme.
 */

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState } from "@codemirror/state";
import {
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import type { Diagnostic } from "../messages";
import { spanOf } from "./diagnostics";
import { hangingLines } from "./hanging";
import { editorTheme, highlightStyle } from "./theme";

export interface EditorOptions {
  parent: HTMLElement;
  root: Document | ShadowRoot;
  code: string;
  readOnly: boolean;
  /** Names the editor for screen readers. */
  label: string;
  onChange(code: string): void;
}

export interface Editor {
  code(): string;
  /** Replaces the program and forgets the history of the one before. */
  setCode(code: string): void;
  setReadOnly(readOnly: boolean): void;
  showDiagnostics(diagnostics: readonly Diagnostic[]): void;
  focus(): void;
  destroy(): void;
}

export function createEditor(options: EditorOptions): Editor {
  const editable = new Compartment();
  const readOnlyExtension = (readOnly: boolean) => [
    EditorState.readOnly.of(readOnly),
    EditorView.editable.of(!readOnly),
  ];
  let readOnly = options.readOnly;
  const extensions = () => [
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    lintGutter(),
    history(),
    drawSelection(),
    dropCursor(),
    indentOnInput(),
    indentUnit.of("    "),
    EditorState.tabSize.of(4),
    bracketMatching(),
    closeBrackets(),
    python(),
    syntaxHighlighting(highlightStyle),
    editorTheme,
    hangingLines,
    EditorView.contentAttributes.of({ "aria-label": options.label, autocapitalize: "off", spellcheck: "false" }),
    // Mod-Enter belongs to Run: CodeMirror's own binding would insert a line.
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap.filter((binding) => binding.key !== "Mod-Enter"),
      ...historyKeymap,
      indentWithTab,
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onChange(update.state.doc.toString());
    }),
    editable.of(readOnlyExtension(readOnly)),
  ];
  const stateOf = (code: string): EditorState => EditorState.create({ doc: code, extensions: extensions() });
  const view = new EditorView({ state: stateOf(options.code), parent: options.parent, root: options.root });
  return {
    code: () => view.state.doc.toString(),
    setCode(code) {
      view.setState(stateOf(code));
      view.scrollDOM.scrollTop = 0;
    },
    setReadOnly(next) {
      readOnly = next;
      view.dispatch({ effects: editable.reconfigure(readOnlyExtension(next)) });
    },
    showDiagnostics(diagnostics) {
      const marks = diagnostics.map((diagnostic) => ({
        ...spanOf(view.state.doc, diagnostic),
        severity: "error" as const,
        source: diagnostic.class,
        message: diagnostic.message,
      }));
      view.dispatch(setDiagnostics(view.state, marks));
      const first = marks[0];
      if (first !== undefined) {
        view.dispatch({ selection: { anchor: first.from }, scrollIntoView: true });
      }
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
