/** What the build provides under names of its own. */

declare module "*.css" {
  const text: string;
  export default text;
}

declare module "loopground-wasm-asset" {
  /** The file name of the engine, beside the scripts. */
  export const name: string;
}

declare module "loopground-library-assets" {
  /** The file names of the standard library's parts, beside the scripts, by the names that the engine has for them. */
  export const parts: Readonly<Record<string, string>>;
}

declare module "loopground-worker-asset" {
  export const name: string;
}

/** The output of wasm-bindgen (target `web`), placed in `web/engine/` by the build. */
declare module "loopground-engine" {
  import type { FromSession, ToSession } from "./messages";

  export class Session {
    constructor(listener: (message: FromSession) => void);
    receive(message: ToSession): void;
    free(): void;
  }

  export default function init(input: { module_or_path: WebAssembly.Module }): Promise<unknown>;
}

/** `web/examples/`, read by the build. */
declare module "loopground-examples" {
  export const examples: readonly import("./page/examples").ExampleGroup[];
}
