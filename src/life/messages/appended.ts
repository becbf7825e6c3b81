/** A longer list is pushed to: to copy it for each item would not be linear. */
const FEW = 16;

/**
 * A list with one more item, which takes the place of the list. `push` makes room for 16 more than there are, and most lists of a message
 * hold one or two items.
 */
export function appended<Item>(list: Item[], item: Item): Item[] {
  if (list.length === 0) return [item];
  if (list.length < FEW) return list.concat([item]);
  list.push(item);
  return list;
}
