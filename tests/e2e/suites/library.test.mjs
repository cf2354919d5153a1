/** The standard library in the built page: what is not in the engine is fetched when it is imported. */

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { builtPage, setUp } from "../support/setup.mjs";

const PART = /\/library-([a-z]+)-[A-Z0-9]{8}\.txt$/;

/** While set, the host has lost the parts of the library. */
let lost = false;
const hook = async (path, response) => {
  if (!lost || !PART.test(path)) return false;
  response.writeHead(404, { "content-type": "text/plain" }).end("lost");
  return true;
};
const { visit } = await setUp({ folder: builtPage(), after, mount: "/some/folder/", hook });

const partsOf = (reader) => reader.requests.flatMap((url) => PART.exec(url)?.[1] ?? []);

test("the first program needs only what it begins with", () =>
  visit(async (reader) => {
    await reader.run();
    await reader.until(/Finished in /);
    assert.deepEqual(partsOf(reader), ["start"]);
  }));

const MANY = `\
import argparse, json, statistics
from dataclasses import dataclass, asdict
@dataclass(order=True)
class Point:
    x: int
    y: int = 2
parser = argparse.ArgumentParser(prog="points")
parser.add_argument("--scale", type=int, default=3)
scale = parser.parse_args([]).scale
points = sorted(Point(x * scale) for x in (3, 1, 2))
print(json.dumps([asdict(point) for point in points]))
print(statistics.mean(point.x for point in points), points[0])
`;
const PRINTED = '[{"x": 3, "y": 2}, {"x": 6, "y": 2}, {"x": 9, "y": 2}]\n6 Point(x=3, y=2)\n';

test("a program imports from several parts, and each is fetched once", () =>
  visit(async (reader) => {
    for (let round = 0; round < 2; round += 1) assert.equal(await reader.runToEnd(MANY, /Finished/), PRINTED);
    const parts = partsOf(reader);
    assert.ok(parts.length > 1, String(parts));
    assert.equal(new Set(parts).size, parts.length, String(parts));
  }));

test("threads that import at the same time all get it, and an event loop goes on after it", () =>
  visit(async (reader) => {
    const code = `\
import asyncio, threading
def work():
    import textwrap
    print(textwrap.shorten("several words", 8))
threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads: thread.start()
for thread in threads: thread.join()
async def main():
    async with asyncio.timeout(60):
        queue = asyncio.Queue(1)
        await queue.put("queued")
        print(await queue.get())
asyncio.run(main())
`;
    assert.equal(await reader.runToEnd(code, /Finished/), `${"[...]\n".repeat(3)}queued\n`);
  }));

test("a part that cannot be fetched is an ImportError that names it, and is asked for again", () =>
  visit(
    async (reader) => {
      const code = `\
try:
    import dataclasses
except ImportError as error:
    print(type(error).__name__, error.name, error)
else:
    print("imported")
`;
      lost = true;
      try {
        const said = await reader.runToEnd(code, /Finished/);
        assert.match(said, /^ImportError \w+ the part '[a-z]+' of the standard library cannot be had: http\S+library-\S+ answered 404 Not Found\n$/);
      } finally {
        lost = false;
      }
      assert.equal(await reader.runToEnd(code, /Finished/), "imported\n");
    },
    { complaints: true },
  ));

test("what exists nowhere is not asked for", () =>
  visit(async (reader) => {
    const code = "try:\n    import no_such_module\nexcept ModuleNotFoundError as error:\n    print(error)\n";
    assert.equal(await reader.runToEnd(code, /Finished/), "No module named 'no_such_module'\n");
    assert.deepEqual(partsOf(reader), ["start"]);
  }));

test("Stop reaches a program that waits for a part", () =>
  visit(async (reader) => {
    await reader.page.route(PART, () => {});
    await reader.write("print('before', flush=True)\nimport dataclasses\n");
    await reader.run();
    await reader.untilOutput(/^before\n$/);
    await reader.stop();
    await reader.until(/Stopped/);
    assert.match(await reader.output(), /KeyboardInterrupt\n$/);
  }));
