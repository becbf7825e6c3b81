import type { TraceRecord } from '../model/record.ts';
import type { Ticks } from '../model/ticks.ts';
import type { Identity } from './mixed-lines.ts';

type Growing = { -readonly [Member in keyof TraceRecord]: TraceRecord[Member] };

/** The record of some lines. Its members are added one by one, as to spread each that is there takes longer than all else. */
export function lineRecord(
  place: Pick<TraceRecord, 'source' | 'line' | 'offset' | 'raw' | 'width'>,
  identity: Identity,
  at: Ticks | undefined,
  stamp: string | undefined,
): TraceRecord {
  const { message, pid, tid, component, function: called } = identity;
  const record: Growing = {
    source: place.source,
    line: place.line,
    offset: place.offset,
    raw: place.raw,
    width: place.width,
    // A record may be cut between CR and LF: the LF stands at the start of the next.
    message: message.includes('\r') ? message.replace(/\r$/, '').replace(/\r\n?/g, '\n') : message,
  };
  if (at !== undefined) record.at = at;
  if (stamp !== undefined) record.stamp = stamp;
  if (pid !== undefined) record.pid = pid;
  if (tid !== undefined) record.tid = tid;
  if (component !== undefined) record.component = component;
  if (called !== undefined) record.function = called;
  return record;
}
