import { BUFFER_HEADER_SIZE } from './buffer-header.ts';
import { type FormsByType, formOfMessage, type HeaderForm, MESSAGE_FLAGS_AT, unknownForm } from './header-forms.ts';

const LEAST_RECORD = 8;
const NOTHING = 0xffff_ffff;
const TYPED = 0xc0;
const MESSAGE = 0x90;
const MESSAGE_MASK = 0xf0;

/** Records start at multiples of 8 bytes from the start of their buffer. */
function aligned(at: number): number {
  return (at + 7) & ~7;
}

function isMarker(first: number): boolean {
  const marker = first >>> 24;
  return (marker & TYPED) === TYPED || (marker & MESSAGE_MASK) === MESSAGE;
}

/** Walks the records of a buffer. What is wrong ends the walk: nothing marks the place where a record begins. */
export class RecordCursor {
  readonly #view: DataView;
  readonly #base: number;
  readonly #end: number;
  readonly #isCut: boolean;
  readonly #forms: FormsByType;
  #next = BUFFER_HEADER_SIZE;
  /** Of the record that `advance` came to, in bytes from the buffer's start. */
  at = 0;
  size = 0;
  form: HeaderForm = formOfMessage(0);
  /** Why the walk ended before the buffer's end. */
  fault: string | undefined;

  /** `base`: what is to be added to a place in the buffer for one in `view`; `end`: bytes of the buffer in use, or there if it `isCut`. */
  constructor(view: DataView, base: number, end: number, isCut: boolean, forms: FormsByType) {
    this.#view = view;
    this.#base = base;
    this.#end = end;
    this.#isCut = isCut;
    this.#forms = forms;
  }

  advance(): boolean {
    const at = this.#next;
    if (at + LEAST_RECORD > this.#end) return false;
    const place = this.#base + at;
    const first = this.#view.getUint32(place, true);
    if (first === 0 || first === NOTHING) return false;
    const form = this.#formOf(first, at);
    if (form === undefined) {
      this.fault ??= `a header of an unknown kind, ${first.toString(16).padStart(8, '0')}`;
      return false;
    }
    const size = this.#view.getUint16(place + form.sizeAt, true);
    if (size < form.fixed) {
      this.fault = `a record of ${size} bytes, fewer than its header has`;
      return false;
    }
    if (at + size > this.#end) {
      this.fault = `a record of ${size} bytes that ends behind the data of the buffer`;
      return false;
    }
    this.at = at;
    this.size = size;
    this.form = form;
    this.#next = aligned(at + size);
    return true;
  }

  #formOf(first: number, at: number): HeaderForm | undefined {
    const marker = first >>> 24;
    if ((marker & TYPED) === TYPED) {
      const type = (first >>> 16) & 0xff;
      return this.#forms[type] ?? this.#unknown(type, at);
    }
    if ((marker & MESSAGE_MASK) !== MESSAGE) return undefined;
    return formOfMessage(this.#view.getUint16(this.#base + at + MESSAGE_FLAGS_AT, true));
  }

  /** A type of record that is not known is passed over where its size leads to the next record or to the end. */
  #unknown(type: number, at: number): HeaderForm | undefined {
    for (const sizeAt of [0, 4] as const) {
      const size = this.#view.getUint16(this.#base + at + sizeAt, true);
      const next = aligned(at + size);
      if (size < LEAST_RECORD || at + size > this.#end) continue;
      if (next + LEAST_RECORD > this.#end ? !this.#isCut : isMarker(this.#view.getUint32(this.#base + next, true)))
        return unknownForm(type, sizeAt);
    }
    return undefined;
  }
}
