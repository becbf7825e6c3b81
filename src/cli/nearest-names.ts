/** Names told where one was not understood. */
const MOST = 3;

/** Insertions, deletions and replacements that make one text of the other (Levenshtein). */
function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (const [j, against] of [...other].entries()) {
      const replaced = (row[j] ?? 0) + (letter === against ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

/** Parts of a name that the word has, too: `timeout` is one of `ews-timeout`. */
function sharedParts(word: string, name: string): number {
  const parts = new Set(word.split(/[^a-z0-9]+/));
  return name.split('-').filter((part) => parts.has(part)).length;
}

/** The names that somebody may have meant, the likeliest first; none where nothing is near. */
export function nearestNames(word: string, names: readonly string[]): readonly string[] {
  const wanted = word.toLowerCase();
  return names
    .map((name) => ({
      name,
      shared: sharedParts(wanted, name),
      isPart: wanted.length > 2 && (name.includes(wanted) || wanted.includes(name)),
      edits: editsBetween(wanted, name),
    }))
    .filter(({ name, shared, isPart, edits }) => shared > 0 || isPart || edits <= Math.ceil(name.length / 3))
    .toSorted(
      (a, b) =>
        Number(b.isPart) - Number(a.isPart) || b.shared - a.shared || a.edits - b.edits || (a.name < b.name ? -1 : 1),
    )
    .slice(0, MOST)
    .map(({ name }) => name);
}
