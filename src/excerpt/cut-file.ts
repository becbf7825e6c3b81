import type { Format } from '../formats/index.ts';
import { tracerptColumns } from '../formats/tracerpt-columns.ts';
import { winEventColumns } from '../formats/winevent-columns.ts';
import type { BundleFile } from '../input/bundle-file.ts';
import { openText } from '../input/text-source.ts';
import type { Window } from '../input/window.ts';
import type { Piece } from './excerpt-file.ts';
import { type Frame, type FrameAt, framesOf } from './frames.ts';
import type { TextMask } from './masked-text.ts';
import { storageOf, storedBytes } from './stored-text.ts';

/** Which records of a file are taken: all, or those in which one of these byte offsets lies, the first and the last. */
export type Wish = 'all' | { readonly told: readonly number[]; readonly delivered: readonly number[] };

export interface Cut {
  readonly head: readonly Piece[];
  readonly pieces: readonly Piece[];
  readonly tail: readonly Piece[];
}

/** Answers, asked for rising stretches, whether one of the rising offsets lies in them. */
class Places {
  readonly #offsets: readonly number[];
  #next = 0;

  constructor(offsets: readonly number[]) {
    this.#offsets = [...new Set(offsets)].sort((a, b) => a - b);
  }

  isIn(start: number, end: number): boolean {
    while ((this.#offsets[this.#next] ?? end) < start) this.#next++;
    return (this.#offsets[this.#next] ?? end) < end;
  }
}

type ToPiece = (window: Window, start: number, frame: Frame) => Piece;

class Cutter {
  readonly head: Piece[] = [];
  readonly pieces: Piece[] = [];
  /** Layout behind the last record so far, and the record before it, if it was not taken. */
  #tail: Piece[] = [];
  #last: Piece | undefined;
  readonly #frameAt: FrameAt;
  readonly #isAll: boolean;
  readonly #told: Places;
  readonly #delivered: Places;
  readonly #toPiece: ToPiece;
  #count = 0;

  constructor(frameAt: FrameAt, wish: Wish, toPiece: ToPiece) {
    this.#frameAt = frameAt;
    this.#isAll = wish === 'all';
    this.#told = new Places(wish === 'all' ? [] : wish.told);
    this.#delivered = new Places(wish === 'all' ? [] : wish.delivered);
    this.#toPiece = toPiece;
  }

  /** Cuts what of a window can be; answers how many units were used. */
  read(window: Window): number {
    let start = 0;
    while (start < window.end) {
      const frame = this.#frameAt(window, start) ?? (window.isFull && start === 0 ? whole(window) : undefined);
      if (frame === undefined) return start;
      this.#take(window, start, frame);
      start = frame.end;
    }
    return start;
  }

  #take(window: Window, start: number, frame: Frame): void {
    const piece = this.#toPiece(window, start, frame);
    if (frame.kind === 'layout') {
      (this.#count === 0 ? this.head : this.#tail).push(piece);
      return;
    }
    const [from, to] = [window.offsetAt(start), window.offsetAt(frame.end)];
    // Layout between two records, as of files that were joined, goes with the one behind it.
    const before = this.#tail;
    this.#tail = [];
    const isTold = this.#told.isIn(from, to) || this.#count === 0;
    const isDelivered = this.#delivered.isIn(from, to);
    this.#count++;
    if (this.#isAll || isTold || isDelivered) {
      this.pieces.push(...before, { ...piece, isTold });
      this.#last = undefined;
    } else this.#last = piece;
  }

  result(): Cut {
    if (this.#last !== undefined) this.pieces.push({ ...this.#last, isTold: true });
    return { head: this.head, pieces: this.pieces, tail: this.#tail };
  }
}

function whole({ end }: Window): Frame {
  return { kind: 'record', end };
}

/** Cuts a file of text into its records. `mask` takes out what people wrote, where that has not been done before. */
export async function cutFile(
  file: BundleFile,
  index: number,
  format: Format,
  wish: Wish,
  mask: TextMask | undefined,
): Promise<Cut> {
  const source = await openText(file);
  const { coding, bytes } = source.head;
  const messageColumn = format.id === 'winevent-csv' ? winEventColumns(source.head)?.message : undefined;
  const isCopy = format.id === 'tracerpt-csv' && tracerptColumns(source.head)?.isCopy === true;
  const cutter = new Cutter(framesOf(format, source.head), wish, (window, start, frame) => {
    const decoded = window.decode(start, frame.end);
    const storage = storageOf(decoded, coding.encoding);
    const isPlain = mask === undefined || frame.kind === 'layout';
    const text = isPlain
      ? decoded.text
      : mask.record(decoded.text, format.id, index, {
          ...(frame.thread === undefined ? {} : { thread: frame.thread }),
          at: frame.at,
          ...(messageColumn === undefined ? {} : { messageColumn }),
          isCopy,
        });
    return { file: index, text, storage, bytes: storedBytes(text, storage), isTold: false };
  });
  await source.eachWindow([], (window) => cutter.read(window));
  const mark: Piece = {
    file: index,
    bytes: Buffer.from(bytes.subarray(0, coding.bom)),
    storage: 'bytes',
    isTold: false,
  };
  const { head, pieces, tail } = cutter.result();
  return { head: coding.bom === 0 ? head : [mark, ...head], pieces, tail };
}
