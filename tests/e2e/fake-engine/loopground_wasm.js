/**
 * An engine of which every fault can be had on demand: for what a real one never does, or should not.
 *
 * It has the face of the real one (`init`, `Session`) and runs no Python: a program is a list of comment lines
 * `# fake: VERB REST`, carried out one after the other. Verbs: `print`, `error`, `sleep MS`, `ask PROMPT`,
 * `exit STATUS`, `syntax LINE COLUMN MESSAGE`, `flood`, `wide N`, `block` (never gives the thread back), `stubborn`
 * (ignores Stop), `trap` (throws at once), `trap-later` (throws in a timer), `crash`, `deadlock`.
 */

export default async function init({ module_or_path }) {
  if (!(module_or_path instanceof WebAssembly.Module)) throw new TypeError("the engine comes compiled");
}

export class Session {
  #emit;
  #run = 0;
  #stubborn = false;
  #answer;
  #wake;

  constructor(listener) {
    this.#emit = listener;
    queueMicrotask(() => listener({ type: "ready", version: "fake", python_version: "3.14" }));
  }

  free() {}

  receive(message) {
    if (message.type === "run") {
      const verbs = message.files[message.main].split("\n").filter((line) => line.startsWith("# fake: "));
      void this.#play(++this.#run, verbs.map((line) => line.slice(8)));
      if (verbs.includes("# fake: trap")) throw new Error("trapped: unreachable");
    } else if (message.type === "stop") this.#stop();
    else if (message.type === "input") this.#answer?.(message.text);
    else if (message.type === "end_of_input") this.#answer?.(undefined);
    else if (message.type === "kill" || message.type === "reset") this.#run += 1;
  }

  #stop() {
    if (this.#stubborn) return this.#print("KeyboardInterrupt, ignored\n", "stderr");
    this.#run += 1;
    this.#wake?.();
    this.#print("KeyboardInterrupt\n", "stderr");
    this.#finish(130);
  }

  #print(text, stream = "stdout") {
    this.#emit({ type: "output", stream, text, dropped: 0 });
  }

  #finish(status) {
    this.#emit({ type: "finished", status, elapsed_ms: performance.now() - this.started });
  }

  async #play(run, verbs) {
    this.started = performance.now();
    this.#stubborn = false;
    this.#emit({ type: "started" });
    for (const line of verbs) {
      if (run !== this.#run) return;
      const [verb, ...words] = line.split(" ");
      const rest = words.join(" ");
      if (verb === "print") this.#print(`${rest}\n`);
      else if (verb === "error") this.#print(`${rest}\n`, "stderr");
      else if (verb === "wide") this.#print("x".repeat(Number(rest)));
      else if (verb === "sleep") await this.#pause(Number(rest));
      else if (verb === "stubborn") {
        this.#stubborn = true;
        await this.#pause(1e9);
      } else if (verb === "block") {
        for (;;);
      } else if (verb === "trap") return; // receive() throws
      else if (verb === "crash") return this.#emit({ type: "crashed", message: "panicked at vm.rs:1" });
      else if (verb === "trap-later") {
        setTimeout(() => {
          throw new Error("trapped later: out of bounds");
        }, 10);
        return;
      } else if (verb === "deadlock") {
        this.#emit({ type: "deadlock", report: "MainThread waits for a lock that it holds itself" });
        await this.#pause(1e9);
      } else if (verb === "ask") {
        this.#print(rest);
        this.#emit({ type: "input_wanted", prompt: rest });
        const answer = await new Promise((resolve) => (this.#answer = resolve));
        this.#answer = undefined;
        if (run !== this.#run) return;
        this.#print(answer === undefined ? "EOF\n" : `got ${answer}\n`);
      } else if (verb === "syntax") {
        const [row, column, ...message] = words;
        const where = { line: Number(row), column: Number(column), end_line: Number(row), end_column: Number(column) + 1 };
        this.#print(`SyntaxError: ${message.join(" ")}\n`, "stderr");
        this.#emit({ type: "diagnostic", class: "SyntaxError", message: message.join(" "), ...where });
        return this.#finish(1);
      } else if (verb === "flood") await this.#flood(run);
      else if (verb === "exit") return this.#finish(Number(rest));
    }
    if (run === this.#run) this.#finish(0);
  }

  async #flood(run) {
    for (let number = 0; run === this.#run; ) {
      const end = performance.now() + 8;
      while (performance.now() < end) {
        let text = "";
        for (let i = 0; i < 100; i += 1) text += `line ${number++}\n`;
        this.#print(text);
      }
      await this.#pause(0);
    }
  }

  #pause(ms) {
    return new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, ms);
    });
  }
}
