/** Starts workers, from a page or from another worker. */

/**
 * A worker of the script at `url`. Workers must be of the page's origin: elsewhere it is a worker of one line that
 * imports the real one.
 */
export function spawn(url: URL, name: string): Worker {
  const options: WorkerOptions = { type: "module", name };
  if (url.origin === location.origin) return new Worker(url, options);
  const source = `import ${JSON.stringify(url.href)};`;
  const blob = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  return new Worker(blob, options);
}
