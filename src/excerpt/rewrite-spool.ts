import { readHistLayout } from '../spooler/hist-layout.ts';
import { decodeText } from '../spooler/spool-text.ts';
import { withRuns } from './hex-text.ts';
import { storedBytes } from './stored-text.ts';

/** What stands in place of the texts of a spool file. */
export interface SpoolTexts {
  /** Title and body: what somebody wrote. */
  readonly written: (text: string) => string;
  /** The conversation as XML. */
  readonly xml: (text: string) => string;
  /** Names, addresses, ids. */
  readonly other: (text: string) => string;
  /** A run of text of which it is not known what it is. */
  readonly loose: (text: string) => string;
}

type Rule = 'by-length' | 'by-nul';

const MAX_MEMBERS = 1000;

function isSame(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(text, 'utf8').equals(bytes);
}

/** Copies the values of a layout one after another, texts changed and their lengths with them; fails past the end. */
class Copier {
  readonly #bytes: Buffer;
  readonly #rule: Rule;
  #out: Buffer = Buffer.alloc(0);
  #at = 0;
  hasFailed = false;

  constructor(bytes: Uint8Array, rule: Rule) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#rule = rule;
  }

  block(length: number): Buffer {
    if (this.hasFailed || this.#at + length > this.#bytes.length) {
      this.hasFailed = true;
      return Buffer.alloc(length);
    }
    const block = this.#bytes.subarray(this.#at, this.#at + length);
    this.#out = Buffer.concat([this.#out, block]);
    this.#at += length;
    return block;
  }

  string(change: (text: string) => string): void {
    if (this.hasFailed) return;
    const length = this.#at >= 4 ? this.#bytes.readInt32LE(this.#at - 4) : 0;
    const fits = this.#rule === 'by-length' && length > 0 && this.#bytes[this.#at + length - 1] === 0;
    const end = fits ? this.#at + length - 1 : this.#bytes.indexOf(0, this.#at);
    if (end < 0) {
      this.hasFailed = true;
      return;
    }
    const old = this.#bytes.subarray(this.#at, end);
    const text = decodeText(old);
    const changed = Buffer.from(storedBytes(change(text), isSame(old, text) ? 'utf-8' : 'windows-1252'));
    if (this.#out.length >= 4 && length === old.length + 1)
      this.#out.writeInt32LE(changed.length + 1, this.#out.length - 4);
    this.#out = Buffer.concat([this.#out, changed, Buffer.of(0)]);
    this.#at = end + 1;
  }

  prefixed(change: (text: string) => string): void {
    this.block(4);
    this.string(change);
  }

  /** What was copied, and the rest with its runs of text changed. */
  result(loose: (text: string) => string): Buffer {
    const rest = this.#bytes.toString('latin1', this.#at);
    return Buffer.concat([this.#out, Buffer.from(withRuns(rest, loose), 'latin1')]);
  }
}

/** As `readHistLayout` reads it. */
function copyLayout(bytes: Uint8Array, rule: Rule, texts: SpoolTexts): Buffer | undefined {
  const copier = new Copier(bytes, rule);
  const person = (): void => {
    copier.prefixed(texts.other);
    copier.prefixed(texts.other);
  };
  copier.block(4);
  person();
  const members = copier.block(4).readInt32LE();
  if (members < 0 || members > MAX_MEMBERS) return undefined;
  for (let i = 0; i < members && !copier.hasFailed; i++) person();
  copier.prefixed(texts.written);
  copier.block(4);
  copier.prefixed(texts.written);
  copier.block(4 + 2 + 3 + 4 + 4);
  copier.prefixed(texts.other);
  copier.prefixed(texts.other);
  copier.prefixed((type) => type);
  copier.block(21);
  copier.string(texts.xml);
  if (copier.hasFailed) return undefined;
  for (let i = 0; i < 3; i++) copier.prefixed(texts.other);
  return copier.result(texts.loose);
}

function hasLayout(bytes: Uint8Array | undefined): bytes is Buffer {
  return bytes !== undefined && readHistLayout(bytes).complete;
}

/** Changes the texts of a file of the History Spooler: by its layout where that holds, else every run of text in it. */
export function rewriteSpool(bytes: Uint8Array, texts: SpoolTexts): Uint8Array {
  if (readHistLayout(bytes).complete) {
    for (const rule of ['by-length', 'by-nul'] as const) {
      const copied = copyLayout(bytes, rule, texts);
      if (hasLayout(copied)) return copied;
    }
  }
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return Buffer.from(withRuns(latin, texts.loose), 'latin1');
}
