import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DecodeForm, decodeTrace } from '../../src/index.ts';
import { type EventFields, eventRecord, messageRecord, STARTED, writeEtl } from '../etl/etl-writer.ts';

/** A message of a made trace. */
export interface Logged {
  readonly text: string;
  readonly tid?: number;
  /** Of its place, in ms from the one in front. */
  readonly afterMs?: number;
}

export type Coding = 'latin1' | 'utf16le';

const GUID = '11111111-2222-3333-4444-555555555555';
const ROOM = 60_000;

/** WPP messages without a format, each with a number and a string for its arguments; in `event` form, string-only events. */
export function traceOf(logged: readonly Logged[], coding: Coding, isEvent = false): Uint8Array {
  let time = STARTED;
  const records = logged.map(({ text, tid = 100, afterMs = 10 }) => {
    time += BigInt(afterMs) * 10_000n;
    const string = Buffer.from(`${text}\0`, coding);
    if (isEvent) {
      const fields: EventFields = {
        tid,
        pid: 200,
        time,
        guid: GUID,
        id: 7,
        flags: 4,
        payload: Buffer.from(`${text}\0`, 'utf16le'),
      };
      return eventRecord(0x13, fields);
    }
    return messageRecord(0x2a, { tid, pid: 200, time, guid: GUID, number: 10, payload: string });
  });
  const buffers = [];
  for (let at = 0; at < records.length; ) {
    const taken: Uint8Array[] = [];
    for (let bytes = 0; at < records.length && bytes + (records[at]?.length ?? 0) < ROOM; at++) {
      const one = records[at] ?? new Uint8Array(0);
      taken.push(one);
      bytes += one.length + 8;
    }
    buffers.push({ records: taken, sequence: buffers.length });
  }
  return writeEtl({ bufferSize: 65_536 }, buffers);
}

/** Does something with a folder that is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'oimscope-decode-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All that `decode` prints of a trace. */
export function decoded(trace: Uint8Array, form: DecodeForm): Promise<string> {
  return inFolder(async (folder) => {
    const path = join(folder, 'trace.etl');
    writeFileSync(path, trace);
    let out = '';
    const result = await decodeTrace(path, form, async (text) => {
      out += text;
      return true;
    });
    if (result.summary === undefined) throw new Error('not read as a raw trace');
    return out;
  });
}
