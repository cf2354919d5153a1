/** The list of examples, as the build put it together from `web/examples/`. */

export interface Example {
  readonly id: string;
  readonly title: string;
  /** One sentence: what there is to see. */
  readonly shows: string;
  readonly virtualTime: boolean;
  readonly code: string;
}

export interface ExampleGroup {
  readonly title: string;
  readonly programs: readonly Example[];
}

export function findExample(groups: readonly ExampleGroup[], id: string): Example | undefined {
  for (const group of groups) {
    const found = group.programs.find((program) => program.id === id);
    if (found !== undefined) return found;
  }
  return undefined;
}
