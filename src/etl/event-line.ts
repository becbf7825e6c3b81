import { ticksToIso } from '../model/ticks.ts';
import type { EtlRecord } from './etl-record.ts';
import type { DecodedEvent } from './event-decoder.ts';
import { placedUnknownLine, tracefmtLine } from './wpp/tracefmt-line.ts';

/** What stands for the component where nothing names one: the GUID, and the number of a trace message. */
function providerText({ kind, provider = kind, id }: EtlRecord): string {
  return kind === 'wpp' ? `${provider} ${id}` : provider;
}

/**
 * An event that describes itself, as tracefmt writes it:
 *   {"url":"https://…","status":200,"meta":{"provider":"Contoso.Client","event":"Request","time":"2016-06-08T09:15:00.1010000Z"}}
 */
function selfDescribed({ fields = {}, name = '', component, record }: DecodedEvent): string {
  const { at, provider = '' } = record;
  const time = at === undefined ? {} : { time: ticksToIso(at) };
  return JSON.stringify({ ...fields, meta: { provider: component ?? provider, event: name, ...time } });
}

/** An event as one record of tracefmt text, in UTC, without the line end. A message of several lines has them. */
export function eventLine(event: DecodedEvent): string {
  const { record, how, message, name = '', component = providerText(record) } = event;
  switch (how) {
    case 'header':
      return tracefmtLine(record, { component: 'EventTrace', message });
    case 'tracelogging':
      return tracefmtLine(record, { component, message: selfDescribed(event) });
    case 'opaque':
      return placedUnknownLine(record, component);
    case 'manifest':
      return tracefmtLine(record, { component, message: message === '' ? name : message });
    case 'formatted':
    case 'text':
    case 'harvested':
      return tracefmtLine(record, { component, message });
  }
}
