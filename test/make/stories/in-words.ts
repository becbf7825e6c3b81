import type { Observation } from '../../../src/model/observation.ts';
import { ticksFromIso } from '../../../src/model/ticks.ts';
import { Observer } from '../../../src/observe.ts';
import { readSpoolFile } from '../../../src/spooler/index.ts';
import { ALICE } from '../cast.ts';
import { SPOOLER } from '../collected-files.ts';
import { INVENTED_PHRASES, inWords, takeOff } from '../in-words.ts';
import { ocsText } from '../ocs-text.ts';
import type { Story } from '../story.ts';
import type { TraceEvent } from '../trace-event.ts';
import { draftsBug } from './drafts-bug.ts';
import { ewsTimeout } from './no-answer.ts';

/** `TL_INFO(TF_COMPONENT) [0]1BD4.0D0C::06/08/2016-09:15:00.101.00005386 (Component,Class::Method:File.cpp(125))text` */
const RECORD =
  /^(TL_\w+)\(\w+\) \[\d+\](\w+)\.(\w+)::(\d\d)\/(\d\d)\/(\d{4})-([\d:.]+)\.\w{8} \((\w+),([\w:]+):[^)]*\)\)(.*)$/s;

function isLevel(text: string): text is TraceEvent['level'] {
  return ['TL_ERROR', 'TL_WARN', 'TL_INFO', 'TL_VERBOSE'].includes(text);
}

/** The events of a trace that ocsText has written. */
function eventsOf(bytes: Buffer): readonly TraceEvent[] {
  const records = bytes
    .toString('utf8')
    .replaceAll('\r\n', '\n')
    .split(/\n(?=TL_)/);
  return records.map((record) => {
    const [, level = '', pid = '', tid = '', month, day, year, time, component = '', name = '', text = ''] =
      RECORD.exec(record.replace(/\n$/, '')) ?? [];
    const at = ticksFromIso(`${year}-${month}-${day}T${time}Z`);
    if (at === undefined || !isLevel(level)) throw new Error(`no record of a trace: ${record.slice(0, 200)}`);
    const ids = { pid: Number.parseInt(pid, 16), tid: Number.parseInt(tid, 16) };
    return { at, ...ids, level, component, function: name, text };
  });
}

/** What the calls of a trace and the files of the spooler tell. */
function observe(story: Story, events: readonly TraceEvent[]): readonly Observation[] {
  const told: Observation[] = [];
  const observer = new Observer((one) => told.push(one));
  for (const [offset, { at, pid, tid, text }] of events.entries()) {
    observer.add({ source: 'trace', line: 1, offset, raw: text, width: 'utf-8', message: text, at, pid, tid });
  }
  observer.end();
  const spooled = story.files.filter(({ path }) => path.startsWith(SPOOLER));
  return [...told, ...spooled.map(({ path, bytes, modifiedAt }) => readSpoolFile({ path, bytes, modifiedAt }))];
}

const CLIENT_PID = 7124;
/** Of so many lines that tell nothing one is kept: the story is in the others. */
const KEPT_OF = 20;

/** A story whose client writes what it does in words of its own, and no text of any call, with the phrasebook of these words. */
function storyInWords(story: Story, client: { readonly version: string; readonly mailbox: string }): Story {
  const isTrace = (path: string): boolean => path.startsWith('Tracing/Lync-16');
  const files = story.files.map((file) => {
    if (!isTrace(file.path)) return file;
    const events = eventsOf(file.bytes);
    // The text of a call, or the rest of it, is what this client does not write.
    const isCall = ({ text }: TraceEvent): boolean => /^(?:GET|POST|HTTP\/)|<\?xml|Envelope>/.test(text);
    const kept = events.filter((_, place) => place % KEPT_OF === 0 || place === events.length - 1);
    const said = [...kept.filter((event) => !isCall(event)), ...inWords(observe(story, events), CLIENT_PID)];
    const [first] = events;
    const start = first === undefined ? [] : takeOff(first.at, CLIENT_PID, { ...client, user: ALICE });
    return { ...file, bytes: ocsText([...start, ...said], { lineEnd: 'crlf' }) };
  });
  const book = Buffer.from(`${JSON.stringify(INVENTED_PHRASES, null, 2)}\n`);
  const [{ modifiedAt } = { modifiedAt: undefined }] = story.files;
  if (modifiedAt === undefined) throw new Error('a story has files');
  return {
    ...story,
    id: `${story.id}-in-words`,
    title: `${story.title}, in words of the client's own`,
    tale: [
      ...story.tale,
      'Here the client writes no text of its calls, but what it does, in words that are invented from beginning to end. The phrasebook in the bundle teaches them.',
    ],
    files: [...files, { path: 'oimscope.phrases.json', bytes: book, modifiedAt }],
  };
}

/** The Drafts bug, told by a client that logs no call. */
export function draftsBugInWords(): Story {
  return storyInWords(draftsBug(), { version: '16.0.6741.2042', mailbox: 'on-premises' });
}

/** Calls without an answer, told by a client that logs no call. */
export function ewsTimeoutInWords(): Story {
  return storyInWords(ewsTimeout(), { version: '16.0.6965.2058', mailbox: 'on-premises' });
}
