import type { EtlRecord } from '../etl-record.ts';
import { type FormattedMessage, NOT_KNOWN } from '../wpp/format-message.ts';
import type { TmfHits } from '../wpp/tmf-library.ts';
import { type LearnedFormat, printLearned } from './learned-format.ts';

interface Count {
  formatted: number;
  misfits: number;
  unknownNumbers: number;
}

/** Formats that were learned from decoded texts, and how they fit. */
export class LearnedFormats {
  readonly #formats = new Map<string, Map<number, LearnedFormat>>();
  readonly #counts = new Map<string, Count>();

  /** Of a message that is told twice the first counts. */
  constructor(formats: readonly LearnedFormat[]) {
    for (const format of formats) {
      const known = this.#formats.get(format.guid) ?? new Map<number, LearnedFormat>();
      if (!known.has(format.number)) known.set(format.number, format);
      this.#formats.set(format.guid, known);
    }
  }

  load(): undefined {
    return undefined;
  }

  has({ kind, provider = '', id }: EtlRecord): boolean {
    return kind === 'wpp' && this.#formats.get(provider)?.has(id) === true;
  }

  /** Undefined where nothing was learned of the message, or its payload is of another form. */
  format(record: EtlRecord): FormattedMessage | undefined {
    const { kind, provider, id } = record;
    const known = kind === 'wpp' && provider !== undefined ? this.#formats.get(provider) : undefined;
    if (known === undefined || provider === undefined) return undefined;
    const count = this.#counts.get(provider) ?? { formatted: 0, misfits: 0, unknownNumbers: 0 };
    this.#counts.set(provider, count);
    const format = known.get(id);
    if (format === undefined) {
      count.unknownNumbers++;
      return undefined;
    }
    const message = printLearned(format, record);
    const isMisfit = message === undefined || message.includes(NOT_KNOWN);
    count.formatted++;
    if (isMisfit) count.misfits++;
    if (message === undefined) return undefined;
    return {
      message,
      component: format.component ?? '',
      ...(format.function === undefined ? {} : { function: format.function }),
      left: 0,
      ...(isMisfit ? { misfit: 'unknown-value' } : {}),
    };
  }

  /** One row a GUID that was asked for. */
  hits(): readonly TmfHits[] {
    return [...this.#counts]
      .map(([guid, count]) => ({ guid, ...count, unknownGuids: 0 }))
      .sort((a, b) => (a.guid < b.guid ? -1 : 1));
  }
}
