import {
  EventDecoder,
  type FormatHits,
  FormatsFault,
  type LearnedFormat,
  LearnedFormats,
  type MessageFormats,
  parseFormats,
  TmfLibrary,
} from '../etl/index.ts';
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
  /** How TMF files and learned formats fit. */
  readonly hits: () => FormatHits;
}

/** What decodes the events of raw traces beside what stands in them. */
export interface EtlFormats {
  /** Anew for each trace: what it counts is of that trace alone. */
  open(): OpenedFormats;
}

/** A manifest, or a file of learned formats, has some MiB at most. */
const MOST_BYTES = 64 << 20;

async function textOf(option: string, path: string): Promise<string> {
  const [file, ...others] = await listFiles([path]);
  if (file === undefined || others.length > 0) throw new TraceError('USAGE', `${option} ${path}: not a file`);
  const { bytes, isCut } = await readBytes(file, MOST_BYTES);
  if (isCut) throw new TraceError('USAGE', `${option} ${path}: longer than 64 MiB, which none is`);
  const coding = codingOf(bytes);
  return decode(bytes.subarray(coding.bom), coding).text;
}

async function learnedFormats(path: string): Promise<readonly LearnedFormat[]> {
  const text = await textOf('--formats', path);
  try {
    return parseFormats(text);
  } catch (error) {
    if (!(error instanceof FormatsFault)) throw error;
    throw new TraceError('USAGE', `--formats ${path}: ${error.message}`, { cause: error });
  }
}

/** What the options name and what TMF files lie in the bundle. Throws a TraceError for a path that does not exist, or is no manifest. */
export async function etlFormats(options: AnalysisOptions, bundleTmf: readonly BundleFile[]): Promise<EtlFormats> {
  const { tmf: paths = [], manifests: manifestPaths = [], formats: formatPaths = [] } = options;
  const tmfFiles = [...(await listFiles(paths)), ...bundleTmf];
  const manifests: string[] = [];
  for (const path of manifestPaths) {
    const text = await textOf('--manifest', path);
    if (new EventDecoder().manifests.add(text) === 0) {
      throw new TraceError('USAGE', `--manifest ${path}: no instrumentation manifest with events`);
    }
    manifests.push(text);
  }
  const learned = (await Promise.all(formatPaths.map(learnedFormats))).flat();
  return {
    open() {
      const tmf = new TmfLibrary(tmfFiles);
      const lessons = new LearnedFormats(learned);
      const formats: readonly MessageFormats[] = [
        ...(tmfFiles.length === 0 ? [] : [tmf]),
        ...(learned.length === 0 ? [] : [lessons]),
      ];
      const decoder = new EventDecoder(formats);
      for (const manifest of manifests) decoder.manifests.add(manifest);
      const hits = (): FormatHits => {
        const { rows, others } = tmf.hits();
        return { rows: [...rows, ...lessons.hits()], others };
      };
      return { decoder, tmf, hits };
    },
  };
}
