import { encodedWords } from './encoded-words.ts';
import type { Finds } from './finds.ts';
import { namedPersons } from './named-persons.ts';
import { findNamesBeside } from './names-beside.ts';
import { hasEscapes } from './views.ts';

const TAGS =
  '(?:\\w+:)?(?:Name|DisplayName|FullName|GivenName|Surname|FirstName|LastName|FileAs|CreatorName|LastModifiedName|DisplayTo|DisplayCc|Author|Owner|MailboxOwner)';
/** The end of a line, or that of what is cited of it, ends a name, too. */
const TAG = new RegExp(`<${TAGS}(?:\\s[^<>]{0,100})?>([^<\\r\\n]{2,120})(?=<|[\\r\\n]|$)`, 'gi');
/** The citation begins within the name. */
const TAG_END = new RegExp(`^([^<>\\r\\n]{2,120})</${TAGS}>`, 'i');
const QUOTED = /"([^"<>\r\n]{2,120})"\s*<(?:sips?|tel|mailto|im):/gi;
/** Begins and ends with no blank, so that a row of blanks beside it is looked at once. */
const HEADER_NAME = '[^\\s"<>:@;=](?:[^"<>\\r\\n:@;=]{0,118}?[^\\s"<>:@;=]|(?=\\s))';
const HEADER = new RegExp(
  `\\b(?:From|To|Cc|Bcc|Contact|Sender|Reply-To|P-Asserted-Identity|P-Preferred-Identity|Referred-By|Remote-Party-ID)\\s*:\\s*(?:"\\s*)?(${HEADER_NAME})(?:\\s*")?\\s*(?:<|$)`,
  'gi',
);
/** The short forms of From and To. */
const SHORT_HEADER = new RegExp(`(?:^|\\n)[ft]:[ \\t]*(?:"[ \\t]*)?(${HEADER_NAME})(?:[ \\t]*")?[ \\t]*<`, 'gi');
const ATTRIBUTE =
  /\b(?:display-?name|full-?name|friendly-?name|user-?name)["']?\s*[:=]\s*(?:"([^"<>\r\n]{2,120})"|'([^'<>\r\n]{2,120})')/gi;
const LINE =
  /\b(?:Display ?Name|Full ?Name|User ?Name|Real ?Name|Friendly ?Name|First ?Name|Last ?Name|Given ?Name|Surname)\s*(?:[:;]|=(?!\s*["']))\s*([^\r\n;,<>"]{2,120})/gi;
/** The owner of a folder, as cmdlets of Exchange name it: `Alice Example\Drafts`, `contoso.com/Users/Alice Example`. */
const IDENTITY = /\bIdentity\s*[:=]\s*"?([^"\\\r\n<>;,]{2,200})/gi;
/** A bracket that opened in front of it ends it. */
const DISTINGUISHED = /\b((?:CN|OU|O)=)((?:[^,/\r\n"<>;()]|\([^()\r\n<>]{0,100}\)){2,120})/gi;
/** May be a word of anything but the path that it stands in. */
const SHORT_NAME = /^\p{Script=Latin}{1,2}$/u;
/** `DC=contoso,DC=com` */
const DOMAIN_PARTS = /\bDC=[^,/\r\n"<>;]{1,63}(?:,\s*DC=[^,/\r\n"<>;]{1,63})+/gi;

/** Names that people see, where a field says that it is one, or their address beside it. With escapes in it a name is found where these are undone. */
export function findNames(text: string, finds: Finds): void {
  const add = (name: string): void => {
    if (!hasEscapes(name)) finds.name(name);
  };
  for (const pattern of [TAG, QUOTED, HEADER, SHORT_HEADER, LINE]) {
    for (const [, name = ''] of text.matchAll(pattern)) add(name);
  }
  for (const [, lead = '', name = ''] of text.matchAll(DISTINGUISHED)) {
    if (SHORT_NAME.test(name.trim())) finds.directoryName(lead, name.trim());
    else add(name);
  }
  findNamesBeside(text, finds);
  for (const name of namedPersons(text)) add(name);
  for (const { word } of encodedWords(text)) finds.encodedWord(word);
  const [, cut] = TAG_END.exec(text) ?? [];
  if (cut !== undefined) add(cut);
  for (const [, quoted, single] of text.matchAll(ATTRIBUTE)) add(quoted ?? single ?? '');
  for (const [, owner = ''] of text.matchAll(IDENTITY)) add(owner.split('/').at(-1) ?? '');
  for (const [parts] of text.matchAll(DOMAIN_PARTS)) {
    finds.host(
      parts
        .split(',')
        .map((part) => part.trim().slice(3))
        .join('.'),
    );
  }
}
