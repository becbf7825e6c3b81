import type { Gap } from '../model/issue.ts';
import type { Life } from '../model/life.ts';
import type { Observation } from '../model/observation.ts';

/**
 * Files of the local user whose type no table knows, as it is `Missed…` in another language: by the contract they are no messages, and
 * somebody must look at them.
 */
export function unknownSpoolGaps(observations: readonly Observation[], lives: readonly Life[]): readonly Gap[] {
  const told = new Set(lives.flatMap(({ spoolFile }) => spoolFile ?? []));
  const users = new Set(observations.flatMap((one) => (one.kind === 'user' ? [one.address] : [])));
  const left = observations.filter(
    (one) =>
      one.kind === 'spool-file' &&
      one.isOfUnknownType === true &&
      one.initiator !== undefined &&
      (users.has(one.initiator) || one.initiator === one.owner) &&
      !told.has(one.file),
  );
  if (left.length === 0) return [];
  const files =
    left.length === 1 ? 'A file of the History Spooler has' : `${left.length} files of the History Spooler have`;
  const text = `${files} a type that is not known, with the user as initiator: in another language of the client that may be an offline message; none is made of it.`;
  return [{ kind: 'spool-type-unknown', text }];
}
