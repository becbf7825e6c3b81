// node bench/make-etl.mjs [megabytes] [path] [wpp]: a raw .etl of the buffers of a real one again and again, each round later than the
// one before: events of a manifest, or trace messages without their formats.
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makerArguments } from './made-file.mjs';

const IS_WPP = process.argv[4] === 'wpp';
const NAME = IS_WPP ? 'findneedle-wppemitter-sample' : 'tx-KernelNetwork';
const SAMPLE = fileURLToPath(new URL(`../fixtures/samples/etl/${NAME}.etl`, import.meta.url));
const HEADER = 0x48;
const SEQUENCE_AT = 0x18;
const FILLED_AT = 0x30;
/** In an EVENT_HEADER; behind the header and the GUID of a trace message. */
const TIME_AT = IS_WPP ? 8 + 16 : 0x10;
/** Records of the log about itself, in its first buffer. */
const HEAD_RECORDS = IS_WPP ? 4 : 1;
/** BuffersWritten in the record of the log's header, which has 0x20 bytes of its own. */
const BUFFERS_WRITTEN_AT = HEADER + 0x20 + 0x24;

const { megabytes, path } = makerArguments((size) => `.bench/etl-${size}.etl`);
const sample = readFileSync(SAMPLE);
const size = sample.readUInt32LE(0);
const head = Buffer.from(sample.subarray(0, size));
const body = Buffer.from(sample.subarray(size));
const buffers = body.length / size;

/** The places of the time of each record: those of both samples have their size first. */
const timePlaces = [];
for (let buffer = 0; buffer < buffers; buffer++) {
  const filled = body.readUInt32LE(buffer * size + FILLED_AT);
  for (let at = HEADER; at + 8 <= filled; ) {
    const record = body.readUInt16LE(buffer * size + at);
    if (record === 0 || record === 0xffff) break;
    timePlaces.push(buffer * size + at + TIME_AT);
    at += (record + 7) & ~7;
  }
}
const times = timePlaces.map((at) => body.readBigInt64LE(at));
const [first, last] = [times, times].map((all, i) => all.reduce((a, b) => ((i === 0 ? a < b : a > b) ? a : b)));
const span = last - first + 1n;

mkdirSync(dirname(path), { recursive: true });
const file = openSync(`${path}.part`, 'w');
const rounds = Math.max(1, Math.round((megabytes * 1e6 - size) / body.length));
head.writeUInt32LE(1 + rounds * buffers, BUFFERS_WRITTEN_AT);
writeSync(file, head);
for (let round = 0; round < rounds; round++) {
  for (const [i, at] of timePlaces.entries()) body.writeBigInt64LE(times[i] + span * BigInt(round), at);
  for (let buffer = 0; buffer < buffers; buffer++)
    body.writeBigInt64LE(BigInt(1 + round * buffers + buffer), buffer * size + SEQUENCE_AT);
  writeSync(file, body);
}
closeSync(file);
const truth = { bytes: size + rounds * body.length, records: HEAD_RECORDS + rounds * timePlaces.length };
writeFileSync(`${path}.truth.json`, `${JSON.stringify(truth)}\n`);
renameSync(`${path}.part`, path);
