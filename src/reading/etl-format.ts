import { isEtl } from '../etl/is-etl.ts';
import type { Format } from '../formats/index.ts';
import type { BundleFile } from '../input/bundle-file.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';

/**
 * Raw traces (.etl), which only their bytes make known; read in one piece, in order of time. `tmfFiles`: those of the bundle. Throws a TraceError for formats or manifests of the options that cannot be used.
 */
export async function etlFormat(options: AnalysisOptions, tmfFiles: readonly BundleFile[]): Promise<Format> {
  const open = async () => (await import('./etl-formats.ts')).etlFormats(options, tmfFiles);
  // What the user names is looked at whether it is needed or not.
  const named =
    [...(options.tmf ?? []), ...(options.manifests ?? []), ...(options.formats ?? [])].length > 0
      ? await open()
      : undefined;
  let known = named;
  return {
    id: 'etl',
    title: 'Raw trace (.etl)',
    sniff: (head) => isEtl(head.bytes),
    async read(source, context) {
      known ??= await open();
      const { readEtlSource } = await import('./etl-source.ts');
      return readEtlSource(source, context, known);
    },
  };
}
