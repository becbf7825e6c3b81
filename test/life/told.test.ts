import { describe, expect, it } from 'vitest';
import { later } from '../make/clock.ts';
import { answered, ask, BOB, CAROL, call, create, DRAFTS, NO_ERROR, remove, saved, send } from './exchange.ts';
import { inShort, told, words } from './in-phrases.ts';
import { DAWN, type Said } from './scene.ts';
import { CUT_TO_BOB, stepsOf, UI, WORKER } from './told-scenes.ts';

describe('events of phrases with one name', () => {
  it('are one message, wherever they stand', () => {
    const scene = [
      words(0, 'queued 7 to bob@contoso.com!', UI),
      words(1, 'picked-up 7!', WORKER),
      words(2, 'delivered 7!', { tid: 0x4000 }),
    ];
    expect(inShort(scene)).toEqual(['bob@contoso.com delivered']);
    expect(stepsOf(scene)).toEqual([['message-queued', 'message-picked-up', 'message-sent']]);
  });

  it('are two messages by two names, though people, thread and moment are the same', () => {
    const scene = [
      words(0, 'queued 7 to bob@contoso.com!'),
      words(0, 'queued 8 to bob@contoso.com!'),
      words(1, 'delivered 8!'),
    ];
    expect(inShort(scene, { until: 200 })).toEqual(['bob@contoso.com unknown', 'bob@contoso.com delivered']);
  });

  it('name a message by braces, quotes and capitals, or without', () => {
    const scene = [words(0, 'queued {AB-1} to bob@contoso.com!'), words(1, 'delivered "ab-1"!')];
    expect(inShort(scene)).toEqual(['bob@contoso.com delivered']);
  });
});

describe('the outcome of a message that phrases tell of', () => {
  const queued = words(0, 'queued 7 to bob@contoso.com!');

  it.each([
    ['delivered', [words(5, 'delivered 7!')]],
    ['rejected', [words(5, 'gave up 7!')]],
    ['rejected', [words(5, 'gave up 7, as ErrorQuotaExceeded!')]],
    ['timed-out', [words(5, 'timer of 7 is over')]],
    ['stuck-in-drafts', [words(5, 'draft of 7 saved'), words(6, 'gave up 7!')]],
    ['stuck-in-drafts', [words(5, 'draft of 7 saved'), words(300, 'picked-up 8!')]],
    ['delivered', [words(5, 'draft of 7 saved'), words(6, 'gave up 7!'), words(7, 'delivered 7!')]],
    ['stuck-in-drafts', [words(5, 'draft of 7 saved'), words(6, 'timer of 7 is over')]],
    ['pending', [words(5, 'draft of 7 saved')]],
    ['pending', [words(5, 'picked-up 7!')]],
    ['unknown', [words(300, 'picked-up 8!')]],
    // Of what was not asked in the trace nobody knows whether it was a sending.
    ['unknown', [words(2, 'answers 7: NoError!'), words(300, 'picked-up 8!')]],
    [
      'stuck-in-drafts',
      [words(2, 'answers 7: NoError!'), words(3, 'draft of 7 saved'), words(120, 'timer of 7 is over')],
    ],
    ['rejected', [words(2, 'answers 7: NoError!'), words(3, 'answers 7: ErrorQuotaExceeded!')]],
  ])('is %s', (outcome, scene) => {
    const [life] = told([queued, ...scene]).lives;
    expect([life?.recipients, life?.outcome]).toEqual([['bob@contoso.com'], outcome]);
  });

  it('is not known where an answer does not say what was asked', () => {
    const [life] = told([queued, words(2, 'answers 7: NoError!'), words(300, 'picked-up 8!')]).lives;
    expect(life?.steps.at(-1)?.reason).toBe('whether it was to be sent or only to be saved is not in the trace');
  });

  it('is counted from when it was queued, where that is before its first call', () => {
    const scene = [
      queued,
      words(100, 'asks CreateItem SendOnly of 7 for bob@contoso.com;'),
      words(125, 'picked-up 8!'),
    ];
    const [life] = told(scene).lives;
    expect([life?.sentAt, life?.outcome, life?.endedAt]).toEqual([DAWN, 'timed-out', later(DAWN, 120)]);
  });

  it('is a time-out where the client reports that it gave up a call without an answer when the deadline was over', () => {
    const asked = words(1, 'asks CreateItem SendOnly of 7 for bob@contoso.com;');
    const late = [queued, asked, words(121, 'gave up 7!')];
    expect(inShort(late)).toEqual(['bob@contoso.com timed-out']);
    expect(stepsOf(late)).toEqual([['message-queued', 'ews-request', 'deadline-passed']]);
    expect(inShort([queued, asked, words(20, 'gave up 7!')])).toEqual(['bob@contoso.com rejected']);
  });

  it('is that of the call which broke off, where the client gives up without saying why', () => {
    const asked = words(1, 'asks CreateItem SendOnly of 7 for bob@contoso.com;');
    const scene = [queued, asked, words(2, 'call of 7 failed: 12007!'), words(3, 'gave up 7!')];
    expect(inShort(scene)).toEqual(['bob@contoso.com unreachable']);
  });

  it('is that of the last try, where one followed a failure', () => {
    const asked = words(30, 'asks CreateItem SendOnly of 7 for bob@contoso.com;');
    expect(inShort([queued, words(5, 'gave up 7!'), asked], { until: 60 })).toEqual(['bob@contoso.com pending']);
  });

  it('has its code as that of a call, where no call of it was seen', () => {
    const [life] = told([queued, words(5, 'gave up 7, as ErrorQuotaExceeded!')]).lives;
    expect(life?.attempts.map(({ responseCode, result }) => [responseCode, result])).toEqual([
      ['ErrorQuotaExceeded', 'error'],
    ]);
    expect(stepsOf([queued, words(5, 'gave up 7, as ErrorQuotaExceeded!')])).toEqual([
      ['message-queued', 'message-failed'],
    ]);
  });

  it('contradicts itself where it is sent and then given up', () => {
    const [life] = told([queued, words(5, 'delivered 7!'), words(9, 'gave up 7!')]).lives;
    expect([life?.outcome, life?.certainty]).toEqual(['delivered', 'likely']);
    expect(life?.steps.map(({ event }) => event)).toContain('evidence-contradicts');
  });
});

describe('calls that phrases tell of', () => {
  it('belong to the message that they name, also a second try', () => {
    const scene = [
      words(0, 'asks CreateItem SendOnly of 7 for bob@contoso.com;'),
      words(1, 'answers 7: ErrorServerBusy!'),
      words(2, 'asks CreateItem SendOnly of 8 for bob@contoso.com;'),
      words(3, 'asks CreateItem SendOnly of 7 for bob@contoso.com;', WORKER),
      words(4, 'answers 7: NoError!', UI),
    ];
    const { lives } = told(scene);
    expect(lives.map(({ outcome, attempts }) => [outcome, attempts.length])).toEqual([
      ['delivered', 2],
      ['pending', 1],
    ]);
    expect(lives.flatMap(({ attempts }) => attempts.map(({ link }) => link))).toEqual(['exact', 'exact', 'exact']);
  });

  it('are never one by their people alone', () => {
    const one = words(0, 'asks CreateItem SendOnly for bob@contoso.com alone');
    const other = words(1, 'asks CreateItem SendOnly for bob@contoso.com alone');
    expect(told([one, other]).lives).toHaveLength(2);
    expect(told([ask(0, CUT_TO_BOB), { ...other, at: 20 }]).lives).toHaveLength(2);
    expect(told([one, ask(20, CUT_TO_BOB)]).lives).toHaveLength(2);
  });

  it('prove no sending where they do not say whether the item was to be sent', () => {
    const scene = [words(0, 'asks CreateItem of 7 for bob@contoso.com, no more said'), words(1, 'answers 7: NoError!')];
    expect(inShort(scene, { until: 300 })).toEqual(['bob@contoso.com unknown']);
  });

  it('have no answer of another message on their thread', () => {
    const scene = [words(0, 'asks CreateItem SendOnly of 7 for bob@contoso.com;'), words(1, 'answers 8: NoError!')];
    const [first] = told(scene).lives.filter(({ recipients }) => recipients.length > 0);
    expect(first?.outcome).toBe('pending');
  });

  it('are known by their answer alone, where it names the message', () => {
    const [life] = told([words(0, 'queued 7 to bob@contoso.com!'), words(1, 'answers 7: ErrorQuotaExceeded!')]).lives;
    expect([life?.outcome, life?.attempts.map(({ responseCode }) => responseCode)]).toEqual([
      'rejected',
      ['ErrorQuotaExceeded'],
    ]);
  });

  it.each([
    ['12007', 'unreachable'],
    ['0x80072EE7', 'unreachable'],
    ['-2147012889', 'unreachable'],
    ['0x80072EE2', 'timed-out'],
    ['12111', 'unreachable'],
    ['0x80190193', 'rejected'],
    ['0x80004005', 'rejected'],
    ['4711', 'rejected'],
  ])('that fail with %s leave the message %s', (code, outcome) => {
    const scene = [
      words(0, 'asks CreateItem SendOnly of 7 for bob@contoso.com;'),
      words(1, `call of 7 failed: ${code}!`),
    ];
    expect(inShort(scene, { until: 200 })).toEqual([`bob@contoso.com ${outcome}`]);
  });

  it('that fail for no known reason are tried again until the deadline', () => {
    const scene = [
      words(0, 'asks CreateItem SendOnly of 7 for bob@contoso.com;'),
      words(1, 'call of 7 failed somehow'),
    ];
    expect(inShort(scene, { until: 60 })).toEqual(['bob@contoso.com pending']);
    expect(inShort(scene, { until: 200 })).toEqual(['bob@contoso.com rejected']);
  });
});

describe('a message that phrases and the text of calls tell of', () => {
  const ID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';

  it('is one by the id of its call', () => {
    const scene = [
      words(0, 'queued 7 to bob@contoso.com!', UI),
      words(1, `picked-up with call ${ID} 7!`, UI),
      ...call(2, create(BOB), answered('CreateItem', NO_ERROR), ID, WORKER),
    ];
    expect(inShort(scene)).toEqual(['bob@contoso.com delivered']);
    expect(stepsOf(scene)).toEqual([['message-queued', 'message-picked-up', 'ews-request', 'message-sent']]);
  });

  it('is one by the id of its item', () => {
    const scene = [
      ...call(0, create(BOB, 'SaveOnly', DRAFTS), answered('CreateItem', saved('AAMk1')), ID, WORKER),
      words(3, 'draft of 7 is item AAMk1!', UI),
      words(9, 'gave up 7!', UI),
    ];
    expect(inShort(scene)).toEqual(['bob@contoso.com stuck-in-drafts']);
    expect(stepsOf(scene)).toEqual([['ews-request', 'draft-saved', 'send-failed']]);
  });

  it('is one by process and thread, where no other can be meant', () => {
    const scene = [
      words(0, 'queued 7 to bob@contoso.com!', UI),
      words(1, 'picked-up 7!', WORKER),
      ...call(2, create(BOB), answered('CreateItem', NO_ERROR), undefined, WORKER),
    ];
    const { lives } = told(scene);
    expect(lives.map(({ outcome, steps }) => [outcome, steps[0]?.event, steps[0]?.link])).toEqual([
      ['delivered', 'message-queued', 'moderate'],
    ]);
  });

  it('is not one with those of other people on its thread, nor where two may be meant', () => {
    const queue = words(0, 'queued 7 to bob@contoso.com!', WORKER);
    const toCarol = call(2, create(CAROL), answered('CreateItem', NO_ERROR), undefined, WORKER);
    expect(inShort([queue, ...toCarol])).toEqual(['bob@contoso.com pending', 'carol@contoso.com delivered']);
    const twice = [
      words(0, 'picked-up 7!', WORKER),
      words(0, 'picked-up 8!', WORKER),
      ...call(2, create(BOB), answered('CreateItem', NO_ERROR), undefined, WORKER),
    ];
    expect(told(twice).lives).toHaveLength(3);
  });

  it('is not one by its thread more than two minutes later', () => {
    const scene = [
      words(0, 'queued 7 to bob@contoso.com!', WORKER),
      ...call(125, create(BOB), answered('CreateItem', NO_ERROR), undefined, WORKER),
    ];
    expect(told(scene).lives).toHaveLength(2);
  });

  it('is one where its calls are told in both ways, by id or on the thread at once', () => {
    const both = (id: string | undefined, at: Partial<Said>): readonly Said[] => [
      words(
        0,
        `asks CreateItem SendAndSaveCopy of 7 for bob@contoso.com${id === undefined ? ';' : `, call ${id}!`}`,
        at,
      ),
      ...call(0.1, create(BOB), answered('CreateItem', NO_ERROR), id, WORKER),
      words(1.2, id === undefined ? 'answers 200/NoError!' : `answers call ${id}: NoError!`, at),
      words(2, 'delivered 7!', UI),
    ];
    for (const scene of [both(ID, UI), both(undefined, WORKER)]) {
      const { lives, unplaced } = told(scene);
      expect(lives.map(({ outcome, attempts }) => [outcome, attempts.length])).toEqual([['delivered', 1]]);
      expect(unplaced).toEqual([]);
    }
    expect(told(both(undefined, UI)).lives).toHaveLength(2);
  });

  it('takes its people from a phrase where they were cut off the text', () => {
    const cut = create(BOB).replace(/<t:ToRecipients>.*$/s, '');
    const scene = [words(0, 'asks CreateItem SendAndSaveCopy of 7 for bob@contoso.com;'), ask(0.1, cut)];
    expect(inShort(scene, { until: 10 })).toEqual(['bob@contoso.com pending']);
  });

  it('is two where the same words to the same people have two names', () => {
    const both = (at: number, name: number): readonly Said[] => [
      words(at, `asks CreateItem SendAndSaveCopy of ${name} for bob@contoso.com;`),
      ask(at + 0.1, create(BOB)),
    ];
    expect(told([...both(0, 7), ...both(20, 8)]).lives).toHaveLength(2);
    expect(told([...both(0, 7), ...both(20, 7)]).lives).toHaveLength(1);
  });

  it('is two where a phrase and a text name different people', () => {
    const scene = [words(0, 'asks CreateItem SendAndSaveCopy of 7 for carol@contoso.com;'), ask(0.1, create(BOB))];
    expect(told(scene).lives).toHaveLength(2);
  });

  it('is not one by thread where its call has another name', () => {
    const scene = [words(0, 'asks CreateItem SendOnly of 8 for bob@contoso.com;'), words(1, 'picked-up 7!')];
    expect(told(scene).lives).toHaveLength(2);
  });

  it('was queued before it was asked for in the same moment', () => {
    const scene = [
      words(0, 'asks CreateItem SendOnly of 7 for bob@contoso.com;'),
      words(0, 'queued 7 to bob@contoso.com!'),
    ];
    expect(stepsOf(scene)).toEqual([['message-queued', 'ews-request']]);
  });

  it('has no draft that was removed, where only a phrase tells that it was saved', () => {
    const scene = [
      ask(0, create(BOB, 'SaveOnly', DRAFTS)),
      words(1, 'draft of 7 is item AAMk1!'),
      ...call(5, send('AAMk1'), answered('SendItem', 'ErrorTimeoutExpired')),
    ];
    const gone = call(8, remove('AAMk1'), answered('DeleteItem', NO_ERROR));
    expect(told(scene, { until: 200 }).lives.map(({ hasDraft }) => hasDraft)).toEqual([true]);
    expect(told([...scene, ...gone], { until: 200 }).lives.map(({ hasDraft }) => hasDraft)).toEqual([false]);
  });

  it('keeps no draft that was removed or sent after a phrase told of it', () => {
    const create1 = call(0, create(BOB, 'SaveOnly', DRAFTS), answered('CreateItem', saved('AAMk1')), ID);
    const told1 = words(3, 'draft of 7 is item AAMk1!');
    const gone = call(5, remove('AAMk1'), answered('DeleteItem', NO_ERROR));
    const sent = call(5, send('AAMk1'), answered('SendItem', NO_ERROR));
    expect(told([...create1, told1, ...gone], { until: 200 }).lives.map(({ hasDraft }) => hasDraft)).toEqual([false]);
    expect(inShort([...create1, told1, ...sent])).toEqual(['bob@contoso.com delivered']);
  });
});
