import { EventDecoder, type MessageFormats, TmfLibrary } from '../etl/index.ts';
import type { BundleFile } from '../input/bundle-file.ts';
import { listFiles } from '../input/discover.ts';
import { codingOf, decode } from '../input/encoding.ts';
import { readBytes } from '../input/text-source.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import { TraceError } from '../model/errors.ts';

/** What decodes one raw trace, and tells what it met. */
export interface OpenedFormats {
  readonly decoder: EventDecoder;
  readonly tmf: TmfLibrary;
}

/** What decodes the events of raw traces beside what stands in them. */
export interface EtlFormats {
  /** Anew for each trace: what it counts is of that trace alone. */
  open(): OpenedFormats;
}

/** A manifest has some MiB at most. */
const MOST_MANIFEST_BYTES = 64 << 20;

async function manifestText(path: string): Promise<string> {
  const [file] = await listFiles([path]);
  if (file === undefined) throw new TraceError('USAGE', `--manifest ${path}: not a file`);
  const { bytes, isCut } = await readBytes(file, MOST_MANIFEST_BYTES);
  if (isCut) throw new TraceError('USAGE', `--manifest ${path}: longer than 64 MiB, which no manifest is`);
  const coding = codingOf(bytes);
  return decode(bytes.subarray(coding.bom), coding).text;
}

/** What the options name and what TMF files lie in the bundle. Throws a TraceError for a path that does not exist, or is no manifest. */
export async function etlFormats(options: AnalysisOptions, bundleTmf: readonly BundleFile[]): Promise<EtlFormats> {
  const { tmf: paths = [], manifests: manifestPaths = [] } = options;
  const tmfFiles = [...(await listFiles(paths)), ...bundleTmf];
  const manifests: string[] = [];
  for (const path of manifestPaths) {
    const text = await manifestText(path);
    if (new EventDecoder().manifests.add(text) === 0) {
      throw new TraceError('USAGE', `--manifest ${path}: no instrumentation manifest with events`);
    }
    manifests.push(text);
  }
  return {
    open() {
      const tmf = new TmfLibrary(tmfFiles);
      const formats: readonly MessageFormats[] = tmfFiles.length === 0 ? [] : [tmf];
      const decoder = new EventDecoder(formats);
      for (const manifest of manifests) decoder.manifests.add(manifest);
      return { decoder, tmf };
    },
  };
}
