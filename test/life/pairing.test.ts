import { describe, expect, it } from 'vitest';
import { answered, ask, BOB, CAROL, create, fault, mail, NO_ERROR, reply } from './exchange.ts';
import { outcomes, say, tell } from './scene.ts';

const [ID_B, ID_C] = ['3f2504e0-4f89-11d3-9a0c-0305e82c3301', '6ba7b810-9dad-11d1-80b4-00c04fd430c8'];
const DONE = answered('CreateItem', NO_ERROR);
const FULL = answered('CreateItem', 'ErrorQuotaExceeded');

describe('request and response belong together', () => {
  it('by client-request-id, on whatever thread and in whatever order', () => {
    const scene = [
      ask(0, create(BOB), ID_B),
      ask(0.5, create(CAROL), ID_C),
      say(2, reply(200, FULL, ID_C), { tid: 7 }),
      say(3, reply(200, DONE, ID_B), { tid: 7 }),
    ];
    expect(outcomes(scene)).toEqual(['bob@contoso.com delivered', 'carol@contoso.com rejected']);
  });

  it('by request-id where that is all there is', () => {
    const scene = [
      ask(0, create(BOB), undefined),
      say(1, reply(200, DONE).replace('X-FEServer', `request-id: ${ID_B}\nX-FEServer`), { tid: 7 }),
    ];
    const asked = scene.map((said) => ({ ...said, text: said.text.replace('Host:', `request-id: {${ID_B}}\nHost:`) }));
    expect(outcomes(asked)).toEqual(['bob@contoso.com delivered']);
  });

  it('by process and thread order without ids: asked twice, answered twice', () => {
    const scene = [ask(0, create(BOB)), ask(1, create(CAROL)), say(2, reply(200, DONE)), say(3, reply(200, FULL))];
    expect(outcomes(scene)).toEqual(['bob@contoso.com delivered', 'carol@contoso.com rejected']);
  });

  it('not across threads without an id, nor across processes', () => {
    for (const place of [{ tid: 7 }, { pid: 7 }]) {
      expect(outcomes([ask(0, create(BOB)), say(1, reply(200, DONE), place)], 200)).toEqual([
        'bob@contoso.com timed-out',
      ]);
    }
  });

  it('by the answered operation where both are on one thread', () => {
    const find = create(BOB).replaceAll('CreateItem', 'FindItem');
    const found = answered('FindItem', NO_ERROR);
    const scene = [ask(0, create(BOB)), ask(1, find), say(2, reply(200, found)), say(3, reply(200, FULL))];
    expect(outcomes(scene)).toEqual(['bob@contoso.com rejected']);
  });

  it('an answer with the id of another call is not taken by thread', () => {
    const scene = [ask(0, create(BOB), ID_B), say(1, reply(200, DONE, ID_C))];
    expect(outcomes(scene, 200)).toEqual(['bob@contoso.com timed-out']);
  });

  it('the first answer counts, whatever is said on the thread later', () => {
    const scene = [ask(0, create(BOB)), say(1, reply(200, DONE)), say(400, 'Autodiscover failed, error 12007')];
    expect(outcomes(scene)).toEqual(['bob@contoso.com delivered']);
  });

  it('a failure that the client got over counts less than the answer', () => {
    const scene = [ask(0, create(BOB)), say(1, 'WinHttp error 12030, sending again'), say(2, reply(200, DONE))];
    expect(outcomes(scene)).toEqual(['bob@contoso.com delivered']);
  });

  it('a failure with the id of another call is not taken by thread', () => {
    const scene = [
      ask(0, create(BOB), ID_B),
      ask(1, create(CAROL), ID_C, { tid: 7 }),
      say(2, `request-id: ${ID_C} failed with error 12029`),
    ];
    expect(outcomes(scene, 60)).toEqual(['bob@contoso.com pending', 'carol@contoso.com unreachable']);
  });

  it('several threads at once stay apart', () => {
    const names = ['bob', 'carol', 'dave', 'erin'];
    const ends = [DONE, FULL, fault('ErrorServerBusy'), DONE];
    const asked = names.map((name, i) => ask(i * 0.1, create(mail(`${name}@contoso.com`)), undefined, { tid: i }));
    const told = ends.map((soap, i) => say(2 - i * 0.1, reply(200, soap), { tid: i }));
    expect(outcomes([...asked, ...told.toReversed()], 10)).toEqual([
      'bob@contoso.com delivered',
      'carol@contoso.com rejected',
      'dave@contoso.com pending',
      'erin@contoso.com delivered',
    ]);
  });
});

describe('times that go backwards in a file', () => {
  it('by a fraction of a second leave the order of the file', () => {
    expect(
      outcomes([ask(1, create(BOB)), say(0.9995, reply(200, answered('CreateItem', NO_ERROR))), say(600, 'end')]),
    ).toEqual(['bob@contoso.com delivered']);
  });

  it('by more do not part what an id ties: the clock was set back', () => {
    for (const at of [58, 1]) {
      const scene = [ask(60, create(BOB), ID_B), say(at, reply(200, DONE, ID_B)), say(600, 'end')];
      const [life] = tell(scene);
      expect(life?.outcome).toBe('delivered');
      expect(life?.attempts[0]?.endedAt).toBe(life?.attempts[0]?.startedAt);
      expect(life?.steps.filter(({ fit }) => fit === 'not-allowed')).toEqual([]);
    }
  });

  it('by more are taken as they are: an answer of before is none', () => {
    expect(
      outcomes([ask(60, create(BOB)), say(1, reply(200, answered('CreateItem', NO_ERROR))), say(600, 'end')]),
    ).toEqual(['bob@contoso.com timed-out']);
  });
});

it('an answer whose request is in no trace leaves a time-out in doubt', () => {
  const scene = [ask(0, create(BOB)), say(600, 'end')];
  expect(tell(scene)[0]?.certainty).toBe('proven');
  expect(tell(scene, undefined, { hasUnpaired: true })[0]?.certainty).toBe('likely');
});

it('a page in a record of its own ends a head without its blank line: ids of later records are not its own', () => {
  const head = reply(200, 'x', ID_B)
    .replace('text/xml; charset=utf-8', 'text/html')
    .replace(/\n\nx$/, '\n');
  const scene = [
    ask(0, create(BOB), ID_B),
    ask(0.5, create(CAROL), ID_C, { tid: 8 }),
    say(1, head, { tid: 7 }),
    say(1, '<html><body>Welcome to the proxy.</body></html>', { tid: 7 }),
    say(2, `client-request-id: ${ID_C}`, { tid: 7 }),
  ];
  expect(outcomes(scene, 200)).toEqual(['bob@contoso.com unknown', 'carol@contoso.com timed-out']);
});
