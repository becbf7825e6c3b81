// What an identity looks like in the texts of traces, companions and reports. Sources of regular expressions, for the flags `giu`.

/** `alice@contoso.com`, `alice%40contoso.com`; groups of the part in front and the domain. A folder's `sip_` is no part of it. */
export const ADDRESS =
  "(?<![\\p{L}\\p{N}._+'-])(?:sip_)?([\\p{L}\\p{N}][\\p{L}\\p{N}._+'-]{0,63})(?:@|%40)((?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,62})\\.)+[\\p{L}]{2,24})";
/** `S-1-5-21-…`: a group of the numbers of the domain, and of the account. */
export const SID = 'S-1-5-21((?:-\\d{1,10}){3})((?:-\\d{1,10})?)';
/** No version of Exchange, Office or .NET, of which some have four small numbers, too. */
export const IPV4 =
  '(?<![\\p{L}\\p{N}.])(?<!Version[=:] ?"?)(?!1[4-6]\\.)(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?![\\p{L}\\p{N}]|\\.\\d)';
export const IPV6 =
  '(?<![\\p{L}\\p{N}:.])(?:(?:[\\da-f]{1,4}:){7}[\\da-f]{1,4}|(?:fe80|fd[\\da-f]{2}|2[\\da-f]{3})(?::[\\da-f]{1,4}){0,6}::(?:[\\da-f]{1,4}:){0,6}[\\da-f]{1,4})(?![\\p{L}\\p{N}:])';
/** Not that of a provider of events, nor that of a channel of Office, which everybody has alike. */
export const GUID =
  '(?<![\\da-f-])(?<!(?:Guid\\s*=\\s*["\']?\\{?|/pr/))[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}(?![\\da-f-])';
/** With a plus in front, or behind `tel:`; other rows of digits may be anything. */
export const PHONE =
  '(?<=tel:)\\+?\\d[\\d ().-]{4,20}\\d|(?<![\\p{L}\\p{N}+/=])\\+[1-9][\\d ().-]{7,20}\\d(?![\\p{L}\\p{N}+/=])';
/** `/o=Contoso/ou=…/cn=alice`: a group of the name. */
export const DIRECTORY_NAME = '(?<=/(?:o|ou|cn)=)([^/\\s"<>&;,]{1,100})';
/** A Call-ID and the like. */
export const HEX_ID = '(?<![\\da-z])[\\da-f]{32,47}(?![\\da-z])';
/** Ids of items and conversations, tokens, cookies; much else looks so at first sight. */
export const BASE64_ID = '(?<![\\w+/=.-])[A-Za-z0-9+/_-]{24,}={0,2}(?![\\w+/=])';
/** `<t:ItemId Id="AAMk…" ChangeKey="CQAA…"/>`, however its quotes are escaped: a group of what stands in front and one of the id. */
export const ITEM_ID =
  '(\\b(?:Id|ChangeKey)\\s*=\\s*(?:\\\\?["\']{1,2}|&quot;))([A-Za-z0-9+/]{12,}={0,2})(?=\\\\?["\'&])';
/** A header whose value lets somebody in: groups of the name, and of the value. */
export const SECRET_HEADER =
  '(\\b(?:(?:Proxy-)?Authorization|(?:Proxy-|WWW-)?Authenticate|(?:Proxy-)?Authentication-Info|(?:Set-)?Cookie|X-BackEndCookie|X-CanaryToken|X-OWA-Canary|X-AnchorMailbox-Token)\\s*:[ \\t]*)([^\\r\\n]+)';

/** Who or what is named, by what stands around it: a group of the name. */
export const NAMED: Readonly<Record<'host' | 'person' | 'domain', readonly string[]>> = {
  host: [
    '\\b[a-z][a-z0-9+.-]{1,20}://(?:[^/\\s@"\'<>]{1,80}@)?([\\p{L}\\p{N}.-]{1,253})',
    '\\b(?:Host|X-(?:FE|BE|TargetBE)Server|X-DiagInfo|X-Calculated(?:BE|FE)Target|X-BackEndHost|X-MS-Server-Fqdn|ms-server)\\s*:[ \\t]*([\\p{L}\\p{N}.-]{1,253})',
    '\\bsource\\s*=\\s*(?:"|&quot;)([\\p{L}\\p{N}.-]{1,253})',
    'SIP/2\\.0/(?:TLS|TCP|UDP)[ \\t]+([\\p{L}\\p{N}.-]{1,253})',
    'sips?:([\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63})+)',
    '(?<![\\\\\\p{L}\\p{N}:])\\\\\\\\([\\p{L}\\p{N}.-]{2,253})\\\\',
    '^TL_[A-Z]+\\([^)]*\\) ?\\[([\\p{L}\\p{N}.-]{2,253})\\\\[\\p{L}\\p{N}.-]+\\]',
    '^TL_[A-Z]+\\([^)]*\\) ?\\[[\\p{L}\\p{N}.-]{2,253}\\\\([\\p{L}\\p{N}.-]+)\\]',
    '<Computer>([\\p{L}\\p{N}.-]{2,253})</Computer>',
    '\\b(?:MachineName|ComputerName|ServerHostName|FrontEndServer)["\']?\\s*[:=]\\s*["\']?([\\p{L}\\p{N}.-]{2,253})',
  ],
  person: [
    '"([^"<>\\r\\n@]{2,80})"\\s*(?:<|&lt;)sips?:',
    '(?:^|\\n)(?:From|To|Cc|f|t):[ \\t]*"?([^"<>\\r\\n@]{2,80}?)"?[ \\t]*(?:<|&lt;)',
    '(?:<|&lt;)(?:[\\w.-]+:)?(?:Name|DisplayName|GivenName|Surname|displayName|name)(?:\\s[^<>]{0,100})?(?:>|&gt;)([^<>&@]{2,100})(?:<|&lt;)/',
    '\\b(?:displayName|display-name)\\s*[=:]\\s*(?:"|&quot;|\')([^"&\'<>@]{2,80})',
    '[\\\\/](?:Users|Documents and Settings)[\\\\/]+([^\\\\/:*?"<>|\\r\\n]{2,64})(?=[\\\\/])',
    "(?<![\\p{L}\\p{N}\\\\/:])[A-Z][A-Z0-9-]{1,14}\\\\{1,2}([\\p{L}\\p{N}._'-]{2,40})(?![\\p{L}\\p{N}\\\\])",
  ],
  domain: ["(?<![\\p{L}\\p{N}\\\\/:])([A-Z][A-Z0-9-]{1,14})\\\\{1,2}[\\p{L}\\p{N}._'-]{2,40}(?![\\p{L}\\p{N}\\\\])"],
};

/** Domains of services that every customer has alike: they name nobody. */
const PUBLIC_DOMAINS =
  /(?:^|\.)(?:microsoft\.com|microsoftonline\.com|microsoftonline-p\.com|office365\.com|office\.com|office\.net|outlook\.com|lync\.com|skype\.com|skypeforbusiness\.com|live\.com|windows\.net|windowsazure\.com|msidentity\.com|msocdn\.com|digicert\.com|verisign\.com|w3\.org|xmlsoap\.org|oasis-open\.org|ietf\.org|openxmlformats\.org|example|example\.com)$/;

export function isPublicDomain(domain: string): boolean {
  return PUBLIC_DOMAINS.test(domain.toLowerCase());
}

/** Words that stand in names, and so often elsewhere that they name nobody. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `sip ews mail owa imap smtp pop http https www autodiscover lyncdiscover lyncdiscoverinternal lyncweb meet dialin admin administrator test user users
  info service services system exchange skype lync office outlook microsoft windows support helpdesk error warning message messages item items
  inbox drafts draft sent outbox deleted deleteditems sentitems junk email conversation history notes tasks calendar contacts archive sync issues public folder
  folders root group team room the and for from with not client server proxy local localhost network domain internal external corp int ext default none true
  false null unknown anonymous guest computer machine host name address missed business online offline recipients configuration servers company org tenant
  com net data trace tracing log logs text file files program all business users public state status type value version list get set out new old one two
  bios tcp tls udp api app apps web site home start end begin open close read write send receive call chat voice video conference response request
  negotiate ntlm kerberos basic digest bearer hkey software policy policies global identity enabled disabled description property properties`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
