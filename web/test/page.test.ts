/** Addresses, drafts, attributes, programs in markup: whatever comes from outside is read without throwing. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { spanOf } from "../src/editor/diagnostics";
import { readSettings } from "../src/element/attributes";
import { tidyCode } from "../src/element/code";
import { loadDrafts, saveDrafts, type Store, withEdit } from "../src/page/drafts";
import { decodeProgram, encodeProgram, MAX_PROGRAM_CHARS, parseHash } from "../src/page/share";

test("a program survives the address", async () => {
  for (const code of ["", "print('ß 🐍')\n", "x = 1\n".repeat(10_000)]) {
    const program = { code, virtualTime: true, example: "count" };
    const payload = await encodeProgram(program);
    assert.match(payload, /^[\w-]+$/);
    assert.deepEqual(parseHash(`#p=${payload}`), { kind: "program", payload });
    assert.deepEqual(await decodeProgram(payload), program);
  }
});

test("addresses that hold nothing", async () => {
  assert.deepEqual(parseHash(""), { kind: "none" });
  assert.deepEqual(parseHash("#program"), { kind: "none" });
  assert.deepEqual(parseHash("#example=../x"), { kind: "none" });
  assert.deepEqual(parseHash("#example=count"), { kind: "example", id: "count" });
  for (const payload of ["!", "AAAA", "not base64 at all", "q1Y", "%00"]) {
    assert.equal(await decodeProgram(payload), undefined);
  }
});

test("a small link does not unfold into a huge program", async () => {
  const payload = await encodeProgram({ code: "x".repeat(8 * MAX_PROGRAM_CHARS), virtualTime: false });
  assert.ok(payload.length < 20_000);
  assert.equal(await decodeProgram(payload), undefined);
});

function storeOf(text: string | null): Store & { text: string | null } {
  const store = {
    text,
    getItem: () => store.text,
    setItem: (_key: string, value: string) => void (store.text = value),
  };
  return store;
}

test("drafts survive the store, and nonsense in it is an empty one", () => {
  const store = storeOf(null);
  const drafts = withEdit({ current: undefined, edits: {} }, "count", "new", "old");
  saveDrafts(store, drafts);
  assert.deepEqual(loadDrafts(store), { current: "count", edits: { count: "new" } });
  for (const text of ["{", "7", '{"current":3,"edits":{"a":1}}', "[]"]) {
    assert.deepEqual(loadDrafts(storeOf(text)), { current: undefined, edits: {} });
  }
  assert.deepEqual(loadDrafts(undefined), { current: undefined, edits: {} });
});

test("a draft that is the original again is none, and old drafts go first", () => {
  let drafts = withEdit({ current: undefined, edits: { count: "new" } }, "count", "old", "old");
  assert.deepEqual(drafts.edits, {});
  for (let i = 0; i < 100; i += 1) drafts = withEdit(drafts, `e${i}`, "x", "");
  assert.ok(Object.keys(drafts.edits).length < 50);
  assert.ok("e99" in drafts.edits);
});

function settingsOf(attributes: Record<string, string>): ReturnType<typeof readSettings> {
  return readSettings((name) => attributes[name] ?? null);
}

test("attributes", () => {
  const settings = settingsOf({ name: "hello", layout: "split", "virtual-time": "", seed: "7", args: " a  b ", "max-memory": "64M" });
  assert.equal(settings.name, "hello.py");
  assert.equal(settings.layout, "split");
  assert.deepEqual(settings.args, ["a", "b"]);
  assert.deepEqual(settings.options, { virtual_time: true, seed: 7, max_memory: 64 * 1024 * 1024 });
});

test("attributes that make no sense fall back", () => {
  const settings = settingsOf({ layout: "sideways", theme: "pink", seed: "-1", "max-memory": "lots", "max-steps": "1e99" });
  assert.equal(settings.name, "main.py");
  assert.equal(settings.layout, "auto");
  assert.equal(settings.theme, "auto");
  assert.deepEqual(settings.options, { virtual_time: false });
});

test("a program inside indented markup loses that indentation only", () => {
  assert.equal(tidyCode("\n    def f():\n\n        pass\n  "), "def f():\n\n    pass");
  assert.equal(tidyCode("a\r\nb"), "a\nb");
  assert.equal(tidyCode("\n \n"), "");
});

function docOf(text: string): Parameters<typeof spanOf>[0] {
  const rows = text.split("\n");
  return {
    lines: rows.length,
    length: text.length,
    line(number) {
      const from = rows.slice(0, number - 1).reduce((sum, row) => sum + row.length + 1, 0);
      const row = rows[number - 1] ?? "";
      return { from, to: from + row.length, text: row };
    },
  };
}

function checkSpan(text: string, place: [number, number, number, number], expected: string, at: number): void {
  const [line, column, end_line, end_column] = place;
  const { from, to } = spanOf(docOf(text), { class: "SyntaxError", message: "", line, column, end_line, end_column });
  assert.equal(text.slice(from, to), expected);
  assert.equal(from, at);
}

test("diagnostics stand where they belong", () => {
  checkSpan("a\nif x\nb", [2, 4, 2, 5], "x", 5);
  checkSpan("🐍🐍 = 1 +\n", [1, 4, 1, 5], "=", 5);
  checkSpan("x = (\n", [1, 5, 2, 1], "(\n", 4);
  checkSpan("if x\n  y", [1, 4, 1, 4], "x", 3);
  checkSpan("if x\n  y", [1, 5, 1, 6], "", 4);
});

test("diagnostics outside of the text are shown at its end", () => {
  checkSpan("if x:", [2, 1, 2, 1], "", 5);
  checkSpan("", [1, 1, 1, 1], "", 0);
  checkSpan("if x", [1, 9, 1, 9], "", 4);
  checkSpan("abc", [0, 0, 0, 0], "a", 0);
});
