import type { BundleFile } from '../input/bundle-file.ts';
import { readHead } from '../input/text-source.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import type { StoredRef } from '../model/stored-report.ts';
import { type EtlFormats, isRawTrace, reopenEtl, reopenSpool } from '../reading/index.ts';
import { holdsExcerpt } from './holds-excerpt.ts';
import { type Passage, reopenText } from './reopen-text.ts';

/** A place to look at, and who wants to know. `K`: whatever the caller knows it by. */
export interface Look<K> {
  readonly key: K;
  readonly line: number;
  /** Absent where only the line must be there. */
  readonly ref?: Pick<StoredRef, 'offset' | 'text'>;
}

/** What was seen at a place; nothing is said of a place that the file does not reach. */
export interface Sight<K> {
  readonly key: K;
  /** Something that can be cited begins at the offset, and it is on that line. */
  readonly isPlace: boolean;
  /** The place is right and its text is what the report has. */
  readonly holds: boolean;
}

function groupsBy<K>(
  looks: readonly Look<K>[],
  of: (look: Look<K>) => number,
): ReadonlyMap<number, readonly Look<K>[]> {
  const groups = new Map<number, Look<K>[]>();
  for (const look of looks) {
    const group = groups.get(of(look)) ?? [];
    groups.set(of(look), group);
    group.push(look);
  }
  return groups;
}

function seenIn<K>(look: Look<K>, passage: Passage): Sight<K> {
  const isPlace = passage.isStart && passage.line === look.line;
  return { key: look.key, isPlace, holds: isPlace && holdsExcerpt(passage.text(), look.ref?.text ?? '') };
}

async function inText<K>(file: BundleFile, looks: readonly Look<K>[], options: AnalysisOptions): Promise<Sight<K>[]> {
  const cited = groupsBy(
    looks.filter(({ ref }) => ref !== undefined),
    ({ ref }) => ref?.offset ?? 0,
  );
  const lines = looks.filter(({ ref }) => ref === undefined);
  const sights: Sight<K>[] = [];
  const last = await reopenText(file, {
    offsets: [...cited.keys()].sort((a, b) => a - b),
    lastLine: lines.reduce((most, { line }) => Math.max(most, line), 0),
    onPassage(offset, passage) {
      for (const look of cited.get(offset) ?? []) sights.push(seenIn(look, passage));
    },
    onBytes(bytes) {
      options.signal?.throwIfAborted();
      options.onProgress?.({ source: file.path, bytesDone: bytes, bytesTotal: file.bytes });
    },
  });
  for (const { key, line } of lines) if (line <= last) sights.push({ key, isPlace: true, holds: true });
  return sights;
}

async function inTrace<K>(file: BundleFile, looks: readonly Look<K>[], formats: EtlFormats): Promise<Sight<K>[]> {
  const wanted = groupsBy(looks, ({ line }) => line);
  const sights: Sight<K>[] = [];
  for await (const { number, offset, texts } of reopenEtl(file, new Set(wanted.keys()), formats)) {
    for (const { key, ref } of wanted.get(number) ?? []) {
      const isPlace = ref === undefined || ref.offset === offset;
      const holds = isPlace && texts.some((text) => holdsExcerpt(text, ref?.text ?? ''));
      sights.push({ key, isPlace, holds });
    }
  }
  return sights;
}

/**
 * Looks at places of one file: by its bytes alone where it is text, so that what misled a reader of forms does not mislead this; by the
 * reader of raw traces or of spool files where it is one of these. Errors of the system are thrown as they are.
 */
export async function checkSource<K>(
  file: BundleFile,
  looks: readonly Look<K>[],
  options: AnalysisOptions,
  openFormats: () => Promise<EtlFormats>,
): Promise<readonly Sight<K>[]> {
  const spool = await reopenSpool(file);
  if (spool !== undefined) {
    const texts = new Set(spool.map(({ text }) => text));
    return looks.map(({ key, line, ref }) => {
      const isPlace = line === 1 && (ref?.offset ?? 0) === 0;
      return { key, isPlace, holds: isPlace && (ref === undefined || texts.has(ref.text)) };
    });
  }
  if (isRawTrace((await readHead(file)).bytes)) return inTrace(file, looks, await openFormats());
  return inText(file, looks, options);
}
