import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discover } from '../../src/input/discover.ts';
import { inOrderOfTime } from '../../src/life/index.ts';
import type { Report } from '../../src/model/report.ts';
import { type Ticks, ticksFromIso } from '../../src/model/ticks.ts';
import { readSources } from '../../src/reading/index.ts';
import { INVENTED_PHRASES, inWords, pelican, takeOff } from '../make/in-words.ts';
import { ocsText } from '../make/ocs-text.ts';
import { unpackStory } from '../make/unpack-story.ts';
import { analyze } from '../report/analyze-validly.ts';
import { storyOptions } from './story-options.ts';

function tick(iso: string | undefined): Ticks {
  const at = iso === undefined ? undefined : ticksFromIso(iso);
  if (at === undefined) throw new Error(`no time: ${iso}`);
  return at;
}

/** A bundle as the story's, whose trace holds invented wording alone, and the phrasebook for it. */
async function inWordsOf(path: string, report: Report): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'oimscope-words-')), 'words');
  const isTrace = (one: string): boolean => /Lync-16[^/\\]*$/.test(one);
  await cp(path, folder, { recursive: true, preserveTimestamps: true, filter: (one) => !isTrace(one) });
  const traces = report.bundle.sources.filter((source) => isTrace(source.path));
  const [trace] = traces;
  if (trace === undefined) throw new Error('the story has no trace');
  const { observations } = await readSources(await discover([path]), {});
  const { environment } = report;
  const edges = [tick(trace.from), tick(trace.to)].map((at) => pelican(at, 7124, 1, 'The sea is calm'));
  const told = takeOff(tick(trace.from), 7124, {
    ...(environment.clientVersion && { version: environment.clientVersion.value }),
    ...(environment.user && { user: environment.user.value }),
    ...(environment.mailbox && { mailbox: environment.mailbox.value }),
  });
  const events = [...edges, ...told, ...inWords(inOrderOfTime(observations), 7124)];
  await writeFile(join(folder, trace.path.replace(/\.\w+$/, '.txt')), ocsText(events, { lineEnd: 'crlf' }));
  await writeFile(join(folder, 'oimscope.phrases.json'), JSON.stringify(INVENTED_PHRASES));
  return folder;
}

/**
 * What the invented wording tells as well: all but citations, what ties steps, as it names messages where texts have words, and how sure
 * it is where the mailbox is, which it says outright.
 */
function toldAlike({ messages, findings, environment, rules }: Report): unknown {
  const told = messages.map(({ steps, attempts, ...message }) => ({
    ...message,
    steps: steps.map(({ evidence: _, link: __, ...step }) => step),
    attempts: attempts.map(({ evidence: _, ...attempt }) => attempt),
  }));
  const { user, clientVersion, mailbox, channel, installType } = environment;
  const facts = [user, clientVersion, channel, installType].map((fact) => fact && [fact.value, fact.certainty]);
  return {
    messages: told,
    findings: findings.map(({ evidence: _, ...finding }) => finding),
    fired: rules.filter(({ status }) => status === 'fired').map(({ id }) => id),
    facts: [...facts, mailbox?.value],
  };
}

const TWINS = [
  'drafts-bug',
  'ews-timeout',
  'unreachable',
  'send-as-denied',
  'healthy',
  'pending',
  'draft-deleted',
  'transport-stalled',
  'msi-client',
  'build-old',
  'archiving-policy-off',
  'stale-changekey',
  'draft-left-online',
  'quota',
];

describe.each(TWINS)('the story %s in invented words', (name) => {
  it('is told as by the text of its calls', async () => {
    const story = await unpackStory(name);
    const options = storyOptions(story.options);
    let words: string | undefined;
    try {
      const report = await analyze([story.path], options);
      words = await inWordsOf(story.path, report);
      const twin = await analyze([words], options);
      expect(twin.issues.filter(({ code }) => code !== 'COPIES')).toEqual(
        report.issues.filter(({ code }) => code !== 'COPIES'),
      );
      expect(toldAlike(twin)).toEqual(toldAlike(report));
    } finally {
      await story.remove();
      if (words !== undefined) await rm(join(words, '..'), { recursive: true, force: true });
    }
  });
});

describe.each(['drafts-bug', 'ews-timeout'])('the bundle %s-in-words', (name) => {
  it('gives the report of its twin but for what is cited', async () => {
    const [text, words] = await Promise.all([unpackStory(name), unpackStory(`${name}-in-words`)]);
    try {
      const options = storyOptions(text.options);
      const report = await analyze([text.path], options);
      expect(toldAlike(await analyze([words.path], options))).toEqual(toldAlike(report));
    } finally {
      await Promise.all([text.remove(), words.remove()]);
    }
  });
});
