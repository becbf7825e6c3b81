export interface Minimised<Item> {
  readonly kept: readonly Item[];
  /** Without any one of them the rest would no longer do; false where the budget ended before that was known. */
  readonly isMinimal: boolean;
}

/**
 * Delta debugging (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002): leaves out half of the items, then quarters, then
 * single ones, and keeps what `isEnough` still accepts, until no single one can go. `items` must be enough; whatever comes out is. Calls are about
 * twice the items kept times the logarithm of the rest.
 */
export async function minimise<Item>(
  items: readonly Item[],
  isEnough: (kept: readonly Item[]) => Promise<boolean>,
  isOver: () => boolean,
): Promise<Minimised<Item>> {
  let kept = items;
  let size = Math.max(1, Math.ceil(items.length / 2));
  while (kept.length > 0) {
    const before = kept.length;
    for (let at = 0; at < kept.length; ) {
      if (isOver()) return { kept, isMinimal: false };
      const rest = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (await isEnough(rest)) kept = rest;
      else at += size;
    }
    if (size === 1 && kept.length === before) break;
    size = size === 1 ? 1 : Math.ceil(Math.min(size, kept.length) / 2);
  }
  return { kept, isMinimal: true };
}
