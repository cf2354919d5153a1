/**
 * Lines that are too long for the screen go on under their own indentation, not at the margin.
 *
 * By classes and not by inline styles: a page's policy may forbid those.
 */

import { type Extension, RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

/** Deeper lines hang as if they were indented this far. */
const MAX_COLUMNS = 40;
/** How much further in than its first row the rest of a line stands. */
const FURTHER = 4;
const MARGIN_PX = 6;

const decorations = Array.from({ length: MAX_COLUMNS + 1 }, (_, columns) =>
  Decoration.line({ class: `cm-hang-${columns}` }),
);

const rules = Object.fromEntries(
  decorations.map((_, columns) => {
    const hang = `${columns + FURTHER}ch`;
    return [`.cm-line.cm-hang-${columns}`, { paddingLeft: `calc(${hang} + ${MARGIN_PX}px)`, textIndent: `-${hang}` }];
  }),
);

/** Columns of white space at the start of `text`. */
function indentation(text: string, tabSize: number): number {
  let columns = 0;
  for (const character of text) {
    if (character === " ") columns += 1;
    else if (character === "\t") columns += tabSize - (columns % tabSize);
    else break;
  }
  return Math.min(columns, MAX_COLUMNS);
}

function hangVisibleLines(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      const decoration = decorations[indentation(line.text, view.state.tabSize)];
      if (decoration !== undefined) builder.add(line.from, line.from, decoration);
      at = line.to + 1;
    }
  }
  return builder.finish();
}

const plugin = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = hangVisibleLines(view);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) this.decorations = hangVisibleLines(update.view);
    }
  },
  { decorations: (value) => value.decorations },
);

export const hangingLines: Extension = [EditorView.lineWrapping, EditorView.theme(rules), plugin];
