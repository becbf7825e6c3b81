import { harvest } from '../input/harvest.ts';
import { type DecodedPayload, decodePayload } from './decode-payload.ts';
import type { EtlRecord } from './etl-record.ts';
import type { FieldValue, Retell } from './field-schema.ts';
import { headerText } from './header-text.ts';
import { ManifestBook, type ManifestLimits } from './manifest-book.ts';
import { TraceLogging } from './trace-logging.ts';
import { UndecodedTable } from './undecoded-table.ts';
import { type FormattedMessage, NOT_KNOWN } from './wpp/format-message.ts';

/**
 * How the text of an event was found: `header` a record of the log about itself, `formatted` a trace message with its format, `text` a
 * payload that is text, `harvested` texts among bytes that nothing decodes, `opaque` none.
 */
export type DecodedHow = 'header' | 'formatted' | DecodedPayload['how'];

/** A record and what it says. */
export interface DecodedEvent {
  readonly record: EtlRecord;
  readonly how: DecodedHow;
  /** The format did not fit: the message may show bytes as digits. */
  readonly isMisfit?: true;
  /** Empty where there is none. */
  readonly message: string;
  /** Name of an event with a schema. */
  readonly name?: string;
  readonly fields?: Readonly<Record<string, FieldValue>>;
  /** The text with other values of the fields in it; absent where it is not made of them. */
  readonly messageWith?: (retell: Retell) => string;
  /** The component of the text or of the format, else the provider's name. */
  readonly component?: string;
  readonly function?: string;
  /** 1 the gravest to 5, where the header, the format or the text states one. */
  readonly level?: number;
}

/** Where formats of trace messages come from. */
export interface MessageFormats {
  /** Reads what there is of a GUID; undefined where that is done. */
  load(guid: string): Promise<void> | undefined;
  /** Whether there is a format of a message whose GUID was loaded. */
  has(record: EtlRecord): boolean;
  /** Undefined where there is no format of it. */
  format(record: EtlRecord): FormattedMessage | undefined;
}

/** `TRACE_LEVEL_INFORMATION`, as the headers of Windows and of the driver kit number them (evntrace.h). */
const LEVELS: Readonly<Record<string, number>> = {
  TRACE_LEVEL_CRITICAL: 1,
  TRACE_LEVEL_FATAL: 1,
  TRACE_LEVEL_ERROR: 2,
  TRACE_LEVEL_WARNING: 3,
  TRACE_LEVEL_INFORMATION: 4,
  TRACE_LEVEL_VERBOSE: 5,
  TL_FATAL: 1,
  TL_ERROR: 2,
  TL_WARN: 3,
  TL_INFO: 4,
  TL_VERBOSE: 5,
};

function formattedEvent(record: EtlRecord, formatted: FormattedMessage): DecodedEvent {
  const { message, component, function: method } = formatted;
  const level = formatted.level === undefined ? undefined : LEVELS[formatted.level];
  return {
    record,
    how: 'formatted',
    message,
    ...(component === '' ? {} : { component }),
    ...(method === undefined ? {} : { function: method }),
    ...(level === undefined ? {} : { level }),
  };
}

/**
 * A format of another build may take a text for numbers, and one that was learned may know no more than how texts begin: what stands
 * in the payload is told as well, or alone where it is the whole of it.
 */
function misfitEvent(record: EtlRecord, formatted: FormattedMessage): DecodedEvent {
  const { texts, codes } = harvest(record.payload);
  const others = [...texts, ...codes].filter((one) => !formatted.message.includes(one));
  if (others.length === 0) return formattedEvent(record, formatted);
  const [begins = ''] = formatted.message.split(NOT_KNOWN);
  const isWhole = begins !== '' && texts.some((text) => text.includes(begins.trimEnd()));
  const message = [...(isWhole ? [] : [formatted.message]), ...others].join(' ');
  return { ...formattedEvent(record, { ...formatted, message }), how: 'harvested', isMisfit: true };
}

function payloadEvent(record: EtlRecord, decoded: DecodedPayload): DecodedEvent {
  const { how, message, name, provider, fields, messageWith, component = provider, function: method } = decoded;
  const level = record.kind === 'wpp' ? decoded.level : (record.level ?? decoded.level);
  return {
    record,
    how,
    message,
    ...(name === undefined ? {} : { name }),
    ...(fields === undefined ? {} : { fields }),
    ...(messageWith === undefined ? {} : { messageWith }),
    ...(component === undefined ? {} : { component }),
    ...(method === undefined ? {} : { function: method }),
    ...(level === undefined ? {} : { level }),
  };
}

/** Decodes records one after the other. What a trace tells of itself (manifests, names of programs) is to be added beforehand. */
export class EventDecoder {
  readonly manifests: ManifestBook;
  readonly undecoded: UndecodedTable = new UndecodedTable();
  readonly #formats: readonly MessageFormats[];
  readonly #traceLogging = new TraceLogging();

  /** `formats`: asked in this order; `limits`: of the manifests that stand in the trace. */
  constructor(formats: readonly MessageFormats[] = [], limits: Partial<ManifestLimits> = {}) {
    this.#formats = formats;
    this.manifests = new ManifestBook(limits);
  }

  /** Takes what a record tells of other records: part of a manifest, or a program. */
  learn(record: EtlRecord): void {
    if (record.kind === 'event') this.manifests.addRecord(record);
    else if (record.kind === 'perfinfo' || record.kind === 'system') this.undecoded.addProgram(record);
  }

  /** Reads the formats that some records need; undefined, without a promise to wait for, where they are at hand. */
  prepare(records: readonly EtlRecord[]): Promise<unknown> | undefined {
    if (this.#formats.length === 0) return undefined;
    const waits: Promise<void>[] = [];
    for (const { kind, provider } of records) {
      if (kind !== 'wpp' || provider === undefined) continue;
      for (const formats of this.#formats) {
        const wait = formats.load(provider);
        if (wait !== undefined) waits.push(wait);
      }
    }
    return waits.length === 0 ? undefined : Promise.all(waits);
  }

  /** Whether a record is a trace message without a format: its arguments are all that there is of it. */
  isWithoutFormat(record: EtlRecord): boolean {
    return record.kind === 'wpp' && !this.#formats.some((formats) => formats.has(record));
  }

  /** Counts a trace message without a format whose arguments are not worth a look. */
  skip(record: EtlRecord): void {
    for (const formats of this.#formats) formats.format(record);
    this.undecoded.addUndecoded(record, 'opaque');
  }

  /** Never throws. The formats must have been prepared. */
  decode(record: EtlRecord): DecodedEvent {
    const header = headerText(record);
    if (header !== undefined) return { record, how: 'header', message: header };
    if (record.kind === 'wpp') {
      for (const formats of this.#formats) {
        const formatted = formats.format(record);
        if (formatted === undefined) continue;
        return formatted.misfit === undefined
          ? formattedEvent(record, formatted)
          : this.#counted(misfitEvent(record, formatted));
      }
    }
    return this.#counted(payloadEvent(record, decodePayload(record, this.#traceLogging, this.manifests)));
  }

  #counted(event: DecodedEvent): DecodedEvent {
    if (event.how === 'harvested' || event.how === 'opaque') this.undecoded.addUndecoded(event.record, event.how);
    return event;
  }
}

/** Whether an event counts as one without text: a trace message whose format is missing does, whatever its arguments tell. */
export function isUndecoded({ how, record }: DecodedEvent): boolean {
  return how === 'opaque' || (how === 'harvested' && record.kind === 'wpp');
}
