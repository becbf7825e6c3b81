import type { Format } from '../formats/index.ts';
import type { BundleFile } from '../input/bundle-file.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';

/** The first buffer's type, HEADER, and behind its 0x48 bytes the log's own record, SYSTEM32 or SYSTEM64 (src/etl/log-header.ts). */
const BUFFER_TYPE_AT = 0x36;
const HEADER_BUFFER = 4;
const RECORD_TYPE_AT = 0x4a;
const RECORD_TYPES: ReadonlySet<number> = new Set([0xc001, 0xc002]);

/** Whether a file begins as a raw trace does. The room that reads one is loaded only then. */
function looksLikeEtl(head: Uint8Array): boolean {
  if (head.length < RECORD_TYPE_AT + 6) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.getUint16(BUFFER_TYPE_AT, true) !== HEADER_BUFFER) return false;
  return RECORD_TYPES.has(view.getUint16(RECORD_TYPE_AT, true)) && view.getUint16(RECORD_TYPE_AT + 4, true) === 0;
}

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
    sniff: (head) => looksLikeEtl(head.bytes),
    async read(source, context) {
      known ??= await open();
      const { readEtlSource } = await import('./etl-source.ts');
      return readEtlSource(source, context, known);
    },
  };
}
