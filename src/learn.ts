import type { DecodedText } from './etl/index.ts';
import {
  EtlFacts,
  EventDecoder,
  isEtl,
  type KnownMessage,
  learnFormat,
  readPrepared,
  TextJoin,
  writeFormats,
} from './etl/index.ts';
import { formatOf } from './formats/index.ts';
import type { BundleFile } from './input/bundle-file.ts';
import { discover } from './input/discover.ts';
import { openText, type TextSource } from './input/text-source.ts';
import type { ZoneOption } from './model/analysis-options.ts';
import { TraceError } from './model/errors.ts';
import type { Issue } from './model/issue.ts';
import { NO_LITERALS } from './model/wanted.ts';
import { PrivateMask } from './wire/private-mask.ts';

/** What was learned from one session. */
export interface LearnResult {
  /** The file of learned formats. */
  readonly text: string;
  /** Messages that something was learned of. */
  readonly formats: number;
  /** Trace messages of the raw trace, and those whose text was found. */
  readonly messages: number;
  readonly joined: number;
  readonly texts: number;
  /** How far the clock of the text is ahead of UTC, in minutes. */
  readonly aheadMinutes: number;
  readonly issues: readonly Issue[];
}

/** A text of more records is cut: this many take 1 GB of memory. */
const MOST_TEXTS = 2_000_000;
/** Samples of one message. */
const MOST_SAMPLES = 200;

/** A file, or the one member of an archive. */
async function oneFile(path: string): Promise<BundleFile> {
  if (path === '-') throw new TraceError('USAGE', '-: learning reads its files more than once; give their paths');
  const { files } = await discover([path]);
  const [file, ...others] = files;
  if (file === undefined || others.length > 0)
    throw new TraceError('USAGE', `${path}: give one file, or an archive with one in it`);
  if (file.unusable !== undefined) throw new TraceError('USAGE', `${path}: ${file.unusable.text}`);
  return file;
}

async function open(file: BundleFile, path: string): Promise<TextSource> {
  try {
    return await openText(file);
  } catch (error) {
    throw new TraceError('USAGE', `${path}: it cannot be read`, { cause: error });
  }
}

/** The records of a decoded text that say who wrote them when. */
async function decodedTexts(path: string, zones: readonly ZoneOption[]): Promise<readonly DecodedText[]> {
  const source = await open(await oneFile(path), path);
  const format = formatOf(source.head);
  if (format === undefined)
    throw new TraceError('USAGE', `--learn ${path}: none of the known forms of a decoded trace`);
  const texts: DecodedText[] = [];
  // Follows each thread: a text may stand in the middle of what an earlier one began.
  const mask = new PrivateMask();
  await format.read(source, {
    wanted: { wanted: NO_LITERALS, followsAny: () => true, follows: () => true },
    zones,
    onRecord({ at, pid, tid, message, component, function: method }) {
      if (at === undefined || pid === undefined || tid === undefined || texts.length === MOST_TEXTS) return;
      const masked = mask.mask(message, { pid, tid, at }).text;
      texts.push({
        at,
        pid,
        tid,
        message,
        ...(masked === message ? {} : { masked }),
        ...(component === undefined ? {} : { component }),
        ...(method === undefined ? {} : { function: method }),
      });
    },
    onIssue: () => undefined,
  });
  if (texts.length === 0) throw new TraceError('USAGE', `--learn ${path}: no record says who wrote it and when`);
  return texts;
}

/**
 * Learns the formats of trace messages from a decoded text and the raw trace of the same session. Undefined where `rawPath` is no raw
 * trace. Throws a TraceError for a path that does not exist, or a text that is of no use.
 */
export async function learnFormats(
  textPath: string,
  rawPath: string,
  signal?: AbortSignal,
): Promise<LearnResult | undefined> {
  const raw = await oneFile(rawPath);
  const source = await open(raw, rawPath);
  await source.close();
  if (!isEtl(source.head.bytes)) return undefined;
  const texts = await decodedTexts(textPath, []);
  const join = new TextJoin(texts);
  let facts = new EtlFacts(raw.path);
  let messages = 0;
  let joined = 0;
  const known = new Map<string, KnownMessage[]>();
  for (const walk of ['times', 'counts', 'texts'] as const) {
    facts = new EtlFacts(raw.path);
    for await (const { records } of readPrepared(raw, facts, new EventDecoder())) {
      signal?.throwIfAborted();
      for (const record of records) {
        const { at, pid, tid, kind, provider, id, pointerSize } = record;
        if (at === undefined || pid === undefined || tid === undefined) continue;
        if (walk === 'times') join.addTime(pid, tid, at);
        else if (walk === 'counts') join.count(pid, tid, at);
        else {
          const text = join.textOf(pid, tid, at);
          if (kind !== 'wpp' || provider === undefined) continue;
          messages++;
          if (text === undefined) continue;
          joined++;
          const key = `${provider} ${id}`;
          const samples = known.get(key) ?? [];
          known.set(key, samples);
          if (samples.length < MOST_SAMPLES) samples.push({ ...text, payload: record.payload.slice(), pointerSize });
        }
      }
    }
    if (walk === 'times') join.measure();
  }
  const formats = [...known].flatMap(([key, samples]) => {
    const [guid = '', number = ''] = key.split(' ');
    return learnFormat(guid, Number(number), samples) ?? [];
  });
  return {
    text: writeFormats(formats),
    formats: formats.length,
    messages,
    joined,
    texts: texts.length,
    aheadMinutes: join.ahead / 600_000_000,
    issues: facts.issues,
  };
}
