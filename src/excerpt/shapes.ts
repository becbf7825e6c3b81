import { isOwnGuid } from '../model/identity/find-ids.ts';

// What is replaced wherever it stands, whether it is known or not, by what it looks like. Sources of regular expressions, for the flags `giu`.

/**
 * `alice@contoso.com`, `alice%40contoso.com`, `alice@10.1.2.3`. A folder's `sip_` is no part of it; what begins within or behind the escape of a
 * letter is found where that is undone.
 */
export const ADDRESS =
  "(?<![\\p{L}\\p{N}\\p{M}._+'-]|&#x?[\\da-f]{1,7};|&apos;)(?!(?<=\\\\)u[\\da-f]{4}|(?<=%)[\\da-f]{2})(?:sip_)?[\\p{L}\\p{N}](?:[\\p{L}\\p{N}\\p{M}._+'-]|%2[bde7]|%5f){0,65535}(?:@|%40)(?:[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}-]{0,62}\\.){0,9}[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}-]{0,62}";
/** A word with dots in it, which may end in a domain that is known. */
export const DOTTED =
  '(?<![\\p{L}\\p{N}\\p{M}.-])(?:[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}-]{0,62}\\.){1,12}[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}-]{0,62}';
/** With a plus in front, or behind `tel:`; other rows of digits may be anything. */
export const PHONE =
  '(?<=tel:)\\+?\\d[\\d ().-]{4,20}\\d(?:x\\d{1,6})?|(?<![\\p{L}\\p{N}+/=])[+\\uff0b](?=[1-9](?:[ \\u00a0\\u202f()/.\\u2010\\u2011\\u2013-]{0,4}\\d){6})[\\d \\u00a0\\u202f()/.\\u2010\\u2011\\u2013-]{7,26}(?<=\\d)(?:x\\d{1,6})?(?![\\p{L}\\p{N}+/=])';
/** `/o=Contoso/ou=…/cn=alice`: the name. */
export const DIRECTORY_NAME = '(?<=/(?:o|ou|cn)=)[^/\\s"<>&;,]{1,100}';
/** A Call-ID and the like. */
export const HEX_ID = '(?:(?<![\\da-z])|(?<=\\b0x))[\\da-f]{32,47}(?![\\da-z])';
/** Ids of items and conversations, tokens, cookies; much else looks so at first sight. */
export const BASE64_ID = '(?<![\\w+/=.-])(?!0x[\\da-f]{32,47}(?![\\da-z]))[A-Za-z0-9+/_-]{24,}={0,2}(?![\\w+/=])';
/** `<t:ItemId Id="AAMk…" ChangeKey="CQAA…"/>`, however its quotes are escaped. */
export const ITEM_ID = '\\b(?:Id|ChangeKey)\\s*=\\s*(?:\\\\?["\']{1,2}|&quot;)[A-Za-z0-9+/]{12,}={0,2}(?=\\\\?["\'&])';
/** A header whose value lets somebody in. */
export const SECRET_HEADER =
  '\\b(?:(?:Proxy-)?Authorization|(?:Proxy-|WWW-)?Authenticate|(?:Proxy-)?Authentication-Info|(?:Set-)?Cookie|X-BackEndCookie|X-CanaryToken|X-OWA-Canary|X-AnchorMailbox-Token)\\s*:[ \\t]*[^\\r\\n]+';

/** A reader knows its provider of events by it. */
const PROVIDER_LEAD = /Guid\s*=\s*["']?\{?$/i;
const LEAD = 24;

/** Whether a GUID that stands at a place is neither one of a provider of events nor one that everybody has alike. */
export function isReplacedGuid(text: string, at: number, guid: string): boolean {
  return !PROVIDER_LEAD.test(text.slice(Math.max(0, at - LEAD), at)) && isOwnGuid(text, at, guid);
}
