import { ticksToIso } from '../model/ticks.ts';
import type { DecodedEvent, DecodedHow } from './event-decoder.ts';

/** Ways that give what the writer of the event meant, not what was found among its bytes. */
const MEANT: ReadonlySet<DecodedHow> = new Set<DecodedHow>(['formatted', 'manifest', 'text']);

/** An event as an object of one line of NDJSON (contract section 8); what is not known is absent. */
export function eventJson({
  record,
  how,
  message,
  name,
  fields,
  level,
  component,
  function: method,
}: DecodedEvent): string {
  const { at, pid, tid, cpu, provider, payload } = record;
  const kind = how === 'tracelogging' ? 'tracelogging' : record.kind;
  return JSON.stringify({
    ...(at === undefined ? {} : { time: ticksToIso(at) }),
    ...(pid === undefined ? {} : { pid }),
    ...(tid === undefined ? {} : { tid }),
    cpu,
    kind,
    ...(provider === undefined ? {} : { provider }),
    ...(record.kind === 'other' ? {} : { id: record.id }),
    ...(level === undefined ? {} : { level }),
    length: payload.length,
    ...(MEANT.has(how) && message !== '' ? { message } : {}),
    ...(how === 'harvested' ? { harvested: message } : {}),
    ...(name === undefined ? {} : { name }),
    ...(fields === undefined ? {} : { fields }),
    ...(component === undefined || how === 'harvested' ? {} : { component }),
    ...(method === undefined ? {} : { function: method }),
  });
}
