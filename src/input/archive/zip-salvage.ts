import { ByteReader } from './byte-reader.ts';
import type { ByteSource } from './byte-source.ts';
import { inflate } from './inflate.ts';
import { FIXED, FLAG, hasSignature, localHeader, localVariable, SIGNATURE, type ZipHeader } from './zip-records.ts';

const LOCAL = Buffer.from('PK\x03\x04', 'latin1');
const SCAN = 1 << 16;

/** Goes on to the next local header; false at the end. */
async function seekLocal(reader: ByteReader): Promise<boolean> {
  let carried = Buffer.alloc(0);
  for (let bytes = await reader.some(SCAN); bytes !== undefined; bytes = await reader.some(SCAN)) {
    const here = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // A signature that lies across two chunks has at most three bytes in the first.
    const seam = Buffer.concat([carried, here.subarray(0, LOCAL.length - 1)]);
    const across = seam.indexOf(LOCAL);
    const inside = here.indexOf(LOCAL);
    if (across !== -1) {
      reader.unread(here.length - (across + LOCAL.length - carried.length));
      return true;
    }
    if (inside !== -1) {
      reader.unread(here.length - inside - LOCAL.length);
      return true;
    }
    carried = Buffer.from(Buffer.concat([carried, here.subarray(-3)]).subarray(-3));
  }
  return false;
}

/** Goes to the end of a member that states no size: deflate data tell it themselves. */
async function passData(reader: ByteReader, isTooMuch: (output: number, packed: number) => boolean): Promise<void> {
  const at = reader.position;
  let output = 0;
  for await (const chunk of inflate(reader, { isEnded: false, isBroken: false })) {
    output += chunk.length;
    if (isTooMuch(output, reader.position - at)) return;
  }
}

/**
 * The members of an archive without a list, by the headers in front of each. Hands them to `take` until it answers false.
 * `isTooMuch`: asked with the bytes that came out of a member without a stated size, and those they were made of.
 */
export async function eachLocalHeader(
  source: ByteSource,
  isTooMuch: (output: number, packed: number) => boolean,
  take: (header: ZipHeader) => boolean,
): Promise<void> {
  const reader = new ByteReader(source);
  try {
    while (await seekLocal(reader)) {
      const at = reader.position - LOCAL.length;
      const fixed = Buffer.concat([LOCAL, await reader.take(FIXED.local - LOCAL.length)]);
      if (fixed.length < FIXED.local || !hasSignature(fixed, SIGNATURE.local)) return;
      const variable = await reader.take(localVariable(fixed));
      if (variable.length < localVariable(fixed)) return;
      const header = localHeader(fixed, variable, at);
      const from = reader.position;
      const hasNoSize = (header.flags & FLAG.hasDescriptor) !== 0 && header.packed === 0 && header.method === 8;
      if (hasNoSize) await passData(reader, isTooMuch);
      else await reader.skip(header.packed);
      if (!take(hasNoSize ? { ...header, packed: reader.position - from } : header)) return;
    }
  } finally {
    await reader.close();
  }
}
