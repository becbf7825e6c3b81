// node bench/floor.mjs <file>: what reading a file costs at the least: its bytes once through memory, line feeds counted.
import { closeSync, openSync, readSync } from 'node:fs';

const LINE_FEED = 10;
const [path] = process.argv.slice(2);
const buffer = Buffer.allocUnsafe(1 << 18);
const file = openSync(path, 'r');
let lines = 0;
for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) {
  const bytes = buffer.subarray(0, length);
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) lines++;
}
closeSync(file);
console.log(lines);
