import { reportOfReading } from '../analyze.ts';
import type { Discovery } from '../input/discover.ts';
import { readZone } from '../input/zone.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import { TraceError } from '../model/errors.ts';
import type { Report, ReportGap } from '../model/report.ts';
import { TRACE_FORMATS } from '../model/source.ts';
import { greatest, least, ticksFromIso } from '../model/ticks.ts';
import type { UnmatchedSink } from '../model/unmatched-line.ts';
import { type Reading, readSources, type ScanThreads } from '../reading/index.ts';
import { addressesIn } from './addresses-in.ts';
import { citedBy } from './cited-lines.ts';
import { type FollowedIds, followedIds, idsByMessage, literalsOfIds } from './known-ids.ts';
import { type KnownEntry, readKnownList } from './known-list.ts';
import { type KnownLife, KnownLives } from './known-window.ts';
import { LineMiner } from './line-miner.ts';
import { MENTION_LITERALS } from './mentions.ts';
import { type Resolved, resolveKnown, type TraceSpan } from './resolve-known.ts';
import { type Told, toldByPhrases } from './told-by-phrases.ts';

/** A list of messages whose fate somebody knows: its name and what stands in it. */
export interface KnownList {
  readonly file: string;
  /** Bytes in any coding that a phrasebook may have. */
  readonly content: string | Uint8Array;
}

/** The lines of a bundle, counted, and what else it tells. */
export interface Mined {
  /** What was read to make the report of. */
  readonly reading: Reading;
  readonly report: Report;
  readonly miner: LineMiner;
  readonly known: readonly Resolved[];
  readonly told: Told;
  /** What was not searched for. */
  readonly gaps: readonly ReportGap[];
}

/** Lines of another time than was asked for are not looked at. */
function sinkOf(miner: LineMiner, literals: readonly string[], { since, until }: AnalysisOptions): UnmatchedSink {
  return {
    literals: [...new Set(literals)],
    onLine: (line) => {
      if (since !== undefined && (line.at === undefined || line.at < since)) return;
      if (until !== undefined && (line.at === undefined || line.at > until)) return;
      miner.add(line);
    },
  };
}

/** Standard input can be read but once. */
function isReadAgain({ files }: Discovery): boolean {
  return !files.some(({ isReadOnce }) => isReadOnce === true);
}

function spanOf({ bundle }: Report): TraceSpan {
  const traces = bundle.sources.filter(({ format }) => TRACE_FORMATS.has(format));
  const moments = (of: 'from' | 'to') => traces.map((source) => ticksFromIso(source[of] ?? ''));
  return { from: least(moments('from')), to: greatest(moments('to')) };
}

/** Addresses that are searched for; lines with any other are found by their words. */
const MOST_ADDRESSES = 50;

/** Addresses of known messages that can be searched for, by code units. */
function addressesOf(lives: readonly KnownLife[]): readonly string[] {
  const addresses = new Set(lives.flatMap(({ recipients }) => [...recipients]));
  return [...addresses].filter((one) => /^[\x20-\x7e]{3,}$/.test(one)).sort();
}

/** Addresses as they may be written: Bob@contoso.com, as somebody's directory has it. */
function literalsOfAddresses(addresses: readonly string[]): readonly string[] {
  return addresses.flatMap((one) => [one, one.charAt(0).toUpperCase() + one.slice(1)]);
}

function capped(text: string): ReportGap {
  return { kind: 'capped', text };
}

function idGaps({ ids, of }: FollowedIds): readonly ReportGap[] {
  if (of === ids.length) return [];
  const text = `${ids.length} of ${of} ids of messages were searched for: a line that tells one of the others, and has no word of the matter, is not in the list.`;
  return [capped(text)];
}

function addressGaps(of: number): readonly ReportGap[] {
  if (of <= MOST_ADDRESSES) return [];
  const text = `${MOST_ADDRESSES} of ${of} addresses of known messages were searched for: a line that names one of the others, and has no word of the matter, is not in the list.`;
  return [capped(text)];
}

/** Of input that can be read but once. */
function failureGaps({ lostFailures }: LineMiner): readonly ReportGap[] {
  if (lostFailures === 0) return [];
  const text = `${lostFailures} lines with transport errors were not looked at: too many of them came before the end of the input told which are understood.`;
  return [capped(text)];
}

/** Reads the bundle for the lines that hold one of some texts. */
type Read = (miner: LineMiner, literals: readonly string[]) => Promise<Reading>;

function lowered(ids: readonly string[]): ReadonlySet<string> {
  return new Set(ids.map((id) => id.toLowerCase()));
}

interface Words {
  readonly reading: Reading;
  readonly report: Report;
  readonly isCited: ReturnType<typeof citedBy>;
  readonly miner: LineMiner;
}

/** Reads the bundle for lines that speak of the matter by their words; again, where more lines with transport errors stand in it than can wait for the report, which tells whether they count. */
async function mineMatter(
  discovery: Discovery,
  options: AnalysisOptions,
  remembers: boolean,
  read: Read,
): Promise<Words> {
  const miner = new LineMiner({ remembers });
  const reading = await read(miner, MENTION_LITERALS);
  const report = await reportOfReading(discovery, reading, options);
  const isCited = citedBy(report);
  miner.tellCited(isCited);
  if (miner.lostFailures === 0 || !isReadAgain(discovery)) return { reading, report, isCited, miner };
  const knowing = new LineMiner({ remembers });
  knowing.tellCited(isCited);
  await read(knowing, MENTION_LITERALS);
  return { reading, report, isCited, miner: knowing };
}

/** Reads the bundle once, and a second time where ids of messages were found: only bytes that are searched for are looked at, so ids must be known before. */
async function mineWords(discovery: Discovery, options: AnalysisOptions, read: Read): Promise<Mined> {
  const { reading, report, miner } = await mineMatter(discovery, options, false, read);
  const followed = followedIds(reading.observations, miner.suggestedIds());
  miner.noteAddresses(addressesIn([reading.observations, report.environment, report.bundle]));
  const told = toldByPhrases(reading.observations, miner.suggestedIds());
  const gaps = failureGaps(miner);
  if (followed.of === 0) return { reading, report, miner, known: [], told, gaps };
  if (!isReadAgain(discovery))
    return { reading, report, miner, known: [], told, gaps: [...idGaps({ ...followed, ids: [] }), ...gaps] };
  miner.seekIds(lowered(followed.ids));
  await read(miner, literalsOfIds(followed.ids));
  return { reading, report, miner, known: [], told, gaps: idGaps(followed) };
}

function resolveAll(
  entries: readonly KnownEntry[],
  list: KnownList,
  report: Report,
  ids: ReadonlyMap<string, ReadonlySet<string>>,
  options: AnalysisOptions,
): readonly Resolved[] {
  const { resolved, undated } = resolveKnown(entries, {
    messages: report.messages,
    ids,
    span: spanOf(report),
    zones: options.zones ?? [],
    readZone,
  });
  if (undated.length === 0) return resolved;
  const problems = undated.map(
    (line) => `${list.file}: line ${line}: no trace tells of which day it is; write the date`,
  );
  throw new TraceError('USAGE', problems.join('\n'));
}

/** Reads the bundle to know when the messages of the list lived, and a second time for lines without a word of the matter that tell an id or an address of them. */
async function mineKnown(discovery: Discovery, options: AnalysisOptions, list: KnownList, read: Read): Promise<Mined> {
  const entries = readKnownList(list.file, list.content);
  if (!isReadAgain(discovery))
    throw new TraceError(
      'USAGE',
      '--known reads the input twice, and standard input can be read but once; give a file',
    );
  const { reading, report, isCited, miner: words } = await mineMatter(discovery, options, true, read);
  const followed = followedIds(reading.observations, words.suggestedIds());
  const ids = idsByMessage(report.messages, reading.observations);
  const known = resolveAll(entries, list, report, ids, options);
  const lives = known.map(({ life }) => life);
  const addresses = addressesOf(lives);
  const user = report.environment.user?.value.toLowerCase();
  const knownLives = new KnownLives(
    lives,
    new Set([...ids.values()].flatMap((some) => [...some])),
    new Set(user === undefined ? [] : [user]),
    words.toldIds(),
  );
  const literals = [...literalsOfIds(followed.ids), ...literalsOfAddresses(addresses.slice(0, MOST_ADDRESSES))];
  const sought = lowered(followed.ids);
  const told = toldByPhrases(reading.observations, words.suggestedIds(), knownLives);
  // Where it is too much to remember, all is read again by one that knows what to look for.
  const miner = words.remembersAll ? words : new LineMiner({ ids: sought, known: knownLives });
  if (miner !== words) miner.tellCited(isCited);
  if (miner === words) miner.tell(sought, knownLives);
  else literals.push(...MENTION_LITERALS);
  miner.noteAddresses(addressesIn([reading.observations, report.environment, report.bundle, addresses]));
  if (literals.length > 0) await read(miner, literals);
  return { reading, report, miner, known, told, gaps: [...idGaps(followed), ...addressGaps(addresses.length)] };
}

/** The lines of a bundle, read by some threads; with a list of known messages, what is near to them. */
export function mineLines(
  discovery: Discovery,
  options: AnalysisOptions,
  threads: ScanThreads,
  known?: KnownList,
): Promise<Mined> {
  const read: Read = (miner, literals) =>
    readSources(discovery, options, undefined, sinkOf(miner, literals, options), threads);
  return known === undefined ? mineWords(discovery, options, read) : mineKnown(discovery, options, known, read);
}
