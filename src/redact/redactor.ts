import { findSecrets } from '../model/find-secrets.ts';
import { Blobs } from '../model/identity/blobs.ts';
import { fileNames } from '../model/identity/file-names.ts';
import { findAddresses } from '../model/identity/find-addresses.ts';
import { findHosts, findMachine } from '../model/identity/find-hosts.ts';
import { findIds } from '../model/identity/find-ids.ts';
import { findNames } from '../model/identity/find-names.ts';
import { fold, isEdge, wordsOf } from '../model/identity/fold.ts';
import { decodedTexts, decodedViews, type View } from '../model/identity/views.ts';
import { VOCABULARY } from '../model/identity/vocabulary.ts';
import { TOKEN_FORM } from '../model/token-form.ts';
import { Identities, type IdentityOptions } from './identities.ts';
import { type Identity, isSureInBytes } from './identity.ts';
import type { Hit } from './needles.ts';
import { pathToken, placeToken } from './paths.ts';
import { eachString, MOST_CITED, mapStrings, type Role } from './roles.ts';

/** What a gap names is public: the formats whose TMF files are wanted. */
const NAMES_FORMATS = /\bmessage GUIDs?\b/;
/** A citation this long was cut, perhaps within a name. */
const NEARLY_CUT = MOST_CITED - 2;
/** A moment as logs write it: the stamp of each citation, in which nobody stands. */
const MOMENT =
  /^(?:\d{4}([-/.])\d\d?\1\d\d?|\d\d?([-/.])\d\d?\2\d{4})[ T|-]\d\d?:\d\d:\d\d(?:[.,:]\d{1,9})?(?:Z|[+-]\d\d:?\d\d| ?[AP]M)?$/;
const TOKEN = new RegExp(`\\b${TOKEN_FORM}(?:\\.example\\b)?`, 'g');
const CUT = /(?:…|\.{3})$/;
const LEAST_CUT = 3;
/** Beyond it what is remembered of strings is let go: a watch lives for hours. */
const MOST_REMEMBERED = 100_000;

function byRole<Thing>(make: () => Thing): Readonly<Record<Role, Thing>> {
  return {
    fixed: make(),
    prose: make(),
    cited: make(),
    data: make(),
    person: make(),
    id: make(),
    path: make(),
    bundle: make(),
  };
}

function replaced(text: string, hits: Iterable<Hit>, view?: View): string {
  let out = '';
  let at = 0;
  for (const { start, end, identity } of hits) {
    const from = view === undefined ? start : view.start(start);
    const to = view === undefined ? end : view.end(end - 1);
    if (from < at) continue;
    const lead =
      identity.lead === undefined
        ? from
        : view === undefined
          ? from + identity.lead
          : view.start(start + identity.lead);
    out += text.slice(at, lead) + identity.token;
    at = to;
  }
  return at === 0 ? text : out + text.slice(at);
}

/** As much of a text as a citation has, cut in front of a token or a character that is not whole. */
function cutToCited(text: string): string {
  if (text.length <= MOST_CITED) return text;
  for (const { index, 0: token } of text.matchAll(TOKEN))
    if (index < MOST_CITED && index + token.length > MOST_CITED) return text.slice(0, index);
  return text.slice(0, /[\ud800-\udbff]/.test(text.charAt(MOST_CITED - 1)) ? MOST_CITED - 1 : MOST_CITED);
}

/** Reads what reports give away, and puts tokens in its place; what it has learned stays known. */
export class Redactor {
  readonly #identities: Identities;
  #blobs: Blobs;
  readonly #read = byRole(() => new Set<string>());
  readonly #ordinary = new Set<string>();
  #written = byRole(() => new Map<string, string>());
  #size = 0;

  constructor(options: IdentityOptions) {
    this.#identities = new Identities(options);
    this.#blobs = this.#newBlobs();
  }

  #newBlobs(): Blobs {
    return new Blobs((text) => this.#isHit(text), this.#identities.needles.inBytes);
  }

  #isHit(text: string): boolean {
    for (const _ of this.#identities.needles.hitsIn(fold(text), isSureInBytes)) return true;
    return false;
  }

  /** Finds all that a report, or a part of one, gives away. `persons` and `machines`: names of those that are named in the bundle, be it in lines that no report cites. */
  learn(data: unknown, persons: Iterable<string> = [], machines: Iterable<string> = []): void {
    const paths = new Map<string, 'file' | 'bundle'>();
    const own = new Map<string, Role>();
    eachString(data, (text, role) => {
      if (role === 'fixed' || role === 'prose') own.set(text, role);
      if (role === 'path' || role === 'bundle') paths.set(text, role === 'path' ? 'file' : 'bundle');
      if (role !== 'fixed') this.#learnText(text, role);
    });
    // After those whom the report names: what a word stands for there is surer.
    for (const name of persons) this.#identities.name(name);
    for (const name of machines) findMachine(name, this.#identities);
    this.#identities.settleFiles();
    // After all else: a file named after somebody is to read like somebody.
    for (const [path, kind] of paths) pathToken(path, kind, this.#identities);
    this.#forget();
    // The words of what the tool says itself are ordinary ones, once what is surely of the bundle is out of it.
    for (const [text, role] of own) {
      for (const word of wordsOf(role === 'prose' ? this.#text(text, role) : text)) this.#ordinary.add(word);
    }
  }

  /** The token for the name of a bundle among many, or of a folder of bundles, which is looked for from then on. */
  place(name: string, kind: 'file' | 'bundle'): string {
    return placeToken(name, kind, this.#identities);
  }

  #learnText(text: string, role: Role): void {
    const read = this.#read[role];
    if (read.has(text)) return;
    if (read.size > MOST_REMEMBERED) read.clear();
    read.add(text);
    if (MOMENT.test(text)) return;
    if (role === 'person' && !text.includes('@')) this.#identities.name(text);
    if (role === 'id') this.#identities.id(text);
    for (const shown of [text, ...decodedTexts(text)]) {
      findAddresses(shown, this.#identities);
      // What the tool says itself names files and cmdlets; hosts that it names stand in the facts, too.
      if (role === 'prose') continue;
      findHosts(shown, this.#identities);
      if (role === 'cited' || role === 'data') {
        findNames(shown, this.#identities);
        findSecrets(shown, this.#identities);
        for (const name of fileNames(shown)) this.#identities.file(name);
      }
      if (role === 'cited' || !NAMES_FORMATS.test(shown)) findIds(shown, this.#identities);
    }
  }

  /** What was told of strings holds no more once more is known. */
  #forget(): void {
    const { size } = this.#identities.needles;
    const isMuch = Object.values(this.#written).some((written) => written.size > MOST_REMEMBERED);
    if (this.#size === size && !isMuch) return;
    this.#size = size;
    this.#written = byRole(() => new Map<string, string>());
    this.#blobs = this.#newBlobs();
  }

  /** The same data with tokens in the place of all that is known by now. */
  redact<Data>(data: Data): Data {
    this.#forget();
    return mapStrings(data, (text, role) => this.#string(text, role));
  }

  #string(text: string, role: Role): string {
    if (role === 'fixed' || text === '') return text;
    const written = this.#written[role];
    const known = written.get(text);
    if (known !== undefined) return known;
    const out = this.#byRole(text, role);
    written.set(text, out);
    return out;
  }

  #byRole(text: string, role: Role): string {
    switch (role) {
      case 'path':
        return pathToken(text, 'file', this.#identities);
      case 'bundle':
        return pathToken(text, 'bundle', this.#identities);
      case 'id':
        return this.#identities.idToken(text);
      case 'person': {
        const out = this.#text(text, role);
        return out === text ? this.#identities.personToken(text) : out;
      }
      case 'cited': {
        const isCut = text.length >= NEARLY_CUT || CUT.test(text);
        const out = this.#text(text, role);
        return cutToCited(isCut ? this.#withoutEnd(out) : out);
      }
      default:
        return this.#text(text, role);
    }
  }

  #isWanted(role: Role): (identity: Identity) => boolean {
    if (role === 'prose') return ({ isWords }) => !isWords;
    return ({ isWords, original }) => !isWords || !wordsOf(original).every((word) => this.#ordinary.has(word));
  }

  #text(text: string, role: Role): string {
    const { needles } = this.#identities;
    const isWanted = this.#isWanted(role);
    let out = text;
    // The deepest layer of escapes first: what it holds, the layers above it hold in pieces. Places are only told where there is something.
    for (let layer = decodedTexts(out).length; layer > 0; layer--) {
      const hits = [...needles.hitsIn(fold(decodedTexts(out)[layer - 1] ?? ''), isWanted)];
      if (hits.length > 0) out = replaced(out, hits, decodedViews(out)[layer - 1]);
    }
    out = replaced(out, needles.hitsIn(fold(out), isWanted));
    let [bytes, at] = ['', 0];
    for (const { start, end } of this.#blobs.in(out)) {
      if (start < at) continue;
      bytes += out.slice(at, start) + this.#identities.tokens.of('id', out.slice(start, end));
      at = end;
    }
    return at === 0 ? out : bytes + out.slice(at);
  }

  /** The text without the beginning of an identity at its end. */
  #withoutEnd(text: string): string {
    const mark = CUT.exec(text)?.[0] ?? '';
    const body = text.slice(0, text.length - mark.length);
    const folded = fold(body);
    for (let at = Math.max(0, body.length - MOST_CITED); at <= body.length - LEAST_CUT; at++) {
      if (!isEdge(folded, at)) continue;
      const rest = folded.slice(at);
      if (VOCABULARY.has(rest)) continue;
      const identity = this.#identities.needles.beginningWith(rest, ({ lead }) => lead === undefined);
      if (identity !== undefined) return body.slice(0, at) + identity.token + mark;
    }
    return text;
  }

  /** What must not stand in any output, and the words that may. */
  get secrets(): { readonly identities: Identities; readonly ordinary: ReadonlySet<string> } {
    return { identities: this.#identities, ordinary: this.#ordinary };
  }

  /** The original of each token. */
  originals(): Readonly<Record<string, string>> {
    return this.#identities.tokens.originals();
  }
}
