/** Where a number stands in a text that is surely one of a telephone. */
export interface PhoneNumber {
  readonly start: number;
  readonly end: number;
}

/** `+49 (89) 1234-5678`, `+49 (0)89 / 555 0199`, `+14255550118x99`; with blanks that do not break and hyphens of print, as mail programs write them. */
const INTERNATIONAL =
  /(?<![\p{L}\p{N}])(?:tel:\s*)?([+\uff0b]\d[\d \u00a0\u202f()/.\u2010\u2011\u2013-]{5,24}\d(?:x\d{1,6})?)(?!\d)/dgu;
const LEAST_INTERNATIONAL = 7;
/** With a slash fewer may be a part of so many. */
const LEAST_WITH_SLASH = 9;
/** `(425) 555-0188`, `0171/5559876`, `0171-5559876`, `00498955501234`. */
const NATIONAL =
  /(?<![\p{L}\p{N}])(\(\d{2,5}\) ?(?:\d{3,4}[- ]\d{4,5}|\d{6,9})|\(0\d{1,4}\) ?\d{3,4}[- ]\d{3}|0\d{2,4}\/\d{5,9}|0[1-9]\d{1,3}-\d{6,9}|00[1-9]\d{8,12})(?![\p{L}\p{N}]|[.:-]\d)/dgu;
/** `00 49 89 555 0166`, and no dump of bytes. */
const SPACED_INTERNATIONAL =
  /(?<![\p{L}\p{N}.:,/-]|\b[\da-f]{2} )(00 [1-9]\d{0,2} \d{2,5} \d{3,8}(?: \d{2,5})?)(?![\p{L}\p{N}]|[.:/-]\d| ?[a-f]*\d)/dgiu;
/** `030 1234567`; in a dump more digits follow, behind a measure a unit. */
const SPACED =
  /(?<![\p{L}\p{N}.:,/-]|\d )(0[1-9]\d{1,3} [1-9]\d{5,8})(?![\p{L}\p{N}]|[.:/-]\d| ?[a-f]*\d| ?(?:ms|us|ns|s|sec|seconds|bytes|kb|mb)\b)/dgiu;
/** `425-555-0100`, also with a 1 or 001 in front, and `425.555.0100`, which behind a word for it is a version. */
const AMERICAN = /(?<![\p{L}\p{N}.:,/+-])((?:(?:00)?1-)?[2-9]\d{2}-[2-9]\d{2}-\d{4})(?![\p{L}\p{N}]|[.:/-]\d)/dgu;
const DOTTED =
  /(?<![\p{L}\p{N}.:,/+-]|\b(?:version|build|release|rev|ver|v|office|exchange|client|update)[^\p{L}\p{N}]{0,3})((?:(?:00)?1\.)?[2-9]\d{2}\.[2-9]\d{2}\.\d{4})(?![\p{L}\p{N}]|[.:/-]\d)/dgiu;
/** `sip:4255550199@contoso.com;user=phone`: the address says that it is one. */
const USER_PHONE = /\bsips?:(\+?\d[\d().-]{2,23})(?:;[\w=.+-]{1,60}){0,4}@[^\s<>"']{1,255};user=phone\b/dgi;
/** `tel:0199;phone-context=+1425` */
const CONTEXT = /;phone-context=(\+\d[\d.-]{0,14})/dgi;
/** Behind a word for it whatever has enough digits: `Phone: 089 5550123`. */
const NAMED =
  /\b(?:(?:work|home|office|business|mobile|cell|private|other|primary|desk)[-_ ]?)?(?:phone|mobile|fax|telephone|tel|telefon|handy|rufnummer|line[-_ ]?uri)(?:[-_ ]?(?:number|uri|nummer|nr))?\.?\s*(?:[:=]\s*|\s(?:(?:is|was|ist|war) )?)"?(?:tel:)?(\d[\d \u00a0\u202f()/.\u2010\u2011\u2013-]{4,18}\d)(?![\p{L}\p{N}]|:\d)/dgiu;
/** Behind a word of calling only what is written like one: `dialing 555-0100`. */
const CALLED =
  /\b(?:call(?:ed|ing|er|ee)?|dial(?:ed|led|ing|ling)?|ring(?:s|ing)?|reached? at|anruf(?: von| an)?)\s*:?\s(?:from |to |at |number )?"?(\d{3}-\d{4}|[2-9]\d{2}[ .]\d{3}[ .-]\d{4})(?![\p{L}\p{N}]|[.:/-]\d)/dgiu;
const TEL = /\b(?:tel|callto):([\d().*#+-]{3,24}(?:x\d{1,6})?)/dgi;
const LIKE_DATE = /^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})\b/;
/** Four numbers with dots, or a version. */
const LIKE_VERSION = /^\d+(?:\.\d+){2,}$/;
/** What a pattern cannot do without, and most lines can. */
const NEEDED: ReadonlyMap<RegExp, RegExp> = new Map([
  [INTERNATIONAL, /[+\uff0b]\d/],
  [SPACED_INTERNATIONAL, /\b00 [1-9]/],
  [SPACED, /0[1-9]\d{1,3} [1-9]\d{5}/],
  [AMERICAN, /\d-\d{3}-\d{4}/],
  [DOTTED, /\d\.\d{3}\.\d{4}/],
  [USER_PHONE, /;user=phone/i],
  [CONTEXT, /;phone-context=/i],
  [NAMED, /phone|mobile|fax|\btel|handy|rufnummer|line[-_ ]?uri/i],
  [CALLED, /\d{3}[ .-]\d{3}/],
  [TEL, /tel:|callto:/i],
]);

const PATTERNS = [
  INTERNATIONAL,
  SPACED_INTERNATIONAL,
  NATIONAL,
  SPACED,
  AMERICAN,
  DOTTED,
  NAMED,
  CALLED,
  USER_PHONE,
  CONTEXT,
  TEL,
];

function isPhone(pattern: RegExp, number: string): boolean {
  const digits = number.replace(/\D/g, '').length;
  if (pattern === INTERNATIONAL) return digits >= (number.includes('/') ? LEAST_WITH_SLASH : LEAST_INTERNATIONAL);
  if (pattern === TEL) return /\d{3}/.test(number);
  if (pattern === NAMED) return !LIKE_DATE.test(number) && !LIKE_VERSION.test(number);
  return true;
}

/** The numbers of telephones in a text, each kind in order of place; some may overlap. */
export function* phoneNumbers(text: string): Generator<PhoneNumber> {
  for (const pattern of PATTERNS) {
    if (NEEDED.get(pattern)?.test(text) === false) continue;
    for (const { indices } of text.matchAll(pattern)) {
      const [start, end] = indices?.[1] ?? [0, 0];
      if (end > start && isPhone(pattern, text.slice(start, end))) yield { start, end };
    }
  }
}
