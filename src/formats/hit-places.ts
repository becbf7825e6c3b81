import type { Needles } from '../input/needles.ts';
import type { Window } from '../input/window.ts';

/** Where in a window needles stand, or rather the fingerprints of them, in rising order. */
export function hitPlaces(window: Window, needles: Needles<'hit'>): readonly number[] {
  const hits: number[] = [];
  for (const { places, base } of window.slices()) {
    // By index: an iterator over the array would cost more than the look at each place.
    for (let i = 0; i < places.length; i++) {
      const place = (places[i] ?? 0) - base;
      if (needles.at(window.bytes, place) !== undefined) hits.push(place);
    }
  }
  return hits;
}
