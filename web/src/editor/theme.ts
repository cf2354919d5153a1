/** How the editor looks: the element's CSS variables, by name. */

import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export const editorTheme = EditorView.theme({
  "&": { color: "var(--_ink)", backgroundColor: "transparent", fontSize: "var(--_code-size)", height: "100%" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--_mono)", lineHeight: "var(--_code-line)", overflow: "auto" },
  ".cm-content": { padding: "var(--_pad) 0", caretColor: "var(--_accent)" },
  ".cm-line": { padding: "0 var(--_pad) 0 6px" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--_accent)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--_selection) !important",
  },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "var(--_line)" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--_faint)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 6px 0 12px", minWidth: "2.2em" },
  ".cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLineGutter": { color: "var(--_muted)" },
  ".cm-gutter-lint": { width: "1em" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "0.25em 0 0 0.2em" },
  ".cm-lint-marker-error": {
    content: "none",
    width: "0.6em",
    height: "0.6em",
    marginTop: "0.25em",
    borderRadius: "50%",
    background: "var(--_bad)",
  },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--_bad) 1.5px",
    textUnderlineOffset: "3px",
    textDecorationSkipInk: "none",
  },
  // What is missing at the end of a line has no text to underline: an arrow points to where it belongs.
  ".cm-lintPoint-error:after": { borderWidth: "0 4px 7px", borderBottomColor: "var(--_bad)", bottom: "-4px", left: "0" },
  "&.cm-focused .cm-matchingBracket": { background: "var(--_selection)", outline: "1px solid var(--_border)" },
  "&.cm-focused .cm-nonmatchingBracket": { background: "none", color: "var(--_bad)" },
  ".cm-tooltip": {
    background: "var(--_raised)",
    color: "var(--_ink)",
    border: "1px solid var(--_border)",
    borderRadius: "8px",
    boxShadow: "var(--_shadow)",
    overflow: "hidden",
  },
  ".cm-diagnostic": { padding: "6px 10px", fontFamily: "var(--_sans)" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--_bad)" },
  ".cm-diagnosticSource": { fontSize: "0.85em", color: "var(--_muted)", opacity: "1" },
});

export const highlightStyle = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword], color: "var(--_syn-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--_syn-string)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--_syn-number)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--_syn-comment)", fontStyle: "italic" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.function(tags.definition(tags.variableName))], color: "var(--_syn-function)" },
  { tag: [tags.className, tags.definition(tags.className), tags.typeName], color: "var(--_syn-type)" },
  { tag: [tags.meta], color: "var(--_syn-meta)" },
  { tag: [tags.self], color: "var(--_syn-meta)" },
  { tag: [tags.invalid], color: "var(--_bad)" },
]);
