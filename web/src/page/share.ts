/**
 * Programs in the part of the address behind `#`, which no server ever sees.
 *
 * `#example=id` names an example; `#p=…` holds a program: JSON, deflated, in base64url. Whatever is malformed
 * is answered with `undefined`, and a small link cannot unfold into a huge program.
 */

export interface SharedProgram {
  code: string;
  virtualTime: boolean;
  /** The example that it was made from. */
  example?: string;
}

export type Address = { kind: "none" } | { kind: "example"; id: string } | { kind: "program"; payload: string };

export const MAX_PROGRAM_CHARS = 512 * 1024;
const MAX_UNFOLDED_BYTES = 4 * MAX_PROGRAM_CHARS;

export function parseHash(hash: string): Address {
  const [key, ...rest] = hash.replace(/^#/, "").split("=");
  const value = rest.join("=");
  if (key === "example" && /^[\w-]+$/.test(value)) return { kind: "example", id: value };
  if (key === "p" && value !== "") return { kind: "program", payload: value };
  return { kind: "none" };
}

export async function encodeProgram(program: SharedProgram): Promise<string> {
  const short = { c: program.code, v: program.virtualTime ? 1 : undefined, e: program.example };
  const bytes = new TextEncoder().encode(JSON.stringify(short));
  return toBase64Url(await collect(stream(bytes).pipeThrough(new CompressionStream("deflate-raw")), Infinity));
}

export async function decodeProgram(payload: string): Promise<SharedProgram | undefined> {
  try {
    const packed = fromBase64Url(payload);
    const unfolded = stream(packed).pipeThrough(new DecompressionStream("deflate-raw"));
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await collect(unfolded, MAX_UNFOLDED_BYTES));
    return readProgram(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function readProgram(value: unknown): SharedProgram | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { c, v, e } = value as { c?: unknown; v?: unknown; e?: unknown };
  if (typeof c !== "string" || c.length > MAX_PROGRAM_CHARS) return undefined;
  const program: SharedProgram = { code: c, virtualTime: v === 1 };
  if (typeof e === "string") program.example = e;
  return program;
}

function stream(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

async function collect(source: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = source.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      throw new RangeError("more than a program");
    }
    chunks.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
