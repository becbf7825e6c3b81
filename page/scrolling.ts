import type { Row } from './rows.ts';

/** Frames for which a place must not move for the page to be at rest, and for how many that is waited for. */
const STILL_FRAMES = 3;
const MOST_FRAMES = 300;
/** How often a place is gone to again: rows on the way may get another height each time. */
const MOST_CORRECTIONS = 4;
/** Pixels of a life that are enough for who opened it with the pointer, whose row had better stay under it. */
const ENOUGH = 200;
/** Pixels left free below a life. */
const ROOM = 8;

/** What the user does to go elsewhere. */
const LEAVING = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

function marginOf(element: Element): number {
  return Number.parseFloat(getComputedStyle(element).scrollMarginTop) || 0;
}

let landing = 0;

/** Stays with a place until it stands at the top of the window: where rows out of sight are guessed too high or too low, it is missed. */
export function land(place: Element): void {
  landing += 1;
  const mine = landing;
  let [last, still, frames, corrections] = [Number.NaN, 0, 0, 0];
  const leave = () => {
    landing += 1;
  };
  const look = () => {
    const { top } = place.getBoundingClientRect();
    still = Math.abs(top - last) < 1 ? still + 1 : 0;
    last = top;
    frames += 1;
    const isDone = still >= STILL_FRAMES && Math.abs(top - marginOf(place)) <= 1;
    if (mine !== landing || isDone || corrections > MOST_CORRECTIONS || frames > MOST_FRAMES) {
      for (const type of LEAVING) removeEventListener(type, leave);
      return;
    }
    if (still >= STILL_FRAMES) {
      place.scrollIntoView({ block: 'start', behavior: 'instant' });
      corrections += 1;
      still = 0;
    }
    requestAnimationFrame(look);
  };
  for (const type of LEAVING) addEventListener(type, leave, { passive: true });
  requestAnimationFrame(look);
}

/** Has links within the page lead to what they name. */
export function watchLinks(): void {
  const landThere = () => {
    const place = document.querySelector(':target');
    if (place) land(place);
  };
  addEventListener('hashchange', landThere);
  // A link to where the address is already changes nothing.
  addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a[href^="#"]')) requestAnimationFrame(landThere);
  });
  landThere();
}

/** Tells the style sheet how high rows are, and what covers the top of the window: both hang on fonts and width. */
export function measureRows(section: HTMLElement, rows: readonly Row[]): void {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const [bar, axis] = ['.bar', '.axis-row'].map((name) => section.querySelector<HTMLElement>(name));
  const measure = () => {
    const height = rows.find(({ item, message }) => !item.hidden && !message.open)?.item.offsetHeight;
    const covered = (bar?.offsetHeight || axis?.offsetHeight) ?? 0;
    sheet.replaceSync(`@media screen {
      .row { contain-intrinsic-size: auto ${height === undefined ? '2.25rem' : `${height}px`}; }
      .message, .message > summary { scroll-margin-top: ${covered + ROOM}px; }
    }`);
  };
  measure();
  addEventListener('resize', measure);
}

/** Brings what was opened below the edge of the window into it: as much as fits below its own handle. */
function bringIn(details: HTMLDetailsElement, margin: number, isByKey: boolean): void {
  if (!details.open) return;
  const { top, bottom } = details.getBoundingClientRect();
  const isSeen = innerHeight - top > ENOUGH;
  const beyond = Math.min(bottom + ROOM - innerHeight, top - margin);
  if (beyond > 0 && (isByKey || !isSeen)) scrollBy({ top: beyond });
}

/** Lets nothing be opened out of sight. */
export function watchOpening(section: HTMLElement): void {
  section.addEventListener('click', ({ target, detail }) => {
    const details = target instanceof Element ? target.closest('summary')?.parentElement : undefined;
    const message = details?.closest('.message');
    if (!(details instanceof HTMLDetailsElement) || !message || details.open) return;
    // What the browser calls a click without a pointer came from a key.
    requestAnimationFrame(() => bringIn(details, marginOf(message), detail === 0));
  });
}

/** Pixels from the top of the tools to the first row below them, where nothing is scrolled. */
function heightOf(tools: HTMLElement, section: HTMLElement): number {
  return tools.offsetHeight + (section.querySelector<HTMLElement>('.axis-row')?.offsetHeight ?? 0);
}

/** Puts the tools at the top of the window, and the first rows below them. At once: who types on stops a window that glides. */
function goToTools(tools: HTMLElement): void {
  const section = tools.closest<HTMLElement>('section');
  const list = section?.querySelector('.rows');
  if (!section || !list) return;
  scrollBy({ top: list.getBoundingClientRect().top - heightOf(tools, section) - ROOM, behavior: 'instant' });
}

/** Brings the tools into the window, with room for some rows below, where they are not. */
export function showTools(tools: HTMLElement): void {
  const { top, bottom } = tools.getBoundingClientRect();
  if (top < 0 || bottom + ENOUGH > innerHeight) goToTools(tools);
}

/** Brings the first rows into the window, which a filter may have left far above it. */
export function showFirstRows(tools: HTMLElement): void {
  const { bottom } = tools.getBoundingClientRect();
  const first = tools.closest('section')?.querySelector('.rows')?.getBoundingClientRect().top ?? bottom;
  if (first < bottom) goToTools(tools);
  else showTools(tools);
}
