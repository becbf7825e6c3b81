import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { later } from '../make/clock.ts';
import { answered, BOB, CAROL, call, create, DRAFTS, NO_ERROR, saved } from './exchange.ts';
import { inShort, told, words } from './in-phrases.ts';
import { DAWN, type Said } from './scene.ts';
import { hist, stepsOf, UI, WORKER } from './told-scenes.ts';

describe('a phrase that ties two messages', () => {
  const A = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
  const B = '4f2504e0-4f89-11d3-9a0c-0305e82c3302';

  it('by two keys joins neither, and is a contradiction of both', () => {
    const scene = [
      ...call(0, create(BOB, 'SaveOnly', DRAFTS), answered('CreateItem', saved('AAMk1')), A),
      ...call(2, create(CAROL, 'SaveOnly', DRAFTS), answered('CreateItem', saved('AAMk2')), B),
      words(5, `delivered item AAMk1 of 7 by ${B}!`),
    ];
    const { lives } = told(scene, { until: 300 });
    expect(lives.map(({ outcome, certainty }) => [outcome, certainty])).toEqual([
      ['stuck-in-drafts', 'likely'],
      ['stuck-in-drafts', 'likely'],
    ]);
    for (const { steps } of lives) expect(steps.map(({ event }) => event)).toContain('evidence-contradicts');
  });

  it('by the name of one and the item of another joins neither', () => {
    const scene = [
      words(0, 'asks CreateItem SaveOnly of 7 for bob@contoso.com;'),
      words(1, 'asks CreateItem SaveOnly of 8 for carol@contoso.com;'),
      words(2, 'draft of 7 is item AAMk1!'),
      words(3, 'draft of 8 is item AAMk2!'),
      words(4, 'delivered item AAMk2 of 7 by none!'),
    ];
    const { lives } = told(scene, { until: 300 });
    expect(lives.map(({ outcome }) => outcome)).toEqual(['stuck-in-drafts', 'stuck-in-drafts']);
    for (const { steps } of lives) expect(steps.map(({ event }) => event)).toContain('evidence-contradicts');
  });

  it('names a message for a call of another', () => {
    const scene = [
      words(0, `asks CreateItem SendOnly of 7 for bob@contoso.com, call ${A}!`),
      words(30, `asks CreateItem SendOnly of 8 for bob@contoso.com, call ${A}!`),
    ];
    const { lives } = told(scene, { until: 300 });
    expect(lives.map(({ attempts }) => attempts.length)).toEqual([2]);
    expect(lives[0]?.steps.map(({ event }) => event)).toContain('evidence-contradicts');
  });

  it('joins none of those that phrases alone tell of', () => {
    const scene = [
      words(0, 'draft of 7 is item AAMk1!'),
      words(1, 'draft of 8 is item AAMk2!'),
      words(2, 'delivered item AAMk2 of 7 by none!'),
    ];
    expect(told(scene).lives.map(({ outcome }) => outcome)).not.toContain('delivered');
  });
});

describe('events without a name', () => {
  it('are of the message that their thread is at work on', () => {
    const scene = [
      words(0, 'queued to bob@contoso.com!', UI),
      words(1, 'picked-up nameless', UI),
      words(2, 'delivered nameless', UI),
      words(10, 'queued to bob@contoso.com!', UI),
      words(11, 'delivered nameless', UI),
    ];
    expect(inShort(scene)).toEqual(['bob@contoso.com delivered', 'bob@contoso.com delivered']);
  });

  it('are of none where two may be meant, and are told as a gap where they name nobody', () => {
    const scene = [
      words(0, 'queued 7 to bob@contoso.com!', UI),
      words(0, 'queued 8 to carol@contoso.com!', UI),
      words(2, 'delivered nameless', UI),
    ];
    const { lives, unplacedEvents } = told(scene);
    expect(lives.map(({ outcome }) => outcome)).toEqual(['pending', 'pending']);
    expect(unplacedEvents).toHaveLength(1);
  });

  it('are of one conversation only where one message has it', () => {
    const inTalk = (soap: string): string => soap.replace('</t:Subject>', '</t:Subject><t:ConversationId Id="C1"/>');
    const one = call(0, inTalk(create(BOB, 'SendOnly')), answered('CreateItem', NO_ERROR), undefined, WORKER);
    expect(told([words(0, 'queued conversation C1!', UI), ...one]).lives).toHaveLength(1);
    const second = call(
      5,
      inTalk(create({ ...BOB, html: 'another' }, 'SendOnly')),
      answered('CreateItem', NO_ERROR),
      undefined,
      WORKER,
    );
    const both = told([words(0, 'queued conversation C1!', UI), ...one, ...second]);
    expect(both.lives.map(({ steps }) => steps[0]?.fit)).toEqual(['required-not-seen', 'required-not-seen']);
  });
});

describe('spool files that phrases name', () => {
  const queued = words(0, 'queued 7 to bob@contoso.com!');

  it('are of the message, and one step with what the file tells', () => {
    const scene = [queued, words(1, 'spooled 7 as C:\\Lync\\0A1B0001.HIST!')];
    const files = [hist('0A1B0001.hist', 1), hist('0A1B0002.hist', 2)];
    const { lives } = told(scene, { beside: files, until: 200 });
    expect(lives.map(({ spoolFile, witnesses, sentAt }) => [spoolFile, witnesses, sentAt])).toEqual([
      ['0A1B0001.hist', 'agree', DAWN],
      ['0A1B0002.hist', 'spool-only', later(DAWN, 2)],
    ]);
    expect(stepsOf(scene, { beside: files, until: 200 })[0]).toEqual(['message-queued', 'spool-written']);
  });

  it('contradict a phrase that says they were removed, while they stand', () => {
    const scene = [queued, words(1, 'spooled 7 as 0A1B0001.hist!'), words(2, 'unspooled 7 from 0A1B0001.hist!')];
    const [life] = told(scene, { beside: [hist('0A1B0001.hist', 1)] }).lives;
    expect(life?.witnesses).toBe('contradict');
    const [gone] = told(scene, { context: { hasSpooler: true } }).lives;
    expect([gone?.witnesses, gone?.spool]).toEqual(['trace-only', 'absent']);
  });

  it('are no messages by being written alone: ordinary history is, too', () => {
    const scene = [words(0, 'spooled something as 0A1B0009.hist!')];
    expect(told(scene)).toMatchObject({ lives: [], unplacedEvents: [] });
    const [life] = told(scene, { beside: [hist('0A1B0009.hist', 0)] }).lives;
    expect(life?.steps.map(({ event, evidence }) => [event, evidence.length])).toEqual([['spool-written', 2]]);
  });
});

describe('what a scene of phrases and calls tells', () => {
  const scene: readonly Said[] = [
    words(0, 'queued 7 to bob@contoso.com!', { ...UI, source: 'a.txt' }),
    words(1, 'picked-up 7!', { ...WORKER, source: 'b.txt' }),
    ...call(2, create(BOB, 'SaveOnly', DRAFTS), answered('CreateItem', saved('AAMk1')), undefined, {
      ...WORKER,
      source: 'b.txt',
    }),
    words(4, 'draft of 7 is item AAMk1!', { ...UI, source: 'a.txt' }),
    words(5, 'queued 8 to carol@contoso.com!', { ...UI, source: 'a.txt' }),
    words(6, 'asks CreateItem SendOnly of 8 for carol@contoso.com;', { ...WORKER, source: 'c.txt' }),
    words(7, 'answers 8: NoError!', { ...UI, source: 'c.txt' }),
    words(8, 'delivered item AAMk1 of 8 by none!', { ...UI, source: 'a.txt' }),
    words(9, 'gave up 7!', { ...UI, source: 'a.txt' }),
  ];

  it('does not rest on the order of files', () => {
    const withoutPlaces = (said: readonly Said[]): unknown =>
      told(said).lives.map(({ steps, attempts, ...life }) => ({
        ...life,
        steps: steps.map(({ evidence, ...step }) => ({ ...step, texts: evidence.map(({ text }) => text) })),
        attempts: attempts.map(({ evidence: _, ...attempt }) => attempt),
      }));
    const expected = withoutPlaces(scene);
    fc.assert(
      fc.property(fc.shuffledSubarray(['a.txt', 'b.txt', 'c.txt'], { minLength: 3 }), (sources) => {
        const inFiles = sources.flatMap((source) => scene.filter((said) => said.source === source));
        expect(withoutPlaces(inFiles)).toEqual(expected);
      }),
    );
  });
});

describe('a request that phrases tell no words of', () => {
  const asked = (at: number, code: string, to = 'bob@contoso.com'): readonly Said[] => [
    words(at, `asks CreateItem SendOnly for ${to} alone`),
    words(at + 1, `answers 200/${code}!`),
  ];
  const shown = (scene: readonly Said[]): readonly string[] =>
    told(scene, { until: 600 }).lives.map(({ outcome, certainty }) => `${outcome}, ${certainty}`);

  it('may be another try of the message before it to the same people, which then is no more than possible', () => {
    const busy = asked(0, 'ErrorServerBusy');
    expect(shown([...busy, ...asked(30, 'NoError')])).toEqual(['rejected, possible', 'delivered, proven']);
    expect(shown([...busy, ...asked(30, 'NoError', 'carol@contoso.com')])).toEqual([
      'rejected, proven',
      'delivered, proven',
    ]);
  });

  it('is none behind the two minutes of the first, and none of one that was answered for good', () => {
    const late = [...asked(0, 'ErrorServerBusy'), ...asked(150, 'NoError')];
    expect(shown(late)).toEqual(['rejected, proven', 'delivered, proven']);
    const denied = [...asked(0, 'ErrorAccessDenied'), ...asked(30, 'NoError')];
    expect(shown(denied)).toEqual(['rejected, proven', 'delivered, proven']);
  });
});
