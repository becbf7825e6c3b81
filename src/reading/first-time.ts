import type { Format } from '../formats/index.ts';
import type { BundleFile } from '../input/bundle-file.ts';
import { type Head, openText } from '../input/text-source.ts';
import type { ZoneOption } from '../model/analysis-options.ts';
import type { Ticks } from '../model/ticks.ts';
import { NO_LITERALS } from '../model/wanted.ts';

/** The least time in the head of a file: rotated logs are read in that order. */
export async function firstTime(
  file: BundleFile,
  head: Head,
  format: Format,
  zones: readonly ZoneOption[],
): Promise<Ticks | undefined> {
  const { bytes } = head;
  const start: BundleFile = {
    path: file.path,
    place: file.place,
    bytes: bytes.length,
    chunks: async function* () {
      yield bytes;
    },
  };
  const survey = await format.read(await openText(start), {
    wanted: { wanted: NO_LITERALS, followsAny: () => false, follows: () => false },
    zones,
    onRecord: () => undefined,
    onIssue: () => undefined,
  });
  return survey.from;
}
