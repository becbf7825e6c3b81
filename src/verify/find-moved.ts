import type { BundleFile } from '../input/bundle-file.ts';
import type { Discovery } from '../input/discover.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import type { IssueCode } from '../model/issue.ts';
import type { Observation } from '../model/observation.ts';
import { byCodeUnits } from '../model/order.ts';
import type { StoredRef } from '../model/stored-report.ts';
import { type EtlFormats, readSources } from '../reading/index.ts';
import { checkLines, checkSource, type LineLook, type Look } from './check-source.ts';
import type { Citation } from './citations.ts';
import { holdsBetweenTokens, saysSomething } from './holds-excerpt.ts';
import { commonShifts, hasBetween, type Shift, shiftBetween, shifted } from './shifts.ts';
import { type CitedPlace, refsOf, TextPlaces } from './text-places.ts';
import type { Verdicts } from './verdicts.ts';

/** Behind which the rest of a file may hold what was cited. */
const LOSSES: ReadonlySet<IssueCode> = new Set<IssueCode>([
  'UNREADABLE',
  'ARCHIVE_DAMAGED',
  'ENCRYPTED',
  'UNSUPPORTED_COMPRESSION',
  'ANALYSIS_FAILED',
  'CHANGED',
  'capped',
]);
/** Shifts that are tried where nothing cites a text any more. */
const MOST_SHIFTS = 4;
/** Characters of a text that stands in one place only. */
const TELLING = 40;

/** A citation that has a text. */
interface Cited {
  readonly citation: Citation;
  readonly ref: StoredRef;
}

function citedOf(citations: readonly Citation[]): readonly Cited[] {
  return citations.flatMap((citation) => (citation.ref === undefined ? [] : [{ citation, ref: citation.ref }]));
}

/** Looks into a file. */
interface LookAt {
  /** Answers those whose text stands where it is looked for. */
  places(file: BundleFile, looks: readonly Look<Cited>[]): Promise<readonly Cited[]>;
  /** Answers those whose text stands on a line, and where that begins. */
  lines(file: BundleFile, looks: readonly LineLook<Cited>[]): ReturnType<typeof checkLines<Cited>>;
}

/** Finds what is not where it was: first as a new reading of the bundle cites it, then by how far its neighbours moved. */
class Search {
  readonly #verdicts: Verdicts;
  readonly #places: TextPlaces;
  readonly #look: LookAt;

  constructor(verdicts: Verdicts, places: TextPlaces, look: LookAt) {
    this.#verdicts = verdicts;
    this.#places = places;
    this.#look = look;
  }

  async run(files: readonly BundleFile[]): Promise<void> {
    const { bySource } = this.#verdicts;
    this.#confirm();
    // Where another citation holds, nothing else has moved to.
    for (const { citation, ref } of citedOf([...bySource.values()].flat()))
      if (this.#verdicts.holds(citation)) this.#places.take(this.#placeOf(citation, ref), ref.text);
    for (const [path, citations] of bySource) {
      const file = this.#verdicts.fileOf(path);
      const held = citations.filter((one) => this.#verdicts.holds(one)).map(({ line }) => line);
      if (file !== undefined) await this.#search(this.#openOf(path), file, { held: held.sort((a, b) => a - b) });
    }
    for (const path of bySource.keys()) await this.#searchElsewhere(path, files);
  }

  /** The reader cites the same text at the same place: it hid in bytes that are no plain text. */
  #confirm(): void {
    for (const { citation, ref } of citedOf(this.#verdicts.open())) {
      if (this.#places.isAt(ref.text, this.#placeOf(citation, ref))) this.#verdicts.set(citation, { state: 'holds' });
    }
  }

  #placeOf({ source }: Citation, { line, offset }: StoredRef): CitedPlace {
    return { source: this.#verdicts.fileOf(source)?.path ?? source, line, offset };
  }

  #openOf(path: string): readonly Cited[] {
    return citedOf((this.#verdicts.bySource.get(path) ?? []).filter((one) => this.#verdicts.isOpen(one)));
  }

  /** Looks for citations in one file. `held`: lines that stand where they stood, in order: nothing moves past one. */
  async #search(
    cited: readonly Cited[],
    file: BundleFile,
    { held = [], also = [] }: { readonly held?: readonly number[]; readonly also?: readonly Shift[] },
  ): Promise<void> {
    const alone = cited.flatMap(({ ref }) => {
      const place = this.#places.onlyOne(file.path, ref);
      return place === undefined || hasBetween(held, ref.line, place.line) ? [] : [shiftBetween(ref, place)];
    });
    const shifts = [...commonShifts(alone, MOST_SHIFTS), ...also];
    const left: Cited[] = [];
    for (const one of cited) {
      const place = this.#likeliest(one.ref, file.path, shifts, held);
      if (place === undefined) left.push(one);
      else this.#found(one, place);
    }
    await this.#searchShifted(left, file, shifts, held);
  }

  /** Where one of the shifts would have a text, else the nearest place of it. */
  #likeliest(
    ref: StoredRef,
    source: string,
    shifts: readonly Shift[],
    held: readonly number[],
  ): CitedPlace | undefined {
    const isPossible = ({ line }: CitedPlace): boolean => !hasBetween(held, ref.line, line);
    const places = shifts.map((shift) => ({ source, ...shifted(ref, shift) }));
    const likely = places.find((place) => this.#places.isFree(place, ref.text) && isPossible(place));
    const nearest = likely ?? this.#places.nearest(source, ref);
    return nearest !== undefined && isPossible(nearest) ? nearest : undefined;
  }

  #found({ citation, ref }: Cited, now: CitedPlace): void {
    this.#places.take(now, ref.text);
    this.#verdicts.set(citation, { state: 'moved', now });
  }

  /** What nothing cites any more stands there all the same, perhaps, as far away as its neighbours are. */
  async #searchShifted(
    cited: readonly Cited[],
    file: BundleFile,
    shifts: readonly Shift[],
    held: readonly number[],
  ): Promise<void> {
    if (file.isReadOnce === true) return;
    let left = cited.filter(({ ref }) => saysSomething(ref.text));
    for (const shift of shifts) {
      const looks = left.flatMap((key) => {
        const { line, offset } = shifted(key.ref, shift);
        const isOutside = line < 1 || offset < 0 || hasBetween(held, key.ref.line, line);
        return isOutside ? [] : [{ key, line, ref: { offset, text: key.ref.text } }];
      });
      if (looks.length === 0) continue;
      const found = new Set(await this.#look.places(file, looks));
      for (const one of found) this.#found(one, { source: file.path, ...shifted(one.ref, shift) });
      left = left.filter((one) => !found.has(one));
    }
    await this.#searchLines(left, file, new Set(shifts.map(({ lines }) => lines)), held);
  }

  /** Where lines end in another way, each is further away by bytes than the one before it, but no line is lost. */
  async #searchLines(
    cited: readonly Cited[],
    file: BundleFile,
    shifts: ReadonlySet<number>,
    held: readonly number[],
  ): Promise<void> {
    const looks = cited.flatMap((key) =>
      [...shifts].flatMap((by) => {
        const line = key.ref.line + by;
        return line < 1 || hasBetween(held, key.ref.line, line) ? [] : [{ key, line, text: key.ref.text }];
      }),
    );
    if (looks.length === 0) return;
    const found = new Set<Cited>();
    for (const { key, line, offset } of await this.#look.lines(file, looks)) {
      if (!found.has(key)) this.#found(key, { source: file.path, line, offset });
      found.add(key);
    }
  }

  /** Looks for what is left in the file that has most of it: that is what the source is called now. */
  async #searchElsewhere(path: string, files: readonly BundleFile[]): Promise<void> {
    const left = this.#openOf(path);
    const votes = new Map<string, number>();
    let isTelling = false;
    for (const { ref } of left) {
      const sources = this.#places.sourcesOf(ref);
      for (const source of sources) votes.set(source, (votes.get(source) ?? 0) + 1);
      isTelling ||= sources.size > 0 && (ref.stamp !== undefined || ref.text.length >= TELLING);
    }
    const [best] = [...votes].sort(([a, x], [b, y]) => y - x || byCodeUnits(a, b));
    const file = files.find((one) => one.path === best?.[0]);
    if (file !== undefined && isTelling) await this.#search(left, file, { also: [{ lines: 0, bytes: 0 }] });
  }
}

/** Of a redacted report: the reader cites the same at the same place, but for what has tokens. It hid in bytes that are no plain text. */
function confirmRedacted(verdicts: Verdicts, observations: readonly Observation[]): void {
  const open = new Map<string, Cited[]>();
  for (const one of citedOf(verdicts.open())) {
    const { source, line, offset } = one.ref;
    const key = JSON.stringify([verdicts.fileOf(source)?.path, line, offset]);
    const list = open.get(key) ?? [];
    open.set(key, list);
    list.push(one);
  }
  if (open.size === 0) return;
  for (const { source, line, offset, text } of observations.flatMap(refsOf)) {
    for (const { citation, ref } of open.get(JSON.stringify([source, line, offset])) ?? [])
      if (holdsBetweenTokens(text, ref.text)) verdicts.set(citation, { state: 'redacted' });
  }
}

/** Reads the bundle anew, for citations that do not hold as they are. */
export async function findMoved(
  discovery: Discovery,
  verdicts: Verdicts,
  options: AnalysisOptions,
  openFormats: () => Promise<EtlFormats>,
): Promise<void> {
  const texts = new Set(citedOf(verdicts.open()).map(({ ref }) => ref.text));
  const { observations, issues } = await readSources(discovery, options);
  if (verdicts.isRedacted) confirmRedacted(verdicts, observations);
  const look: LookAt = {
    async places(file, looks) {
      const sights = await checkSource(file, looks, options, openFormats);
      return sights.filter(({ holds }) => holds).map(({ key }) => key);
    },
    lines: (file, looks) => checkLines(file, looks, options),
  };
  await new Search(verdicts, new TextPlaces(observations, texts), look).run(discovery.files);
  const losses = new Set(issues.filter(({ code }) => LOSSES.has(code)).map(({ source }) => source));
  for (const one of verdicts.open()) {
    const path = verdicts.fileOf(one.source)?.path;
    if (path !== undefined && losses.has(path) && !verdicts.isReached(one)) verdicts.set(one, { state: 'unreadable' });
  }
}
