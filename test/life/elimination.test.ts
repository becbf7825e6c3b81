import { describe, expect, it } from 'vitest';
import {
  answered,
  ask,
  BOB,
  CAROL,
  call,
  create,
  DRAFTS,
  NO_ERROR,
  post,
  remove,
  reply,
  saved,
  send,
} from './exchange.ts';
import { outcomes, type Said, say, tell } from './scene.ts';

const ID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
const SAVED = answered('CreateItem', saved('AAMk1'));
const SENT = answered('SendItem', NO_ERROR);
/** A draft whose answer was lost: no ItemId is known of it. */
const UNNAMED = [ask(0, create(BOB, 'SaveOnly', DRAFTS), ID)];
/** One whose ItemId is known. */
const NAMED = call(0, create(BOB, 'SaveOnly', DRAFTS), SAVED);
const ELSEWHERE: Partial<Said> = { tid: 7 };

function links(scene: readonly Said[]): readonly string[] {
  return tell(scene, 300).map(({ outcome, certainty, attempts }) =>
    [outcome, certainty, ...attempts.map(({ operation, link }) => `${operation} ${link}`)].join(', '),
  );
}

describe('a SendItem of an ItemId that no answer has named', () => {
  it('on the thread of the one draft without an id is its sending', () => {
    expect(links([...UNNAMED, ...call(2, send('AAMk1'), SENT)])).toEqual([
      'delivered, likely, CreateItem moderate, SendItem moderate',
    ]);
  });

  it('on another thread of the process, while WinHTTP waits, is possibly its sending', () => {
    expect(links([...UNNAMED, ...call(29, send('AAMk1'), SENT, undefined, ELSEWHERE)])).toEqual([
      'delivered, possible, CreateItem moderate, SendItem weak',
    ]);
  });

  it.each<[string, readonly Said[]]>([
    ['later than that', call(31, send('AAMk1'), SENT, undefined, ELSEWHERE)],
    ['in another process', call(2, send('AAMk1'), SENT, undefined, { pid: 7 })],
    [
      'of a second draft without an id',
      [
        ask(1, create(CAROL, 'SaveOnly', DRAFTS), undefined, { tid: 8 }),
        ...call(2, send('AAMk1'), SENT, undefined, ELSEWHERE),
      ],
    ],
  ])("is nobody's %s", (_, more) => {
    expect(outcomes([...UNNAMED, ...more], 300)).not.toContain('bob@contoso.com delivered');
  });

  it('is not that of a draft with another id', () => {
    expect(outcomes([...NAMED, ...call(2, send('AAMk2'), SENT)], 300)).toEqual(['bob@contoso.com stuck-in-drafts']);
  });
});

describe('a SendItem answer whose request was lost', () => {
  const alone = say(3, reply(200, SENT), ELSEWHERE);

  it('is possibly that of the one draft of its process', () => {
    expect(links([...NAMED, alone])).toEqual(['delivered, possible, CreateItem moderate, SendItem weak']);
    const [life] = tell([...NAMED, alone], 300);
    expect(life?.steps.find(({ fit }) => fit === 'required-not-seen')).toBeDefined();
    expect(life?.steps.filter(({ event, fit }) => event === 'ews-request' && fit === 'allowed')).toHaveLength(1);
  });

  it('is not that of a draft that was deleted', () => {
    const other = call(0, create(CAROL, 'SaveOnly', DRAFTS), answered('CreateItem', saved('AAMk2')), undefined, {
      tid: 8,
    });
    const deleted = call(1, remove('AAMk2'), answered('DeleteItem', NO_ERROR), undefined, { tid: 8 });
    expect(outcomes([...NAMED, ...other, ...deleted, alone], 300)).toContain('bob@contoso.com delivered');
  });

  it("is nobody's where two drafts wait", () => {
    const other = call(1, create(CAROL, 'SaveOnly', DRAFTS), answered('CreateItem', saved('AAMk2')), undefined, {
      tid: 8,
    });
    expect(outcomes([...NAMED, ...other, alone], 300)).toEqual([
      'bob@contoso.com stuck-in-drafts',
      'carol@contoso.com stuck-in-drafts',
    ]);
  });
});

describe('a SendItem of which only the head is left', () => {
  const head = post('')
    .replace('messages/CreateItem', 'messages/SendItem')
    .replace('Content-Length: 0', 'Content-Length: 700');

  it('sends the one draft of its thread', () => {
    expect(links([...NAMED, say(2, head), say(3, reply(200, SENT))])).toEqual([
      'delivered, likely, CreateItem moderate, SendItem moderate',
    ]);
  });
});

describe('an answer without an id behind a challenge that an id ties', () => {
  const challenge = say(1, reply(401, '', ID, ['WWW-Authenticate: Negotiate']));

  it('is that of the request which went on and was not logged', () => {
    const scene = [ask(0, create(BOB), ID), challenge, say(2, reply(200, answered('CreateItem', NO_ERROR)))];
    expect(outcomes(scene)).toEqual(['bob@contoso.com delivered']);
  });

  it.each<[string, readonly Said[]]>([
    ['more than a minute later', [say(62, reply(200, answered('CreateItem', NO_ERROR)))]],
    ['of another operation', [say(2, reply(200, answered('FindItem', NO_ERROR)))]],
    ['on another thread', [say(2, reply(200, answered('CreateItem', NO_ERROR)), ELSEWHERE)]],
    ['of a request that was logged', [ask(2, create(CAROL)), say(3, reply(200, answered('CreateItem', NO_ERROR)))]],
  ])('is not %s', (_, more) => {
    expect(outcomes([ask(0, create(BOB), ID), challenge, ...more])).toContain('bob@contoso.com rejected');
  });
});

describe('an answer that lost its head', () => {
  const bare = say(2, answered('CreateItem', NO_ERROR), { tid: 9 });

  it('is possibly that of the one request that waits', () => {
    expect(links([ask(0, create(BOB), ID), bare])).toEqual(['delivered, possible, CreateItem weak']);
  });

  it("is nobody's where another request waits, with an id or without", () => {
    const other = ask(1, create(CAROL), undefined, ELSEWHERE);
    expect(outcomes([ask(0, create(BOB), ID), other, bare], 300)).toEqual([
      'bob@contoso.com timed-out',
      'carol@contoso.com timed-out',
    ]);
  });
});
