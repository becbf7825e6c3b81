// node bench/fxp-every-event.mjs <tracerpt-xml file>: cut `<Event>…</Event>` by indexOf, then fast-xml-parser on every event.
import { createReadStream } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';

const OPEN = '<Event ';
const CLOSE = '</Event>';

const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, parseAttributeValue: false });
const [path] = process.argv.slice(2);
let records = 0;
let calls = 0;
let rest = '';
for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
  const text = rest + chunk;
  let at = 0;
  for (;;) {
    const open = text.indexOf(OPEN, at);
    const close = open < 0 ? -1 : text.indexOf(CLOSE, open);
    if (close < 0) break;
    at = close + CLOSE.length;
    const { Event: event } = parser.parse(text.slice(open, at));
    records += 1;
    if (event.DebugData?.Message?.includes('<m:CreateItem ')) calls += 1;
  }
  rest = text.slice(at);
}
console.log(JSON.stringify({ records, exchanges: calls }));
