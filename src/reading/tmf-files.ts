import type { BundleFile } from '../input/bundle-file.ts';
import type { SourceSummary } from '../model/source.ts';

export function isTmfPath(path: string): boolean {
  return /\.tmf$/i.test(path);
}

/** How a report lists a TMF file: it is looked into only for the GUIDs that a trace needs. */
export function tmfSource({ path, bytes }: BundleFile): SourceSummary {
  const zone = { value: 'UTC', basis: 'assumed' } as const;
  return { path, format: 'tmf', encoding: 'utf-8', bytes, records: 0, undecoded: 0, zone };
}
