import { describe, expect, it } from 'vitest';
import { answered, ask, BOB, CAROL, call, create, NO_ERROR, post, reply } from './exchange.ts';
import { outcomes, type Said, say, tell } from './scene.ts';

const ID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
const OTHER_ID = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
const DONE = answered('CreateItem', NO_ERROR);

function challenge(at: number, status = 401, id?: string, more: Partial<Said> = {}): Said {
  return say(at, reply(status, '', id, ['WWW-Authenticate: Negotiate', 'WWW-Authenticate: NTLM']), more);
}

describe.each([401, 407])('an answer %d', (status) => {
  it('followed by another request of the same id within 60 s is a handshake, also from another thread', () => {
    const scene = [
      ask(0, create(BOB), ID),
      challenge(1, status, ID),
      ...call(61, create(BOB), DONE, ID, { tid: 0x77 }),
    ];
    expect(tell(scene)).toMatchObject([
      { outcome: 'delivered', attempts: [{ httpStatus: 200, challenges: ['Negotiate', 'NTLM'] }] },
    ]);
  });

  it('followed by the same operation on the same thread is a handshake, without or with other ids', () => {
    for (const ids of [[], [ID, OTHER_ID]]) {
      const scene = [ask(0, create(BOB), ids[0]), challenge(1, status, ids[0]), ...call(40, create(BOB), DONE, ids[1])];
      expect(tell(scene)).toMatchObject([{ outcome: 'delivered', attempts: [{ httpStatus: 200 }] }]);
    }
  });

  it('followed later than 60 s is a failure, and what follows a second message', () => {
    const scene = [ask(0, create(BOB)), challenge(1, status), ...call(62, create(BOB), DONE)];
    expect(outcomes(scene)).toEqual(['bob@contoso.com rejected', 'bob@contoso.com delivered']);
  });

  it('followed by the operation on another thread without an id in common is a failure', () => {
    const scene = [
      ask(0, create(BOB), ID),
      challenge(1, status, ID),
      ...call(5, create(BOB), DONE, OTHER_ID, { tid: 0x77 }),
    ];
    expect(outcomes(scene)).toEqual(['bob@contoso.com rejected', 'bob@contoso.com delivered']);
  });

  it('that comes last is final', () => {
    const scene = [ask(0, create(BOB)), challenge(1, status), ask(2, create(BOB)), challenge(3, status)];
    expect(tell(scene)).toMatchObject([{ outcome: 'rejected', attempts: [{ httpStatus: status }] }]);
  });

  it('followed by a request that got no answer is no failure', () => {
    const scene = [ask(0, create(BOB)), challenge(1, status), ask(2, create(BOB))];
    expect(outcomes(scene, 60)).toEqual(['bob@contoso.com pending']);
    expect(outcomes(scene, 160)).toEqual(['bob@contoso.com timed-out']);
  });
});

describe('a handshake', () => {
  it('may have three legs and bodies in one of them only', () => {
    const empty = post('', undefined).replace('messages/CreateItem', 'messages/CreateItem');
    for (const legs of [
      [create(BOB), '', ''],
      ['', '', create(BOB)],
    ]) {
      const scene = legs.flatMap((soap, i) => [
        say(2 * i, soap === '' ? empty : post(soap)),
        i === 2 ? say(2 * i + 1, reply(200, DONE)) : challenge(2 * i + 1),
      ]);
      expect(tell(scene)).toMatchObject([{ outcome: 'delivered', attempts: [{ httpStatus: 200 }] }]);
    }
  });

  it('does not swallow a message to somebody else', () => {
    const scene = [ask(0, create(BOB)), challenge(1), ...call(20, create(CAROL), DONE)];
    expect(outcomes(scene)).toEqual(['bob@contoso.com rejected', 'carol@contoso.com delivered']);
  });

  it('that only its answers show ends with the last of them', () => {
    const scene = [ask(0, create(BOB), ID), challenge(1, 401, ID), say(2, reply(200, DONE, ID))];
    expect(outcomes(scene)).toEqual(['bob@contoso.com delivered']);
  });
});

describe('an interim answer', () => {
  it('100 Continue answers nothing', () => {
    for (const id of [ID, undefined]) {
      const scene = [ask(0, create(BOB), id), say(1, 'HTTP/1.1 100 Continue\n\n'), say(2, reply(200, DONE, id))];
      expect(outcomes(scene)).toEqual(['bob@contoso.com delivered']);
    }
  });
});

describe('a handshake of which a part was lost', () => {
  const credentials = ['Authorization: Negotiate YIIHFAYGKwYBBQUCoIIHCDCCBwSgMDAuBgkqhkiC9xIBAgIG'];
  const asked = (at: number, more: readonly string[] = []) => say(at, post(create(BOB), ID, more));

  it('its refusal: the same call again at once, with credentials, is a leg', () => {
    const scene = [asked(0), asked(0.1, credentials), say(1, reply(200, DONE, ID))];
    expect(tell(scene)).toMatchObject([{ outcome: 'delivered', attempts: [{ httpStatus: 200 }] }]);
  });

  it('later, or without credentials, it is another try', () => {
    for (const again of [asked(5, credentials), asked(0.1)]) {
      expect(tell([asked(0), again, say(9, reply(200, DONE, ID))])[0]?.attempts).toHaveLength(2);
    }
  });

  it('its last leg: a refusal with a token of the server is no end', () => {
    const token = ['WWW-Authenticate: NTLM TlRMTVNTUAACAAAADgAOADgAAAAFgomi'];
    const scene = [asked(0, ['Authorization: NTLM TlRMTVNTUAABAAAAB4IIog']), say(1, reply(401, '', ID, token))];
    expect(outcomes(scene, 60)).toEqual(['bob@contoso.com pending']);
    expect(outcomes(scene, 160)).toEqual(['bob@contoso.com timed-out']);
    const final = scene.map((said) => ({ ...said, text: said.text.replace(/NTLM TlRMTVNTUAAC\S+/, 'NTLM') }));
    expect(outcomes(final, 160)).toEqual(['bob@contoso.com rejected']);
  });

  it.each([
    ['an older call that still waits', []],
    ['an older call that failed', [say(2, 'Request failed: 0x80072EFD')]],
  ])('its last leg: what fails next on the thread is that leg, beside %s', (_, failed) => {
    const scene = [
      ask(0, create(CAROL), OTHER_ID, { tid: 8 }),
      challenge(0.1, 401, OTHER_ID, { tid: 8 }),
      say(0.2, post(create(CAROL), OTHER_ID, credentials), { tid: 8 }),
      ...failed.map((said) => ({ ...said, tid: 8 })),
      ask(3, create(BOB), ID, { tid: 8 }),
      challenge(3.1, 401, ID, { tid: 8 }),
      say(30, 'WinHttpSendRequest failed, error 12007', { tid: 8 }),
    ];
    expect(outcomes(scene, 160)).toEqual([
      failed.length === 0 ? 'carol@contoso.com timed-out' : 'carol@contoso.com unreachable',
      'bob@contoso.com unreachable',
    ]);
  });

  it('its last leg: a failure that comes later than a handshake lasts is none of it', () => {
    const scene = [asked(0), challenge(1, 401, ID), say(62, 'WinHttpSendRequest failed, error 12007')];
    expect(outcomes(scene, 160)).toEqual(['bob@contoso.com rejected']);
  });

  it('a leg of a later try: a failure of the same id is that of the leg asked last', () => {
    const [first, second, third] = [{ tid: 7 }, { tid: 8 }, { tid: 9 }];
    const scene = [
      say(0, post(create(BOB), ID), first),
      challenge(0.1, 401, ID, third),
      say(0.2, post(create(BOB), ID, credentials), first),
      say(20, post(create(BOB), ID), second),
      challenge(20.1, 401, ID, third),
      say(21, `Request failed: 0x80072EE7, client-request-id: ${ID}`, third),
    ];
    expect(outcomes(scene, 160)).toEqual(['bob@contoso.com unreachable']);
  });
});
