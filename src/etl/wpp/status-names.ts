import { HRESULTS } from './names/hresults.ts';
import { NDIS_OIDS } from './names/ndis-oids.ts';
import { NDIS_STATUSES } from './names/ndis-statuses.ts';
import { NT_STATUSES } from './names/nt-statuses.ts';
import { WIN32_ERRORS } from './names/win32-errors.ts';

/** Name of a 32-bit code; undefined for one that has none. */
export type NameOf = (code: number) => string | undefined;

/**
 * Reads a table: words in the order of their codes. `@c0000022` gives the code of the next word, `-` is a code without a
 * name, `!WSAEINTR` a name that has not the prefix of the others.
 */
function* namesIn(table: string, prefix: string): Generator<readonly [number, string]> {
  let code = 0;
  for (const word of table.trim().split(/\s+/)) {
    if (word.startsWith('@')) {
      code = Number.parseInt(word.slice(1), 16);
      continue;
    }
    if (word !== '-') yield [code, word.startsWith('!') ? word.slice(1) : `${prefix}${word}`];
    code++;
  }
}

/** Nothing is read before the first name is asked for: few traces need more than one of the tables. */
function lazily(table: string, prefix: string): NameOf {
  let names: ReadonlyMap<number, string> | undefined;
  return (code) => {
    names ??= new Map(namesIn(table, prefix));
    return names.get(code >>> 0);
  };
}

export const win32Name: NameOf = lazily(WIN32_ERRORS, 'ERROR_');
export const ntStatusName: NameOf = lazily(NT_STATUSES, 'STATUS_');
export const ndisStatusName: NameOf = lazily(NDIS_STATUSES, 'NDIS_STATUS_');
export const ndisOidName: NameOf = lazily(NDIS_OIDS, 'OID_');
const ownHresultName = lazily(HRESULTS, '');

const FACILITY_WIN32 = 0x8007;

/** 0x80070005 is `ERROR_ACCESS_DENIED`, as tracefmt has it, and not `E_ACCESSDENIED`. */
export const hresultName: NameOf = (code) => {
  const win32 = code >>> 16 === FACILITY_WIN32 ? win32Name(code & 0xffff) : undefined;
  return win32 ?? ownHresultName(code);
};
