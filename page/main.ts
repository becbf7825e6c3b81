import { filterRows } from './filter.ts';
import { watchKeys } from './keys.ts';
import { watchPointer } from './pointer.ts';
import { type Row, rowsIn } from './rows.ts';
import { timeView } from './time-view.ts';

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
}

/** Opens what is folded where the style sheet cannot; gives what closes it again. */
function unfold(): () => void {
  if (CSS.supports('selector(::details-content)')) return () => undefined;
  const folded = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
  for (const details of folded) details.open = true;
  return () => {
    for (const details of folded) details.open = false;
  };
}

function start(section: HTMLElement, tools: HTMLFormElement): void {
  const rows = rowsIn(section);
  const view = timeView(section, rows);
  const filter = () => filterRows(rows, tools);
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
  tools.addEventListener('input', filter);
  tools.addEventListener('submit', (event) => event.preventDefault());
  tools.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-action]') : undefined;
    actions[button?.dataset.action ?? '']?.();
  });
  watchSight(rows, view.seen);
  watchPointer(section, view);
  watchKeys({ rows, tools, view, toggleLapse, clear });
  // A browser may keep what stood in the tools when the page is loaded again.
  filter();
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

const section = document.getElementById('messages');
const tools = document.getElementById('tools');
if (section && tools instanceof HTMLFormElement) start(section, tools);
