import type { EwsLogEntry, Observation, Observed } from '../model/observation.ts';
import type { TraceRecord } from '../model/record.ts';
import { cite } from './cite.ts';
import { propertiesOf } from './property-lines.ts';

type Row = ReadonlyMap<string, string>;

function numbersOf(row: Row): readonly number[] {
  const cells = ['majorversion', 'minorversion', 'buildversion', 'revisionversion'].map((name) => row.get(name) ?? '');
  // A row without a version of its own has that of the log: `15.00.1104.002`.
  const texts = cells[0] === '' ? (row.get('#version') ?? '').split('.') : cells;
  return texts.filter((text) => /^\d{1,6}$/.test(text)).map(Number);
}

function idOf(text: string | undefined): string | undefined {
  const id = text?.replace(/^\{|\}$/g, '').toLowerCase() ?? '';
  return id === '' ? undefined : id;
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [K in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [K in Name]?: Value });
}

function entryOf(row: Row, seen: Observed): EwsLogEntry {
  const status = row.get('httpstatus') ?? '';
  return {
    kind: 'ews-log-entry',
    ...seen,
    ...optional('operation', row.get('soapaction')),
    ...optional('httpStatus', /^\d{3}$/.test(status) ? Number(status) : undefined),
    ...optional('errorCode', row.get('errorcode')),
    ...optional('requestId', idOf(row.get('requestid'))),
    ...optional('clientRequestId', idOf(row.get('clientrequestid'))),
    ...optional('clientVersion', /\bOC\/(\d+\.\d+\.\d+\.\d+)/.exec(row.get('useragent') ?? '')?.[1]),
    ...optional('user', row.get('authenticateduser')?.toLowerCase()),
    ...optional('server', row.get('serverhostname')),
  };
}

/**
 * Reads the rows of one log. Each is an entry of its own; the server and its version are told once. The users are no observations
 * but in their entries: the log holds everybody's calls, and whose bundle this is, is not for it to tell.
 */
export class EwsLogObserver {
  readonly #told = new Set<string>();

  /** A reader that goes on from here by itself. */
  fork(): EwsLogObserver {
    const copy = new EwsLogObserver();
    for (const what of this.#told) copy.#told.add(what);
    return copy;
  }

  observe(record: TraceRecord): readonly Observation[] {
    const row = propertiesOf(record);
    const { source, offset, at } = record;
    const seen: Observed = { source, offset, evidence: [cite(record)], ...(at === undefined ? {} : { at }) };
    const found: Observation[] = [entryOf(row, seen)];
    const [major, minor, build, revision] = numbersOf(row);
    if (major !== undefined && minor !== undefined && this.#isNew(`version ${major}.${minor}.${build}.${revision}`)) {
      const numbers = { major, minor, ...optional('build', build), ...optional('revision', revision) };
      found.push({ kind: 'exchange-version', ...seen, ...numbers, origin: 'ews-log' });
    }
    const server = row.get('serverhostname');
    if (server !== undefined && this.#isNew(`server ${server}`)) {
      found.push({ kind: 'mailbox-signal', ...seen, signal: 'frontend-server', value: server });
    }
    return found;
  }

  #isNew(what: string): boolean {
    if (this.#told.has(what)) return false;
    this.#told.add(what);
    return true;
  }
}
