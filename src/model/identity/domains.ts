import { fold } from './fold.ts';

/** Hosts of Microsoft and of standards that everybody has: which one a client asked is part of the diagnosis. */
const PUBLIC_DOMAINS: readonly string[] = [
  'microsoft.com',
  'microsoft.net',
  'microsoftonline.com',
  'microsoftonline-p.com',
  'office.com',
  'office365.com',
  'office.net',
  'outlook.com',
  'lync.com',
  'skype.com',
  'skypeforbusiness.com',
  'live.com',
  'hotmail.com',
  'windows.net',
  'windowsazure.com',
  'msidentity.com',
  'msocdn.com',
  'digicert.com',
  'verisign.com',
  'windows.com',
  'windowsupdate.com',
  'msocsp.com',
  'msftncsi.com',
  'xmlsoap.org',
  'w3.org',
  'ietf.org',
  'rfc-editor.org',
  'oasis-open.org',
  'openxmlformats.org',
  // No hosts, but what programs are made of.
  'asp.net',
  'ado.net',
  'vb.net',
  'system.net',
];
/** Microsoft's domains in which the label in front names the tenant; one that lies in another stands before it. */
const TENANT_DOMAINS: readonly string[] = [
  'mail.onmicrosoft.com',
  'onmicrosoft.com',
  'sharepoint.com',
  'mail.protection.outlook.com',
  'mail.eo.outlook.com',
];

const GENERIC_ENDINGS =
  'com|net|org|edu|gov|mil|int|info|biz|name|pro|coop|aero|jobs|mobi|cloud|online|tech|group|company|agency|bank|one|' +
  'local|lan|corp|internal|intra|intranet|private|home|ad|dmz|domain|localdomain|test|example|invalid|localhost';
const COUNTRIES =
  'ac|ad|ae|af|ag|ai|al|am|ao|aq|ar|as|at|au|aw|ax|az|ba|bb|bd|be|bf|bg|bh|bi|bj|bm|bn|bo|br|bs|bt|bw|by|bz|ca|cc|cd|cf|cg|ch|ci|ck|cl|cm|cn|' +
  'co|cr|cu|cv|cw|cx|cy|cz|de|dj|dk|dm|do|dz|ec|ee|eg|er|es|et|eu|fi|fj|fk|fm|fo|fr|ga|gb|gd|ge|gf|gg|gh|gi|gl|gm|gn|gp|gq|gr|gs|gt|gu|gw|gy|' +
  'hk|hm|hn|hr|ht|hu|id|ie|il|im|in|io|iq|ir|is|it|je|jm|jo|jp|ke|kg|kh|ki|km|kn|kp|kr|kw|ky|kz|la|lb|lc|li|lk|lr|ls|lt|lu|lv|ly|ma|mc|md|me|mg|' +
  'mh|mk|ml|mm|mn|mo|mp|mq|mr|ms|mt|mu|mv|mw|mx|my|mz|na|nc|ne|nf|ng|ni|nl|no|np|nr|nu|nz|om|pa|pe|pf|pg|ph|pk|pl|pm|pn|pr|ps|pt|pw|py|qa|re|' +
  'ro|rs|ru|rw|sa|sb|sc|sd|se|sg|sh|si|sk|sl|sm|sn|so|sr|ss|st|su|sv|sx|sy|sz|tc|td|tf|tg|th|tj|tk|tl|tm|tn|to|tr|tt|tv|tw|tz|ua|ug|uk|us|uy|uz|' +
  'va|vc|ve|vg|vi|vn|vu|wf|ws|ye|yt|za|zm|zw';
/** Country codes that are endings of files, too, and so need three labels to be hosts. */
const LIKE_FILES = new Set('cc cs ps pl py rs sh so ts vb gz md mo ml id in is to me my no do so by one'.split(' '));
const HOST = `(?:[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_-]*[\\p{L}\\p{N}])?\\.)+(?:${GENERIC_ENDINGS}|xn--[a-z0-9-]+|${COUNTRIES})`;

/** Fully qualified names of hosts and domains. What only looks like one (`trace.cs`) is told apart by `isHostName`. */
export function hostPattern(): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}_.@%-])${HOST}(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])`, 'giu');
}

/** Whether a dotted word is a host by its ending, and no file or version. */
export function isHostName(text: string): boolean {
  const labels = fold(text).split('.');
  const ending = labels.at(-1) ?? '';
  if (labels.slice(0, -1).every((label) => /^\d+$/.test(label))) return false;
  return !LIKE_FILES.has(ending) || labels.length > 2;
}

function endsWith(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

/** The domain of Microsoft's in front of which a host has the name of a tenant. */
function tenantDomainOf(folded: string): string | undefined {
  return TENANT_DOMAINS.find((domain) => folded.endsWith(`.${domain}`));
}

/** Whether all names in front of a domain are those of tenants. */
export function isTenantDomain(domain: string): boolean {
  return TENANT_DOMAINS.includes(fold(domain));
}

/** Whether a host is everybody's: nothing of it is replaced. */
export function isPublicHost(host: string): boolean {
  const folded = fold(host);
  if (tenantDomainOf(folded) !== undefined) return false;
  return PUBLIC_DOMAINS.some((domain) => endsWith(folded, domain)) || folded === 'localhost';
}

const LEAST_CUT = 4;
const PUBLIC_LABELS = Math.max(...PUBLIC_DOMAINS.map((domain) => domain.split('.').length));

/** Whether a host of which the end is cut off may be everybody's: `schemas.micros`. */
export function isCutPublicHost(host: string): boolean {
  const labels = fold(host).split('.').slice(-PUBLIC_LABELS);
  return labels.some((_, from) => {
    const end = labels.slice(from).join('.');
    return end.length >= LEAST_CUT && PUBLIC_DOMAINS.some((domain) => domain.startsWith(end));
  });
}

/** The most that `domainLabels` answers. */
export const MOST_DOMAIN_LABELS: number = 1 + Math.max(2, ...TENANT_DOMAINS.map((domain) => domain.split('.').length));

/**
 * How many labels at the end of a host are its domain, that which an organisation owns: 2 of `mail.contoso.com`, 3 of
 * `mail.contoso.co.uk`. Not the public list of suffixes: what is wrong is only which label reads `host-` and which `domain-`.
 */
export function domainLabels(labels: readonly string[]): number {
  const ending = fold(labels.at(-1) ?? '');
  const second = fold(labels.at(-2) ?? '');
  const isTwofold = ending.length === 2 && /^(?:co|com|org|net|ac|gov|edu|or|ne|gv)$/.test(second);
  const tenantDomain = tenantDomainOf(fold(labels.join('.')));
  if (tenantDomain !== undefined) return tenantDomain.split('.').length + 1;
  return Math.min(labels.length, isTwofold ? 3 : 2);
}

/** The domain to keep that a host is in; undefined where it is in none. */
export function keptDomainOf(host: string, kept: readonly string[]): string | undefined {
  const folded = fold(host);
  if (kept.includes('*'))
    return folded
      .split('.')
      .slice(-domainLabels(folded.split('.')))
      .join('.');
  return kept.map(fold).find((domain) => endsWith(folded, domain));
}
