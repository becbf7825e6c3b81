import type { Observed } from '../model/observation.ts';
import type { TraceRecord } from '../model/record.ts';
import type { Ref } from '../model/ref.ts';
import { cite } from './cite.ts';

/** The `Name : Value` lines of a companion's record, by name in lower case. */
export function propertiesOf(record: TraceRecord): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  for (const line of record.message.split('\n')) {
    const at = line.indexOf(' : ');
    const name = line.slice(0, at).trim().toLowerCase();
    if (at > 0 && !properties.has(name)) properties.set(name, line.slice(at + 3).trim());
  }
  return properties;
}

/** Whether a line of a list, a .reg file or reg query begins with a name: `"EnableTracing"=`, `EnableOfflineIm : `. */
function isLineOf(line: string, name: string): boolean {
  const text = line.trimStart();
  const start = text.startsWith('"') ? 1 : 0;
  if (text.slice(start, start + name.length).toLowerCase() !== name.toLowerCase()) return false;
  return !/^\w/.test(text.slice(start + name.length, start + name.length + 1));
}

/** Cites the line on which a property stands; of a row in a table or CSV the row, as its header names the property. */
function citeProperty(record: TraceRecord, name: string): Ref {
  const line = record.raw.split('\n').find((one) => isLineOf(one, name));
  return cite(record, line?.trim() ?? '');
}

export function observedOn(record: TraceRecord, name: string): Observed {
  const { source, offset, at } = record;
  return { source, offset, evidence: [citeProperty(record, name)], ...(at === undefined ? {} : { at }) };
}

export function booleanOf(text: string | undefined): boolean | undefined {
  const lower = text?.trim().toLowerCase();
  if (lower === 'true' || lower === '1') return true;
  return lower === 'false' || lower === '0' ? false : undefined;
}

/** `sip:Alice@contoso.com` to `alice@contoso.com`; undefined for what is no address. */
export function addressOf(text: string | undefined): string | undefined {
  return /^(?:sips?:)?([^\s@;<>"]{1,200}@[^\s@;<>"]{1,200})$/i.exec(text?.trim() ?? '')?.[1]?.toLowerCase();
}

/** `16.0.6741.2048` anywhere in a text. */
export function versionIn(text: string | undefined): string | undefined {
  return /(?:^|[^\d.])(\d{1,3}\.\d{1,3}\.\d{1,5}\.\d{1,5})(?![\d.])/.exec(text ?? '')?.[1];
}
