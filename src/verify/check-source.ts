import type { BundleFile } from '../input/bundle-file.ts';
import { readHead } from '../input/text-source.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import type { StoredRef } from '../model/stored-report.ts';
import { TICKS_PER_SECOND, type Ticks, ticksFromIso } from '../model/ticks.ts';
import { type EtlFormats, isRawTrace, reopenEtl, reopenSpool, type SpoolPassage } from '../reading/index.ts';
import { holdsBetweenTokens, holdsExcerpt } from './holds-excerpt.ts';
import { readLines } from './lines-of-text.ts';
import { type Passage, reopenText } from './reopen-text.ts';

/** A place to look at, and who wants to know. `K`: whatever the caller knows it by. */
export interface Look<K> {
  readonly key: K;
  readonly line: number;
  /** Absent where only the line must be there. */
  readonly ref?: Pick<StoredRef, 'offset' | 'text' | 'at'>;
  /** Lists of those whom a spool file is for, by what the report says; absent where that is not known. */
  readonly recipients?: readonly (readonly string[])[];
}

/** What was seen at a place; nothing is said of a place that the file does not reach. */
export interface Sight<K> {
  readonly key: K;
  /** Something that can be cited begins at the offset, it is on that line, and its text is what the report has. */
  readonly holds: boolean;
  /** The same, where the report has tokens in the text, of what stands between them. */
  readonly holdsBetweenTokens: boolean;
  /** There where it can stand nowhere else. */
  readonly isFinal?: true;
}

/** What is seen of a look at the right place, where these texts stand. */
function seenAt<K>({ key, ref }: Look<K>, texts: readonly string[]): Sight<K> {
  if (ref === undefined) return { key, holds: true, holdsBetweenTokens: false };
  const holds = texts.some((text) => holdsExcerpt(text, ref.text));
  return { key, holds, holdsBetweenTokens: !holds && texts.some((text) => holdsBetweenTokens(text, ref.text)) };
}

function seenElsewhere<K>({ key }: Look<K>): Sight<K> {
  return { key, holds: false, holdsBetweenTokens: false };
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
  return passage.isStart && passage.line === look.line ? seenAt(look, [passage.text()]) : seenElsewhere(look);
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
  for (const look of lines) if (look.line <= last) sights.push(seenAt(look, []));
  return sights;
}

async function inTrace<K>(file: BundleFile, looks: readonly Look<K>[], formats: EtlFormats): Promise<Sight<K>[]> {
  const wanted = groupsBy(looks, ({ line }) => line);
  const sights: Sight<K>[] = [];
  for await (const { number, offset, texts } of reopenEtl(file, new Set(wanted.keys()), formats)) {
    for (const look of wanted.get(number) ?? []) {
      const isPlace = look.ref === undefined || look.ref.offset === offset;
      sights.push(isPlace ? seenAt(look, texts) : seenElsewhere(look));
    }
  }
  return sights;
}

/** The time of an archive counts in steps of two seconds. */
const SAME_TIME_SECONDS = 2;

function isWrittenAt(at: string | undefined, times: readonly Ticks[]): boolean {
  const reported = at === undefined ? undefined : ticksFromIso(at);
  if (reported === undefined || times.length === 0) return true;
  return times.some((time) => Math.abs(time - reported) <= SAME_TIME_SECONDS * TICKS_PER_SECOND);
}

function arePeople(some: readonly string[], others: readonly string[]): boolean {
  const key = (list: readonly string[]): string => [...new Set(list.map((one) => one.toLowerCase()))].sort().join(' ');
  return key(some) === key(others);
}

/** A citation of a spool file says what file it is; when it was written and whom it is for, the report says beside it. */
function inSpool<K>(look: Look<K>, { texts, times, participants }: SpoolPassage): Sight<K> {
  const { line, ref, recipients = [] } = look;
  const isSame = isWrittenAt(ref?.at, times) && recipients.every((list) => arePeople(list, participants));
  if (line !== 1 || (ref?.offset ?? 0) !== 0 || !isSame) return { ...seenElsewhere(look), isFinal: true };
  // What a spool file is cited by is never a part of what it says.
  const isOther = ref !== undefined && !texts.includes(ref.text);
  return isOther ? { ...seenAt(look, texts), holds: false, isFinal: true } : seenAt(look, texts);
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
  if (spool !== undefined) return looks.map((look) => inSpool(look, spool));
  if (isRawTrace((await readHead(file)).bytes)) return inTrace(file, looks, await openFormats());
  return inText(file, looks, options);
}

/** A look at a line of a text, wherever that line begins. `K`: as in `Look`. */
export interface LineLook<K> {
  readonly key: K;
  readonly line: number;
  readonly text: string;
}

/**
 * Which lines of a text say what they are looked at for, and where they begin; none of a file that is no text. Errors of the system are thrown as they
 * are.
 */
export async function checkLines<K>(
  file: BundleFile,
  looks: readonly LineLook<K>[],
  options: AnalysisOptions,
): Promise<readonly { readonly key: K; readonly line: number; readonly offset: number }[]> {
  if ((await reopenSpool(file)) !== undefined || isRawTrace((await readHead(file)).bytes)) return [];
  const lines = await readLines(file, new Set(looks.map(({ line }) => line)), (bytes) => {
    options.signal?.throwIfAborted();
    options.onProgress?.({ source: file.path, bytesDone: bytes, bytesTotal: file.bytes });
  });
  return looks.flatMap(({ key, line, text }) => {
    const there = lines.get(line);
    return there !== undefined && holdsExcerpt(there.text, text) ? [{ key, line, offset: there.offset }] : [];
  });
}
