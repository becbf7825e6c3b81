import { formatOf, type Survey } from '../../src/formats/index.ts';
import type { BundleFile } from '../../src/input/bundle-file.ts';
import { openText } from '../../src/input/text-source.ts';
import type { ZoneOption } from '../../src/model/analysis-options.ts';
import type { Issue } from '../../src/model/issue.ts';
import type { TraceRecord } from '../../src/model/record.ts';
import type { FormatId } from '../../src/model/source.ts';
import type { Wanted } from '../../src/model/wanted.ts';
import { Observer } from '../../src/observe.ts';

/** Wants every record, whatever it holds. */
export class EveryRecord extends Observer {
  override followsAny(): boolean {
    return true;
  }

  override follows(): boolean {
    return true;
  }
}

export interface FileForm {
  readonly name?: string;
  /** Bytes handed over at once; the whole file by default. */
  readonly chunkSize?: number;
  /** The size is not known beforehand, as that of standard input. */
  readonly isStream?: boolean;
}

/** A file that lies in memory. */
export function fileOf(bytes: Uint8Array, form: FileForm = {}): BundleFile {
  const { name = 'input', chunkSize = Math.max(1, bytes.length), isStream = false } = form;
  return {
    path: name,
    place: name,
    bytes: isStream ? 0 : bytes.length,
    chunks: async function* () {
      for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
    },
  };
}

export interface FileRead {
  /** Undefined when no form claims the file. */
  readonly format: FormatId | undefined;
  readonly survey: Survey | undefined;
  readonly records: readonly TraceRecord[];
  readonly issues: readonly Issue[];
}

export interface ReadOptions {
  readonly wanted?: Wanted;
  readonly zones?: readonly ZoneOption[];
  readonly onBytes?: (bytes: number) => void;
  readonly onRecord?: (record: TraceRecord) => void;
}

/** Reads a file with the form that claims it; every record of it unless told otherwise. */
export async function readFile(file: BundleFile, options: ReadOptions = {}): Promise<FileRead> {
  const source = await openText(file);
  const format = source.head.text === '' ? undefined : formatOf(source.head);
  const records: TraceRecord[] = [];
  const issues: Issue[] = [];
  const survey = await format?.read(source, {
    wanted: options.wanted ?? new EveryRecord(() => undefined),
    zones: options.zones ?? [],
    onRecord: options.onRecord ?? ((record) => records.push(record)),
    onIssue: (issue) => issues.push(issue),
    ...(options.onBytes === undefined ? {} : { onBytes: options.onBytes }),
  });
  return { format: format?.id, survey, records, issues };
}
