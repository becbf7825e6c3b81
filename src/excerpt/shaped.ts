import { IPV4, IPV6 } from '../model/identity/find-hosts.ts';
import { GUID, NAMED_ID, SID, SPACED_ADDRESS } from '../model/identity/find-ids.ts';
import { ADDRESS, BASE64_ID, DIRECTORY_NAME, DOTTED, HEX_ID, ITEM_ID, PHONE, SECRET_HEADER } from './shapes.ts';

const SHAPES: Readonly<Record<string, string>> = {
  secret: SECRET_HEADER,
  spaced: SPACED_ADDRESS,
  address: ADDRESS,
  sid: SID.source,
  ip6: IPV6.source,
  ip4: IPV4.source,
  guid: GUID.source,
  dotted: DOTTED,
  phone: PHONE,
  item: ITEM_ID,
  named: NAMED_ID,
  directory: DIRECTORY_NAME,
  hex: HEX_ID,
  base64: BASE64_ID,
};
const sourceOf = ([name, source]: readonly [string, string]): string => `(?<${name}>${source})`;
const SOURCES = Object.entries(SHAPES).map(sourceOf);
/** All that is replaced by what it looks like; the group that matched tells what it is. */
export const SHAPED: RegExp = new RegExp(SOURCES.join('|'), 'giu');
/** The same within a header that lets somebody in: its value may look like another, again and again. */
export const WITHIN: RegExp = new RegExp(SOURCES.slice(1).join('|'), 'giu');
/** Ids that may stand within what is none. */
export const IDS: RegExp = new RegExp(
  Object.entries({ sid: SID.source, guid: GUID.source, hex: HEX_ID }).map(sourceOf).join('|'),
  'giu',
);
