/** Below zero where the first is older. Of what one of them leaves open nothing is known: `16.0.6741` is as `16.0.6741.2048`. */
export function compareVersions(one: string, other: string): number {
  const [fields, others] = [one, other].map((text) => text.split('.').map(Number));
  for (const [i, field] of (fields ?? []).entries()) {
    const against = others?.[i];
    if (against === undefined) return 0;
    if (field !== against) return field - against;
  }
  return 0;
}
