/** Names to tell things apart: `a.txt`, `a.txt#2`, `a.txt#3` where several are alike. */
export function labelsOf(names: readonly string[]): readonly string[] {
  const used = new Set<string>();
  // Where the counting of a name goes on: from 2 each time, thousands of one name would take minutes.
  const counts = new Map<string, number>();
  return names.map((name) => {
    let label = name;
    let count = counts.get(name) ?? 2;
    for (; used.has(label); count++) label = `${name}#${count}`;
    counts.set(name, count);
    used.add(label);
    return label;
  });
}
