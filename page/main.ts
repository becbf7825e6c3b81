import { filterRows, readAhead } from './filter.ts';
import { watchKeys } from './keys.ts';
import { watchPointer } from './pointer.ts';
import { type Row, rowsIn } from './rows.ts';
import { land, measureRows, showFirstRows, watchLinks, watchOpening } from './scrolling.ts';
import { timeView } from './time-view.ts';

/** From so many rows on a search waits for the typing to pause, in milliseconds. */
const MANY_ROWS = 200;
const PAUSE = 150;

/** Rows that are near the window are drawn; thousands that are not cost nothing. */
function watchSight(rows: readonly Row[], seen: (rows: readonly Row[]) => void): void {
  const inSight = new Set<Row>();
  const byItem = new Map<Element, Row>(rows.map((row) => [row.item, row]));
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const row = byItem.get(target);
        if (row && isIntersecting) inSight.add(row);
        else if (row) inSight.delete(row);
      }
      seen([...inSight]);
    },
    { rootMargin: '300px 0px' },
  );
  for (const { item } of rows) observer.observe(item);
}

/** Opens the message that the address names, showing it first where a filter hides it. */
function openNamed(rows: readonly Row[], clear: () => void): void {
  const row = rows.find(({ message }) => message.matches(':target'));
  if (!row) return;
  if (row.item.hidden) clear();
  row.message.open = true;
  row.summary.focus({ preventScroll: true });
  row.message.scrollIntoView({ block: 'start' });
  land(row.message);
}

/** What is printed though it is folded: lives, what to collect, the places of evidence. */
const PRINTED = ['.message', '#collect > details', '.steps details', '#environment details'];

/** Opens what is printed though folded where the style sheet cannot; gives what closes it again. */
function unfold(): () => void {
  if (CSS.supports('selector(::details-content)')) return () => undefined;
  const selector = PRINTED.map((name) => `${name}:not([open])`).join();
  const folded = [...document.querySelectorAll<HTMLDetailsElement>(selector)];
  const set = (open: boolean) => {
    for (const details of folded) {
      details.open = open;
      details.classList.toggle('unfolded', open);
    }
  };
  set(true);
  return () => set(false);
}

function start(section: HTMLElement, tools: HTMLFormElement): void {
  const rows = rowsIn(section);
  const view = timeView(section, rows);
  let asked: ReturnType<typeof setTimeout> | undefined;
  const filter = () => {
    clearTimeout(asked);
    filterRows(rows, tools);
  };
  const filterSoon = ({ target }: Event) => {
    clearTimeout(asked);
    const filterInSight = () => {
      filter();
      showFirstRows(tools);
    };
    if (rows.length < MANY_ROWS || target instanceof HTMLSelectElement) filterInSight();
    else asked = setTimeout(filterInSight, PAUSE);
  };
  const clear = () => {
    tools.reset();
    filter();
  };
  const toggle = tools.querySelector('[data-action=lapse]');
  const toggleLapse = () => toggle?.setAttribute('aria-pressed', String(view.toggleLapse()));
  const actions: Readonly<Record<string, () => void>> = {
    earlier: () => view.move(-0.5),
    later: () => view.move(0.5),
    in: () => view.zoom(1),
    out: () => view.zoom(-1),
    all: view.showAll,
    lapse: toggleLapse,
  };

  tools.hidden = false;
  const keys = document.getElementById('keys');
  if (keys) keys.hidden = false;
  tools.addEventListener('input', filterSoon);
  tools.addEventListener('submit', (event) => event.preventDefault());
  tools.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-action]') : undefined;
    actions[button?.dataset.action ?? '']?.();
  });
  for (const type of ['focusin', 'click']) {
    section.addEventListener(type, ({ target }) => {
      const row = rows.find(({ item }) => target instanceof Node && item.contains(target));
      if (row) view.look(row);
    });
  }
  measureRows(section, rows);
  watchOpening(section);
  watchSight(rows, view.seen);
  watchPointer(section, view);
  watchKeys({ rows, tools, view, toggleLapse, filter, clear });
  // A browser may keep what stood in the tools when the page is loaded again.
  filter();
  readAhead(rows);
  addEventListener('hashchange', () => openNamed(rows, clear));
  openNamed(rows, clear);
  let after: readonly (() => void)[] = [];
  addEventListener('beforeprint', () => {
    after = [unfold(), view.forPrint()];
  });
  addEventListener('afterprint', () => {
    for (const undo of after) undo();
  });
}

watchLinks();
const section = document.getElementById('messages');
const tools = document.getElementById('tools');
if (section && tools instanceof HTMLFormElement) start(section, tools);
