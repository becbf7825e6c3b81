/** A message on the page: its row of the time line, which unfolds into its life. */
export interface Row {
  readonly item: HTMLElement;
  readonly message: HTMLDetailsElement;
  readonly summary: HTMLElement;
  /** Absent where no time of it is known. */
  readonly lane?: SVGSVGElement;
  /** Seconds from the beginning of the time line to its start. */
  readonly at: number;
}

function rowOf(item: HTMLElement): readonly Row[] {
  const message = item.querySelector<HTMLDetailsElement>('details.message');
  const summary = message?.querySelector('summary');
  const lane = summary?.querySelector<SVGSVGElement>('svg.lane');
  if (!message || !summary) return [];
  return [{ item, message, summary, at: lane ? -lane.viewBox.baseVal.x : 0, ...(lane && { lane }) }];
}

/** The first and the last moment that a lane shows, in seconds since its start; read where it is first asked for. */
const spans = new WeakMap<SVGSVGElement, readonly [from: number, to: number]>();

export function spanOf(lane: SVGSVGElement): readonly [from: number, to: number] {
  const known = spans.get(lane);
  if (known) return known;
  const drawn = [...lane.querySelectorAll('path:not(.deadline)')].map((path) => path.getAttribute('d') ?? '');
  const moments = drawn.flatMap((d) => [...d.matchAll(/[MH](-?[\d.]+)/g)].map(([, moment]) => Number(moment)));
  const span = [Math.min(0, ...moments), Math.max(0, ...moments)] as const;
  spans.set(lane, span);
  return span;
}

export function rowsIn(section: HTMLElement): readonly Row[] {
  return [...section.querySelectorAll<HTMLElement>('li.row')].flatMap(rowOf);
}
