import { harvest, harvestMessage } from '../input/harvest.ts';
import { readTraceText } from '../model/trace-prefix.ts';
import type { EtlRecord } from './etl-record.ts';
import type { FieldValue, Retell } from './field-schema.ts';
import type { ManifestBook } from './manifest-book.ts';
import { payloadText } from './payload-text.ts';
import type { TraceLogging } from './trace-logging.ts';

/** What a payload says, and how that was found: by its schema, because it is text, by looking for texts in it, or not at all. */
export interface DecodedPayload {
  readonly how: 'tracelogging' | 'manifest' | 'text' | 'harvested' | 'opaque';
  /** The text of the event; empty where there is none. */
  readonly message: string;
  /** Name of the event, of those with a schema. */
  readonly name?: string;
  /** Name of the provider, where the trace or a manifest has it. */
  readonly provider?: string;
  readonly fields?: Readonly<Record<string, FieldValue>>;
  /** The text with other values of the fields in it. */
  readonly messageWith?: (retell: Retell) => string;
  readonly component?: string;
  readonly function?: string;
  /** Where the text itself states one. */
  readonly level?: number;
}

function textOf(how: DecodedPayload['how'], text: string): DecodedPayload {
  return { how, ...readTraceText(text) };
}

/** What stands in bytes that no schema, or none that fits, tells the text of. */
function undescribed(record: EtlRecord): DecodedPayload {
  const text = payloadText(record);
  if (text !== undefined) return textOf('text', text);
  const found = harvestMessage(harvest(record.payload));
  return found === '' ? { how: 'opaque', message: '' } : textOf('harvested', found);
}

/** Decodes the payload of any record but a WPP message with a format. Never throws. */
export function decodePayload(record: EtlRecord, traceLogging: TraceLogging, manifests: ManifestBook): DecodedPayload {
  const described = record.kind === 'event' ? traceLogging.decode(record) : undefined;
  const told = described ?? manifests.decode(record);
  const isTold = told !== undefined && (told.isWhole || told.message !== '');
  // A manifest that does not fit is of another build, and its names may be wrong; the schema in a cut event is its own.
  if (told === undefined || (described === undefined && !isTold)) return undescribed(record);
  const { name, fields, messageWith, component, function: method, provider } = told;
  const title = typeof provider === 'object' ? provider.name : provider;
  return {
    ...(isTold ? readTraceText(told.message) : undescribed(record)),
    how: described === undefined ? 'manifest' : 'tracelogging',
    name,
    fields,
    ...(isTold ? { messageWith: (retell) => readTraceText(messageWith(retell)).message } : {}),
    ...(title === undefined || title === '' ? {} : { provider: title }),
    ...(component === undefined ? {} : { component }),
    ...(method === undefined ? {} : { function: method }),
  };
}
