import type { TimeView } from './time-view.ts';

/** Pixels of movement from which on a press is a drag and no click. */
const DRAG = 4;

function laneUnder(event: Event): SVGSVGElement | undefined {
  const { target } = event;
  return target instanceof Element ? (target.closest<SVGSVGElement>('svg.lane, .axis-labels') ?? undefined) : undefined;
}

/** Ctrl and the wheel zoom where the pointer is; dragging a lane moves in time. */
export function watchPointer(section: HTMLElement, view: TimeView): void {
  section.addEventListener(
    'wheel',
    (event) => {
      const lane = laneUnder(event);
      if (!event.ctrlKey || !lane) return;
      event.preventDefault();
      const { left, width } = lane.getBoundingClientRect();
      view.zoom(event.deltaY < 0 ? 1 : -1, (event.clientX - left) / width);
    },
    { passive: false },
  );

  let last: number | undefined;
  let isDrag = false;
  section.addEventListener('pointerdown', (event) => {
    isDrag = false;
    if (event.button === 0 && laneUnder(event)) last = event.clientX;
  });
  section.addEventListener('pointermove', (event) => {
    if (last === undefined || (!isDrag && Math.abs(event.clientX - last) < DRAG)) return;
    const width = laneUnder(event)?.getBoundingClientRect().width;
    isDrag = true;
    if (width) view.move((last - event.clientX) / width);
    last = event.clientX;
  });
  for (const end of ['pointerup', 'pointercancel']) {
    addEventListener(end, () => {
      last = undefined;
    });
  }
  section.addEventListener(
    'click',
    (event) => {
      if (!isDrag) return;
      isDrag = false;
      event.preventDefault();
    },
    { capture: true },
  );
}
