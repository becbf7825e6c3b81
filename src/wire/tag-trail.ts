import { PrivateTrail } from './private-text.ts';

/** Elements whose text may be anything that people or clients write. */
const FREE_TEXT =
  /^<(?:[\w.-]+:)?(?:Body|Subject|UniqueBody|NormalizedBody|TextBody|Preview|MimeContent|Value|MessageText|Name|DisplayName)\b/;
/** `t:RequestServerVersion V`, `Envelope xmlns:`: the rest of a name and the beginning of another. */
const NAMES_IN_TAG = /^\s*[\w.:?-]*\s+[\w.:-]*=?\s*$/;
/** More of a tag than this is not kept. */
const MAX_TAG = 4096;

/** Follows the text of an envelope to know in what its end stands: inside a tag, or in the text behind one. */
export class TagTrail {
  /** From the last `<` on. */
  #tag = '';
  readonly #written: PrivateTrail;

  constructor(written: PrivateTrail = new PrivateTrail()) {
    this.#written = written;
  }

  /** Its end stands, or may stand, in what somebody wrote, whatever markup that has. */
  get isInWritten(): boolean {
    return this.#written.isInside;
  }

  /** A trail that goes on from here by itself. */
  fork(): TagTrail {
    const copy = new TagTrail(this.#written.fork());
    copy.#tag = this.#tag;
    return copy;
  }

  add(text: string): void {
    const open = text.lastIndexOf('<');
    this.#tag = open < 0 ? (this.#tag + text).slice(0, MAX_TAG) : text.slice(open, open + MAX_TAG);
    this.#written.add(text);
  }

  /**
   * Whether a text without any markup may stand here. An address, an id or a code has no blanks in it; within a tag
   * blanks stand between attributes only. Text may be anything where people write it.
   */
  mayHold(text: string): boolean {
    if (!/\S\s+\S/.test(text)) return true;
    if (this.#written.isInElement) return true;
    if (this.#tag.includes('>')) return FREE_TEXT.test(this.#tag);
    if (/["']/.test(text)) return true;
    const quotes = this.#tag.split('"').length - 1;
    return quotes % 2 === 0 && NAMES_IN_TAG.test(text);
  }
}
