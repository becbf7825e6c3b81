import { createHash } from 'node:crypto';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import { type BatchRedaction, fingerprintOf } from './batch-redaction.ts';
import { listContent, signatureOf } from './bundle-content.ts';

/** The options that a report depends on: plain data, so that they can go to threads and other machines. */
export type BatchAnalysisOptions = Pick<
  AnalysisOptions,
  | 'stated'
  | 'zones'
  | 'noSkew'
  | 'now'
  | 'since'
  | 'until'
  | 'tmf'
  | 'manifests'
  | 'formats'
  | 'phrasebooks'
  | 'standingPhrasebooks'
>;

/** Names, sizes and times of what an option names; their content may be of gigabytes. */
function signatures(paths: readonly string[] | undefined): readonly string[] {
  return (paths ?? []).map((path) => signatureOf(listContent(path)));
}

/** Hash of the options that a report depends on, hexadecimal; the same for the same options in any order of their names. */
export function optionsKey(options: BatchAnalysisOptions, redaction?: BatchRedaction): string {
  const { stated, zones, noSkew, now, since, until } = options;
  const { tmf, manifests, formats, phrasebooks, standingPhrasebooks } = options;
  const key = [
    stated?.mailbox ?? '',
    stated?.clientVersion ?? '',
    zones ?? [],
    noSkew === true,
    now ?? '',
    since ?? '',
    until ?? '',
    ...[tmf, manifests, formats, phrasebooks, standingPhrasebooks].map(signatures),
    ...(redaction === undefined ? [] : ['ticket', fingerprintOf(redaction), (redaction.keepDomains ?? []).toSorted()]),
  ];
  return createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 16);
}
