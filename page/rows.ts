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

export function rowsIn(section: HTMLElement): readonly Row[] {
  return [...section.querySelectorAll<HTMLElement>('li.row')].flatMap(rowOf);
}
