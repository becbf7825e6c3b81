import { isFiltering } from './filter.ts';
import type { Row } from './rows.ts';
import { showTools } from './scrolling.ts';
import type { TimeView } from './time-view.ts';

/** Share of the view that an arrow key moves by. */
const STEP = 0.2;

export interface Keyboard {
  readonly rows: readonly Row[];
  readonly tools: HTMLFormElement;
  readonly view: TimeView;
  readonly toggleLapse: () => void;
  /** Shows what the tools ask for, of which the last letters may wait. */
  readonly filter: () => void;
  /** Shows every message again. */
  readonly clear: () => void;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(?:INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
}

/** The row that has the focus, or in which it is. */
function current(rows: readonly Row[]): number {
  return rows.findIndex(({ item }) => item.contains(document.activeElement));
}

function goTo(rows: readonly Row[], by: number): void {
  const shown = rows.filter(({ item }) => !item.hidden);
  const at = current(shown);
  const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by];
  next?.summary.focus({ preventScroll: true });
  // At once: the nearest edge of a window that still glides elsewhere is none when it comes to rest.
  next?.summary.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}

/** The field that is searched with. */
function searchOf(tools: HTMLFormElement): HTMLInputElement | undefined {
  return tools.querySelector<HTMLInputElement>('input[type=search]') ?? undefined;
}

/** Clears the tools, then leaves them; elsewhere closes the innermost open thing that the focus is in, and puts the focus on its handle. */
function close({ rows, tools, clear }: Keyboard): void {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && tools.contains(focused)) {
    if (isFiltering(tools)) clear();
    else focused.blur();
    return;
  }
  const row = rows[current(rows)];
  const open = document.activeElement?.closest<HTMLDetailsElement>('details[open]') ?? row?.message;
  if (!open) return;
  open.open = false;
  open.querySelector('summary')?.focus();
}

function act(key: string, keyboard: Keyboard, hasRow: boolean): boolean {
  const { rows, tools, view, toggleLapse } = keyboard;
  switch (key) {
    case '/':
      searchOf(tools)?.focus({ preventScroll: true });
      showTools(tools);
      return true;
    case 'j':
    case 'k':
      goTo(rows, key === 'j' ? 1 : -1);
      return true;
    case 'ArrowDown':
    case 'ArrowUp':
      if (hasRow) goTo(rows, key === 'ArrowDown' ? 1 : -1);
      return hasRow;
    case 'ArrowLeft':
    case 'ArrowRight':
      view.move(key === 'ArrowRight' ? STEP : -STEP);
      return true;
    case '+':
    case '=':
      view.zoom(1);
      return true;
    case '-':
      view.zoom(-1);
      return true;
    case '0':
      view.showAll();
      return true;
    case 's':
      toggleLapse();
      return true;
    default:
      return false;
  }
}

/** From the search to the first message that it leaves. */
function leaveSearch({ key, target, isComposing }: KeyboardEvent, { rows, tools, filter }: Keyboard): boolean {
  if (isComposing || (key !== 'Enter' && key !== 'ArrowDown') || target !== searchOf(tools)) return false;
  filter();
  goTo(rows, 1);
  return true;
}

/** Everything that the pointer can do, by keys. */
export function watchKeys(keyboard: Keyboard): void {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === 'Escape') close(keyboard);
    else if (
      isTyping(event.target) ? leaveSearch(event, keyboard) : act(event.key, keyboard, current(keyboard.rows) >= 0)
    )
      event.preventDefault();
  });
}
