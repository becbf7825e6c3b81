import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatOf, type Survey } from '../../src/formats/index.ts';
import { openText } from '../../src/input/text-source.ts';
import type { Issue } from '../../src/model/issue.ts';
import type { TraceRecord } from '../../src/model/record.ts';
import type { FormatId } from '../../src/model/source.ts';
import { ticksToIso } from '../../src/model/ticks.ts';
import { NO_LITERALS } from '../../src/model/wanted.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/samples');

export interface SampleRead {
  /** Undefined when no form claims the file. */
  readonly format: FormatId | undefined;
  readonly survey: Survey | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly records: readonly TraceRecord[];
  readonly issues: readonly Issue[];
}

export function sampleBytes(name: string): Uint8Array {
  return readFileSync(join(FOLDER, name));
}

export function sampleText(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}

/** Reads bytes with the form that claims them; a record is built of every event that has text. */
export async function readBytes(name: string, bytes: Uint8Array): Promise<SampleRead> {
  const source = await openText({
    path: name,
    place: name,
    bytes: bytes.length,
    chunks: async function* () {
      yield bytes;
    },
  });
  const format = formatOf(source.head);
  const records: TraceRecord[] = [];
  const issues: Issue[] = [];
  const survey = await format?.read(source, {
    wanted: { wanted: NO_LITERALS, followsAny: () => true, follows: () => true },
    zones: [],
    onRecord: (record) => records.push(record),
    onIssue: (issue) => issues.push(issue),
  });
  return {
    format: format?.id,
    survey,
    from: survey?.from === undefined ? undefined : ticksToIso(survey.from),
    to: survey?.to === undefined ? undefined : ticksToIso(survey.to),
    records,
    issues,
  };
}
