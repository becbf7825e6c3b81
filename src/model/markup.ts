/**
 * Any markup, whole or cut: `<t:`, `</`, `&lt;p`, `gt;Hello`, `ject>About`, `e="HTML">About`; `->` is none. The end of a tag without an attribute has no blank: of
 * `kept in Drafts, tries>3` nothing is.
 */
const MARKUP =
  /<(?:[/!?A-Za-z]|$)|&(?:lt|gt|amp|quot|apos|nbsp|#\w{1,7});|^#?\w{0,6};|&#?\w{0,6}$|^\s*>|^\s*[^\s<>]{0,2000}["'\w/]>|^(?=[^<>\n]{0,2000}["'=])[^<>\n]{0,2000}["'\w/]>/;
/** `CQueue<OfflineMessage>::Push`, `list<int>::at`: a kind of C++, which the client names. */
const OF_CODE = /(?<=\w)<[A-Za-z][\w:*&, ]{0,80}>(?=::)/g;

/** What stands between two brackets and could be a tag. */
const BRACKETED = /<([A-Za-z][^\s<>"'`]{0,400})>/g;
/** `sip:bob@contoso.com`, `https://mail.contoso.com/`, `msg-17`, `null`: values, which no tag of XML or HTML is spelt as. */
const VALUE =
  /^(?:(?:sips?|tel|im):.*|[^@/]+@.*|[a-z]+:\/\/.*|(?!h[1-6]$)(?=[\w.-]+$).*\d.*|null|nil|none|empty|unknown|undefined|missing|n\/a)$/i;

/** Whether a text holds markup, maybe cut: it may then hold what somebody wrote, too. A value that a client puts in brackets is none. */
export function holdsMarkup(text: string): boolean {
  if (!MARKUP.test(text)) return false;
  const plain = text
    .replace(OF_CODE, '()')
    .replace(BRACKETED, (tag, inner: string) => (VALUE.test(inner) ? '()' : tag));
  return MARKUP.test(plain);
}
