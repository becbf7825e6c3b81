import type { BundleFile } from '../input/bundle-file.ts';
import { byCodeUnits } from '../model/order.ts';
import type { CitationState, LostCitation, Place, VerifiedSource } from '../model/verification.ts';
import type { Citation } from './citations.ts';

export interface Verdict {
  readonly state: CitationState;
  readonly now?: Place;
}

function isKept(state: CitationState): boolean {
  return state === 'holds' || state === 'redacted';
}

function byPlace(a: LostCitation, b: LostCitation): number {
  return (
    byCodeUnits(a.place.source, b.place.source) ||
    a.place.line - b.place.line ||
    (a.place.offset ?? -1) - (b.place.offset ?? -1) ||
    byCodeUnits(a.text ?? '', b.text ?? '')
  );
}

/** What is known of each citation so far. */
export class Verdicts {
  readonly bySource: ReadonlyMap<string, readonly Citation[]>;
  readonly isRedacted: boolean;
  readonly #files: Map<string, BundleFile>;
  readonly #verdicts = new Map<Citation, Verdict>();
  readonly #reached = new Set<Citation>();

  constructor(
    bySource: ReadonlyMap<string, readonly Citation[]>,
    files: ReadonlyMap<string, BundleFile>,
    isRedacted: boolean,
  ) {
    this.bySource = bySource;
    this.#files = new Map(files);
    this.isRedacted = isRedacted;
  }

  fileOf(path: string): BundleFile | undefined {
    return this.#files.get(path);
  }

  /** The file that was taken for a source is another one. */
  release(path: string): void {
    this.#files.delete(path);
    for (const citation of this.bySource.get(path) ?? []) this.#verdicts.delete(citation);
  }

  set(citation: Citation, verdict: Verdict): void {
    this.#verdicts.set(citation, verdict);
  }

  /** The file goes as far as the place. */
  reached(citation: Citation): void {
    this.#reached.add(citation);
  }

  isReached(citation: Citation): boolean {
    return this.#reached.has(citation);
  }

  /** Those of which nothing is known yet. */
  open(): readonly Citation[] {
    return [...this.bySource.values()].flat().filter((one) => this.isOpen(one));
  }

  isOpen(citation: Citation): boolean {
    return !this.#verdicts.has(citation);
  }

  holds(citation: Citation): boolean {
    return isKept(this.stateOf(citation));
  }

  stateOf(citation: Citation): CitationState {
    return this.#verdict(citation).state;
  }

  counts(): Readonly<Record<CitationState, number>> {
    const counts = { holds: 0, redacted: 0, moved: 0, changed: 0, 'source-missing': 0, unreadable: 0 };
    for (const citation of [...this.bySource.values()].flat()) counts[this.stateOf(citation)]++;
    return counts;
  }

  sources(): readonly VerifiedSource[] {
    return [...this.bySource].map(([path, citations]) => {
      const foundAs = this.fileOf(path)?.path ?? path;
      const hold = citations.filter((one) => this.holds(one)).length;
      const moved = citations.flatMap((one) => {
        const { state, now } = this.#verdict(one);
        return state === 'moved' ? [now?.source === foundAs && now.line === one.line] : [];
      });
      const keepsLines = moved.length > 0 && moved.every((isSame) => isSame);
      return {
        path,
        ...(foundAs === path ? {} : { foundAs }),
        citations: citations.length,
        hold,
        ...(keepsLines ? { keepsLines } : {}),
      };
    });
  }

  lost(): readonly LostCitation[] {
    const lost = [...this.bySource.values()].flat().flatMap((citation): readonly LostCitation[] => {
      const { state, now } = this.#verdict(citation);
      if (state === 'holds' || state === 'redacted') return [];
      const { source, line, ref, citedBy } = citation;
      const place = { source, line, ...(ref === undefined ? {} : { offset: ref.offset }) };
      const text = ref === undefined ? {} : { text: ref.text };
      return [
        { place, state, ...(now === undefined ? {} : { now }), ...text, citedBy: [...citedBy].sort(byCodeUnits) },
      ];
    });
    return lost.sort(byPlace);
  }

  #verdict(citation: Citation): Verdict {
    const known = this.#verdicts.get(citation);
    return known ?? { state: this.fileOf(citation.source) === undefined ? 'source-missing' : 'changed' };
  }
}
