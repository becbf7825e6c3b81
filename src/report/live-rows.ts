import { count } from './page.ts';

/** Something that a view shows. `lines`: at least one, made only where there may be room for them. */
export interface Item {
  readonly kind: 'message' | 'finding' | 'issue';
  readonly lines: () => readonly string[];
}

/** What there is to show, each in the order in which it is shown. */
export interface Items {
  readonly notices: readonly Item[];
  readonly open: readonly Item[];
  readonly closed: readonly Item[];
}

/** Some items, in the order in which they were taken. */
interface Taken {
  readonly items: readonly Item[];
  readonly blocks: readonly (readonly string[])[];
  readonly rows: number;
}

/** Takes items while there is room; of the first one as much as there is. */
function take(items: readonly Item[], room: number): Taken {
  const blocks: (readonly string[])[] = [];
  let rows = 0;
  for (const item of items) {
    if (rows >= room) break;
    const lines = item.lines();
    const isWhole = rows + lines.length <= room;
    if (!isWhole && rows > 0) break;
    blocks.push(lines.slice(0, room - rows));
    rows += Math.min(lines.length, room - rows);
  }
  return { items: items.slice(0, blocks.length), blocks, rows };
}

const KINDS: readonly Item['kind'][] = ['message', 'finding', 'issue'];

/** `... 12 more messages, 1 more finding`. */
function moreText(all: readonly Item[], shown: readonly Item[]): string {
  const parts = KINDS.flatMap((kind) => {
    const isOfKind = (item: Item): boolean => item.kind === kind;
    const number = all.filter(isOfKind).length - shown.filter(isOfKind).length;
    return number === 0 ? [] : [count(number, `more ${kind}`)];
  });
  return parts.length === 0 ? '' : `... ${parts.join(', ')}`;
}

/**
 * Fills some rows: messages whose end is open before all others, the newest of each; a third of the rows is kept for the notices. `more`, one row,
 * counts what there is no room for; empty where all is shown.
 */
export function fillRows(
  { notices, open, closed }: Items,
  rows: number,
): { readonly lines: readonly string[]; readonly more: string } {
  const all = [...notices, ...open, ...closed];
  if (all.length <= rows) {
    const whole = all.flatMap((item) => item.lines());
    if (whole.length <= rows) return { lines: whole, more: '' };
  }
  if (rows < 1) return { lines: [], more: '' };
  const room = rows - 1;
  const kept = take(notices, Math.floor(room / 3));
  const messages = take([...open.toReversed(), ...closed.toReversed()], room - kept.rows);
  const noticed = take(notices, room - messages.rows);
  const [pending, others] = [messages.blocks.slice(0, open.length), messages.blocks.slice(open.length)];
  const lines = [...noticed.blocks, ...pending.toReversed(), ...others.toReversed()].flat();
  return { lines, more: moreText(all, [...noticed.items, ...messages.items]) };
}
