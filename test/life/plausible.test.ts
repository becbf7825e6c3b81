import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/model/life.ts';
import { told, words } from './in-phrases.ts';
import type { Said } from './scene.ts';

/** What a client writes of message 7, a line a second; `timer` comes when its two minutes are over. */
const LINES = {
  queue: 'queued 7 to bob@contoso.com!',
  pick: 'picked-up 7!',
  spool: 'spooled 7 as 7.hist!',
  unspool: 'unspooled 7 from 7.hist!',
  start: 'timer of 7 runs',
  timer: 'timer of 7 is over',
  ask: 'asks CreateItem SendOnly of 7 for bob@contoso.com;',
  save: 'asks CreateItem SaveOnly of 7 for bob@contoso.com;',
  send: 'asks SendItem of item AAMk1, message 7!',
  yes: 'answers 7: NoError!',
  busy: 'answers 7: ErrorServerBusy!',
  full: 'answers 7: ErrorQuotaExceeded!',
  fail: 'call of 7 failed somehow',
  late: 'call of 7 failed: 12002!',
  lost: 'call of 7 failed: 12007!',
  draft: 'draft of 7 is item AAMk1!',
  sent: 'delivered 7!',
  giveup: 'gave up 7!',
  blame: 'gave up 7, as ErrorQuotaExceeded!',
} as const;

type Line = keyof typeof LINES;
type Story = readonly Line[];

const DEADLINE = 120;

function sceneOf(story: Story): readonly Said[] {
  let at = -1;
  return story.map((line) => {
    at = line === 'timer' ? Math.max(at + 1, DEADLINE) : at + 1;
    return words(at, LINES[line]);
  });
}

/** Each of the first followed by each of the others. */
function then(first: readonly Story[], ...more: readonly (readonly Story[])[]): readonly Story[] {
  return more.reduce((all, next) => all.flatMap((story) => next.map((rest) => [...story, ...rest])), first);
}

/** With the two minutes over in front of the report of the failure, behind it, or never told. */
function reported(ends: readonly Story[]): readonly Story[] {
  return then(ends, [[], ['giveup'], ['timer'], ['timer', 'giveup'], ['giveup', 'timer'], ['giveup', 'giveup']]);
}

const BEGIN: readonly Story[] = [
  ['queue'],
  ['queue', 'pick'],
  ['queue', 'spool', 'start', 'pick'],
  ['spool', 'queue', 'start'],
];
/** Tries that the client makes another one after. */
const BEFORE: readonly Story[] = [
  [],
  ['ask', 'fail'],
  ['ask', 'busy', 'pick'],
  ['ask', 'late', 'queue', 'pick'],
  ['pick', 'ask', 'fail', 'pick', 'ask', 'busy'],
  ['fail'],
];
const IN_DRAFTS: readonly Story[] = [
  ['draft'],
  ['save', 'draft'],
  ['save', 'yes'],
  ['save', 'draft', 'yes'],
  ['save', 'yes', 'draft'],
  ['save', 'draft', 'draft'],
  ['save', 'draft', 'pick'],
  ['ask', 'draft', 'full'],
];

const STORIES: Readonly<Partial<Record<Outcome, readonly Story[]>>> = {
  delivered: then(BEGIN, BEFORE, [
    ['sent'],
    ['sent', 'sent'],
    ['sent', 'unspool'],
    ['ask', 'yes'],
    ['ask', 'sent', 'yes'],
    ['ask', 'yes', 'sent', 'unspool', 'sent'],
    ['save', 'draft', 'send', 'yes'],
    ['save', 'yes', 'pick', 'send', 'yes', 'sent'],
    ['ask', 'timer', 'yes'],
    ['ask', 'timer', 'sent'],
    ['ask', 'pick', 'yes'],
  ]),
  'stuck-in-drafts': then(BEGIN.slice(1), BEFORE.slice(0, 4), [
    ...then(IN_DRAFTS, [
      ['giveup'],
      ['timer'],
      ['timer', 'giveup'],
      ['giveup', 'timer'],
      ['blame'],
      ['giveup', 'giveup'],
    ]),
    ...reported([
      ['save', 'draft', 'send', 'full'],
      ['save', 'yes', 'draft', 'send', 'full'],
      ['save', 'draft', 'pick', 'send', 'full'],
    ]),
    ...then(
      [['save', 'draft', 'send']],
      [[], ['fail'], ['busy'], ['late']],
      [['timer'], ['timer', 'giveup'], ['giveup', 'timer']],
    ),
    ['ask', 'timer', 'draft'],
  ]),
  rejected: [
    ...then(BEGIN, BEFORE, reported([['ask', 'full'], ['full']])),
    ...then(BEGIN, BEFORE, [['blame'], ['ask', 'blame'], ['blame', 'timer'], ['timer', 'blame']]),
    ...then(BEGIN, [['ask', 'fail'], ['ask', 'busy'], ['fail']], [['timer'], ['timer', 'giveup'], ['giveup', 'timer']]),
    ...then(BEGIN, [['giveup'], ['giveup', 'timer'], ['timer', 'giveup'], ['ask', 'giveup']]),
  ],
  unreachable: then(BEGIN, BEFORE, reported([['ask', 'lost'], ['lost']])),
  'timed-out': [
    ...then(BEGIN, [['timer'], ['timer', 'timer']]),
    ...then(
      BEGIN,
      BEFORE,
      [['ask']],
      [['timer'], ['timer', 'giveup'], ['timer', 'giveup', 'timer'], ['timer', 'late']],
    ),
    ...then(BEGIN, BEFORE, [
      ['ask', 'late', 'timer'],
      ['late', 'timer'],
      ['ask', 'late', 'timer', 'giveup'],
    ]),
  ],
  pending: then(BEGIN, BEFORE, [[], ['pick'], ['ask'], ['draft'], ['save', 'yes'], ['save', 'draft', 'send']]),
};

function endOf(story: Story): string {
  const { lives } = told(sceneOf(story));
  const misfits = lives.flatMap(({ steps }) => steps.filter(({ fit }) => fit === 'not-allowed'));
  const end = lives.map(({ outcome }) => outcome).join(' and ');
  return misfits.length === 0 ? end : `${end}, but ${misfits.map(({ event }) => event).join(', ')} does not fit`;
}

describe('what a client plausibly writes of a message', () => {
  it.each(Object.entries(STORIES))('that is %s fits the machine, whatever it leaves out', (outcome, stories) => {
    const odd = stories.map((story) => `${story.join(' ')}: ${endOf(story)}`);
    expect(odd.filter((one) => !one.endsWith(`: ${outcome}`))).toEqual([]);
  });
});

describe('what contradicts itself', () => {
  it.each<readonly [string, Story]>([
    ['message-failed', ['queue', 'ask', 'yes', 'giveup']],
    ['message-failed', ['queue', 'sent', 'giveup']],
    ['deadline-passed', ['queue', 'sent', 'timer']],
    ['ews-request', ['queue', 'ask', 'yes', 'ask']],
    ['message-sent', ['queue', 'ask', 'full', 'sent']],
    ['message-sent', ['queue', 'blame', 'sent']],
    ['ews-request', ['queue', 'giveup', 'ask']],
    ['ews-request', ['queue', 'timer', 'ask']],
    ['message-queued', ['queue', 'sent', 'queue']],
    ['message-picked-up', ['queue', 'giveup', 'pick']],
  ])('is a %s that does not fit', (event, story) => {
    expect(endOf(story)).toContain(`but ${event} does not fit`);
  });
});
