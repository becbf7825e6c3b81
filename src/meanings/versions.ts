import type { PhraseSeen } from '../model/observation.ts';

/** Below zero where the first is older. Of what one of them leaves open nothing is known: `16.0.6741` is as `16.0.6741.2048`. */
function compareVersions(one: string, other: string): number {
  const [fields, others] = [one, other].map((text) => text.split('.').map(Number));
  for (const [i, field] of (fields ?? []).entries()) {
    const against = others?.[i];
    if (against === undefined) return 0;
    if (field !== against) return field - against;
  }
  return 0;
}

const VERSION = /^\d+(?:\.\d+)*$/;

/** Whether a phrase is one of this version of the client; where the version is not known, any may be. */
export function isOfVersion({ since, until }: PhraseSeen, version: string | undefined): boolean {
  if (version === undefined || !VERSION.test(version)) return true;
  if (since !== undefined && compareVersions(version, since) < 0) return false;
  return until === undefined || compareVersions(version, until) <= 0;
}
