import { compareVersions } from '../model/compare-versions.ts';
import type { PhraseSeen } from '../model/observation.ts';

const VERSION = /^\d+(?:\.\d+)*$/;

/** Whether a phrase is one of this version of the client; where the version is not known, any may be. */
export function isOfVersion({ since, until }: PhraseSeen, version: string | undefined): boolean {
  if (version === undefined || !VERSION.test(version)) return true;
  if (since !== undefined && compareVersions(version, since) < 0) return false;
  return until === undefined || compareVersions(version, until) <= 0;
}
