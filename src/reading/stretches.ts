import type { Format } from '../formats/index.ts';
import type { BundleFile, Stretch } from '../input/bundle-file.ts';
import type { Head } from '../input/text-source.ts';
import { type ChosenZone, chooseZone } from '../input/zone.ts';
import type { ZoneOption } from '../model/analysis-options.ts';

/** How far behind its place a boundary is looked for before the stretch is let grow: a SOAP body is seldom longer. */
const REACH = 1 << 16;

async function bytesAt(file: BundleFile, start: number, end: number): Promise<Buffer> {
  const held: Buffer[] = [];
  for await (const chunk of file.chunks({ start, end })) held.push(Buffer.from(chunk));
  return Buffer.concat(held);
}

/** One byte a code unit, as formats look at a window. */
function narrowed(bytes: Buffer, encoding: Head['coding']['encoding']): Buffer {
  if (encoding === 'utf-8' || encoding === 'windows-1252') return bytes;
  const [low, high] = encoding === 'utf-16be' ? [1, 0] : [0, 1];
  const units = Buffer.alloc(bytes.length >> 1, 0xff);
  for (let i = 0; i < units.length; i++) if (bytes[2 * i + high] === 0) units[i] = bytes[2 * i + low] ?? 0xff;
  return units;
}

/** The first boundary behind `place`; undefined where none is near. */
async function boundaryBehind(
  file: BundleFile,
  { coding }: Head,
  format: Format,
  place: number,
  mayRepeat: ChosenZone['mayRepeat'],
): Promise<number | undefined> {
  const start = place - ((place - coding.bom) % coding.unit);
  const units = narrowed(await bytesAt(file, start, Math.min(file.bytes, start + REACH)), coding.encoding);
  const unit = format.boundary?.(units, units.length, mayRepeat) ?? -1;
  return unit < 0 ? undefined : start + unit * coding.unit;
}

/**
 * Cuts a file on disk into stretches of about `size` bytes, each of which can be read on its own. One stretch where the
 * form knows no boundaries, or where none is found. `from`: a boundary found earlier, to go on from.
 */
export async function stretchesOf(
  file: BundleFile,
  head: Head,
  format: Format,
  size: number,
  zones: readonly ZoneOption[],
  from: number = head.coding.bom,
): Promise<readonly Stretch[]> {
  const cuts: Stretch[] = [];
  const { mayRepeat } = chooseZone(file.path, undefined, zones);
  let start = from;
  if (file.disk !== undefined && format.boundary !== undefined) {
    for (let place = start + size; place + size / 2 < file.bytes; place += size) {
      const end = await boundaryBehind(file, head, format, place, mayRepeat);
      if (end === undefined || end <= start) continue;
      cuts.push({ start, end });
      start = end;
    }
  }
  cuts.push({ start, end: Math.max(start, file.bytes) });
  return cuts;
}
