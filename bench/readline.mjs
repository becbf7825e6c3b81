// node bench/readline.mjs <ocs-text file>: the plain way to read lines, one record pattern a line.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const RECORD =
  /^(TL_[A-Z]+)\(([A-Z0-9_|, ]*)\) \[([^\]]*)\]([0-9A-Fa-f]{4,8})\.([0-9A-Fa-f]{4,8})::(\d{1,2}\/\d{1,2}\/\d{4})-(\d{2}:\d{2}:\d{2}\.\d{3})(?:\.([0-9A-Fa-f]{8}))? \(([^,()]*),(.*?:[^:()]+\(\d+\))\)\s?(.*)$/;

const [path] = process.argv.slice(2);
let records = 0;
let calls = 0;
const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
// The 'line' event, not `for await`: that would cost the contender a promise a line.
lines.on('line', (line) => {
  if (RECORD.test(line)) records += 1;
  if (line.includes('<m:CreateItem ')) calls += 1;
});
lines.on('close', () => console.log(JSON.stringify({ records, exchanges: calls })));
