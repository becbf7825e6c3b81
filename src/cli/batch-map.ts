import { readFile } from 'node:fs/promises';
import type { TokenMap } from '../index.ts';

/** What the tokens of a batch stand for, with those of an earlier run of it. */
export interface BatchMap extends TokenMap {
  readonly map: Readonly<Record<string, string>>;
  /** Something was added: what a run that came to nothing knows is not worth a file. */
  readonly isChanged: boolean;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The tokens of a map that is there; none where there is none, or where it is something else. */
async function tokensIn(file: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(file, 'utf-8').catch(() => '');
  try {
    const value: unknown = JSON.parse(text);
    const tokens = isObject(value) && isObject(value.tokens) ? Object.entries(value.tokens) : [];
    return new Map(tokens.flatMap(([token, original]) => (typeof original === 'string' ? [[token, original]] : [])));
  } catch {
    return new Map();
  }
}

/** `goesOn`: tokens of an earlier run are those of this one. */
export async function openBatchMap(file: string, goesOn: boolean): Promise<BatchMap> {
  const known = new Map(goesOn ? await tokensIn(file) : []);
  let isChanged = false;
  return {
    has: (token) => known.has(token),
    add(tokens) {
      isChanged = true;
      for (const [token, original] of Object.entries(tokens)) known.set(token, original);
    },
    get isChanged() {
      return isChanged;
    },
    get map() {
      return Object.fromEntries([...known].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    },
  };
}
