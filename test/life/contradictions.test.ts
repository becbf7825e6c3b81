import { describe, expect, it } from 'vitest';
import { buildLives, inOrderOfTime } from '../../src/life/index.ts';
import type { SpoolFileSeen } from '../../src/model/observation.ts';
import { later } from '../make/clock.ts';
import { answered, ask, BOB, CAROL, call, create, DRAFTS, NO_ERROR, reply, saved, send, update } from './exchange.ts';
import { DAWN, observe, outcomes, type Said, say, tell } from './scene.ts';

const ID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
const DONE = answered('CreateItem', NO_ERROR);

function doubts(scene: readonly Said[]): readonly string[] {
  return tell(scene, 300).flatMap(({ recipients, steps }) =>
    steps.filter(({ event }) => event === 'evidence-contradicts').map(({ reason }) => `${recipients}: ${reason}`),
  );
}

describe('ids that contradict each other', () => {
  it('one client-request-id on two messages: two lives, and the doubt told', () => {
    const scene = [...call(0, create(BOB), DONE, ID), ...call(5, create(CAROL), DONE, ID)];
    expect(outcomes(scene)).toEqual(['bob@contoso.com delivered', 'carol@contoso.com delivered']);
    const doubt = `client-request-id ${ID} stands on two requests that differ`;
    expect(doubts(scene)).toEqual([`bob@contoso.com: ${doubt}`, `carol@contoso.com: ${doubt}`]);
    expect(tell(scene).map(({ certainty }) => certainty)).toEqual(['likely', 'likely']);
  });

  it('one client-request-id on two threads: each answer is that of its own thread', () => {
    const scene = [ask(0, create(BOB), ID), ask(0.1, create(CAROL), ID, { tid: 8 })];
    const answer = say(1, reply(200, DONE, ID));
    expect(outcomes([...scene, answer], 300)).toEqual(['bob@contoso.com delivered', 'carol@contoso.com timed-out']);
    const other = say(2, reply(200, answered('CreateItem', 'ErrorAccessDenied'), ID), { tid: 8 });
    expect(outcomes([...scene, answer, other], 300)).toEqual([
      'bob@contoso.com delivered',
      'carol@contoso.com rejected',
    ]);
  });

  it('a second answer of one id that says something else is that of a try which was not logged', () => {
    const refused = call(0, create(BOB), answered('CreateItem', 'ErrorAccessDenied'), ID);
    const [life] = tell([...refused, say(5, reply(200, DONE, ID))], 300);
    expect(life).toMatchObject({
      outcome: 'delivered',
      attempts: [{ responseCode: 'ErrorAccessDenied' }, { responseCode: 'NoError', link: 'exact' }],
    });
    expect(tell([...refused, say(5, reply(200, answered('CreateItem', 'ErrorAccessDenied'), ID))], 300)).toMatchObject([
      { outcome: 'rejected', attempts: [{}] },
    ]);
  });

  it('one ItemId of two messages: the first keeps it, both tell', () => {
    const save = (at: number, to: typeof BOB) =>
      call(at, create(to, 'SaveOnly', DRAFTS), answered('CreateItem', saved('AAMk1')));
    const scene = [...save(0, BOB), ...save(5, CAROL), ...call(8, send('AAMk1'), answered('SendItem', NO_ERROR))];
    expect(outcomes(scene, 300)).toEqual(['bob@contoso.com delivered', 'carol@contoso.com stuck-in-drafts']);
    expect(doubts(scene)).toHaveLength(2);
    for (const { steps } of tell(scene, 300)) {
      const doubt = steps.find(({ event }) => event === 'evidence-contradicts');
      expect(doubt?.evidence.length).toBeGreaterThan(0);
    }
  });

  it('one client-request-id again, behind an answer for good: a second message, and the doubt told', () => {
    const scene = [
      ...call(0, create(BOB), DONE, ID),
      ...call(50, create(BOB), answered('CreateItem', 'ErrorQuotaExceeded'), ID),
    ];
    expect(outcomes(scene)).toEqual(['bob@contoso.com delivered', 'bob@contoso.com rejected']);
    const doubt = `bob@contoso.com: client-request-id ${ID} stands on a request behind the answer`;
    expect(doubts(scene)).toEqual([doubt, doubt]);
  });

  it('one call that two logs tell of, by clocks that differ: one message', () => {
    const scene = [
      ...call(0, create(BOB), DONE, ID),
      ...call(30, create(BOB), DONE, ID, { source: 'Tracing/Lync-UccApi-0.UccApilog' }),
    ];
    expect(outcomes(scene)).toEqual(['bob@contoso.com delivered']);
  });

  it('an answer with the ids of two requests is that of the one whose client-request-id it has', () => {
    const other = '3f2504e0-4f89-11d3-9a0c-0305e82c3302';
    const both = reply(200, DONE, ID).replace(`request-id: 0a0b0c0d-${ID}`, `request-id: ${other}`);
    const scene = [
      ask(0, create(BOB), ID, { tid: 1 }),
      ask(1, create(CAROL), other, { tid: 2 }),
      say(2, both, { tid: 3 }),
    ];
    expect(outcomes(scene, 300)).toEqual(['bob@contoso.com delivered', 'carol@contoso.com timed-out']);
  });

  it('an error code outweighs a class that speaks of success', () => {
    const refused = answered('CreateItem', 'ErrorQuotaExceeded');
    const scene = call(0, create(BOB), refused.replace('ResponseClass="Error"', 'ResponseClass="Success"'));
    expect(outcomes(scene)).toEqual(['bob@contoso.com rejected']);
  });

  it('ItemIds that go round in a circle end', () => {
    const ids = ['AAMk1', 'AAMk2', 'AAMk3'];
    const save = call(0, create(BOB, 'SaveOnly', DRAFTS), answered('CreateItem', saved('AAMk1')));
    const round = Array.from({ length: 9 }, (_, i) =>
      call(2 + 2 * i, update(ids[i % 3] ?? '', 'SaveOnly'), answered('UpdateItem', saved(ids[(i + 1) % 3] ?? ''))),
    );
    expect(tell([...save, ...round.flat()], 300)).toMatchObject([{ outcome: 'stuck-in-drafts', itemIds: ids }]);
  });
});

describe('trace and spool file', () => {
  const conversation = 'AdPQwQ+QHyGgNm5cnnI5Sv0cCiqWRgACaRaw';

  function witnesses(scene: readonly Said[], more: Partial<SpoolFileSeen>) {
    const file: SpoolFileSeen = {
      kind: 'spool-file',
      source: 'sip_alice@contoso.com/History Spooler/1.hist',
      offset: 0,
      evidence: [{ source: 'sip_alice@contoso.com/History Spooler/1.hist', line: 1, offset: 0, text: '1.hist' }],
      file: '1.hist',
      owner: 'alice@contoso.com',
      reading: 'parsed',
      initiator: 'alice@contoso.com',
      participants: ['bob@contoso.com'],
      saysMissed: true,
      conversationIds: [conversation],
      writtenAt: later(DAWN, 1),
      ...more,
    };
    const told = observe(scene).map((one) =>
      one.kind === 'http-request'
        ? { ...one, items: one.items.map((item) => ({ ...item, conversationId: conversation })) }
        : one,
    );
    const horizon = later(DAWN, 300);
    const context = { horizon, collectedAt: horizon, hasSpooler: true, hasTrace: true, hasUndecoded: false };
    const [life] = buildLives(inOrderOfTime([...told, file]), context);
    const doubt = life?.steps.find(({ event }) => event === 'evidence-contradicts');
    return { life, doubt, sources: new Set(doubt?.evidence.map(({ source }) => source)) };
  }

  it('agree about a message that got no answer', () => {
    expect(witnesses([ask(0, create(BOB))], {}).life).toMatchObject({ outcome: 'timed-out', witnesses: 'agree' });
  });

  it('contradict where Exchange accepted what still stands there, with both cited', () => {
    const { life, doubt, sources } = witnesses(call(0, create(BOB), DONE), {});
    expect(life).toMatchObject({ outcome: 'delivered', certainty: 'likely', witnesses: 'contradict' });
    expect(doubt?.reason).toContain('still stands');
    expect(sources.size).toBe(2);
  });

  it('contradict where the file of the conversation names other people, unless it was only carved', () => {
    const others = { participants: ['carol@contoso.com'] };
    expect(witnesses([ask(0, create(BOB))], others)).toMatchObject({
      life: { witnesses: 'contradict' },
      sources: { size: 2 },
    });
    expect(witnesses([ask(0, create(BOB))], { ...others, reading: 'carved' }).life?.witnesses).toBe('agree');
  });
});
