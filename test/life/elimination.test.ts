import { describe, expect, it } from 'vitest';
import {
  answered,
  ask,
  BOB,
  CAROL,
  call,
  create,
  DRAFTS,
  mail,
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

describe('a request that lost its head', () => {
  const OTHER_ID = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
  /** Another call, whose id ties an answer of another thread to it. */
  const across = [
    say(-9, post(create(CAROL), OTHER_ID), { tid: 7 }),
    say(-8, reply(200, answered('CreateItem', NO_ERROR), OTHER_ID), { tid: 9 }),
  ];
  const bare = say(0, create(BOB));
  const done = say(2, reply(200, answered('CreateItem', NO_ERROR), ID), { tid: 9 });
  const ofBob = (scene: readonly Said[]): readonly string[] => links(scene).slice(1);

  it('is possibly that of the one answer with the id of no request', () => {
    expect(ofBob([...across, bare, done])).toEqual(['delivered, possible, CreateItem weak']);
  });

  it('and of an answer that lost its head, too', () => {
    const answer = say(2, answered('CreateItem', NO_ERROR), { tid: 9 });
    expect(ofBob([...across, bare, answer])).toEqual(['delivered, possible, CreateItem weak']);
  });

  it('of a draft that no id tells of is sent only possibly by the answer that may be its own', () => {
    const scene = [
      ...across,
      ask(0, create(BOB, 'SaveOnly', DRAFTS)),
      say(1, send('AAMk1')),
      say(2, reply(200, answered('GetItem', NO_ERROR))),
      ask(3, create(mail('dave@contoso.com')), OTHER_ID.replace('6', '9')),
      say(4, reply(200, SENT, ID)),
    ];
    expect(ofBob(scene)[0]).toMatch(/^delivered, possible/);
  });

  it('has its draft removed by a DeleteItem of which both are left', () => {
    const removal = [say(2, remove('AAMk1')), say(3, reply(200, answered('DeleteItem', NO_ERROR), ID), { tid: 9 })];
    const refused = call(1, send('AAMk1'), answered('SendItem', 'ErrorAccessDenied'));
    expect(ofBob([...across, ...NAMED, ...refused, ...removal])).toEqual([
      'rejected, possible, CreateItem moderate, SendItem exact',
    ]);
  });

  it.each<[string, readonly Said[]]>([
    ['where answers come on the thread that asked', [bare, done]],
    ['where two such requests wait', [...across, bare, say(1, create(mail('dave@contoso.com')), ELSEWHERE), done]],
    ['where the answer names an item that was saved', [...across, bare, say(2, reply(200, SAVED, ID), { tid: 9 })]],
    ['later than WinHTTP waits', [...across, bare, { ...done, at: 31 }]],
  ])("is nobody's %s", (_, scene) => {
    expect(outcomes(scene, 300)).toContain('bob@contoso.com timed-out');
  });

  it('is no other try where it is a leg of the call in front of it, whose answer comes behind it', () => {
    const refused = reply(200, answered('CreateItem', 'ErrorAccessDenied'), ID);
    const scene = [ask(0, create(BOB), ID), say(0.1, create(BOB)), say(1, refused, { tid: 9 })];
    expect(links(scene)).toEqual(['rejected, proven, CreateItem exact']);
    expect(tell(scene)[0]?.attempts[0]?.evidence.map(({ line }) => line)).toContain(101);
  });

  it('is another try a while later, or when it says something else', () => {
    for (const again of [say(5, create(BOB)), say(0.1, create(mail('bob@contoso.com', { html: 'other words' })))]) {
      const scene = [
        ask(0, create(BOB), ID),
        again,
        say(6, reply(200, answered('CreateItem', 'ErrorAccessDenied'), ID)),
      ];
      expect(tell(scene, 300).flatMap(({ attempts }) => attempts)).toHaveLength(2);
    }
  });
});
