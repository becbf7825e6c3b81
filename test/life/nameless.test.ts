import { describe, expect, it } from 'vitest';
import { buildLives, inOrderOfTime } from '../../src/life/index.ts';
import type { Observation, SpoolFileSeen } from '../../src/model/observation.ts';
import { later } from '../make/clock.ts';
import { answered, ask, BOB, CAROL, call, create, DRAFTS, NO_ERROR, remove, reply, saved, send } from './exchange.ts';
import { DAWN, observe, type Said, say } from './scene.ts';

const ID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
const FULL = answered('CreateItem', 'ErrorQuotaExceeded');

function file(name: string, at: number, to = 'bob@contoso.com'): SpoolFileSeen {
  const source = `sip_alice@contoso.com/History Spooler/${name}`;
  return {
    kind: 'spool-file',
    source,
    offset: 0,
    evidence: [{ source, line: 1, offset: 0, text: 'spool' }],
    file: name,
    owner: 'alice@contoso.com',
    reading: 'parsed',
    initiator: 'alice@contoso.com',
    participants: [to],
    saysMissed: true,
    conversationIds: [],
    writtenAt: later(DAWN, at),
  };
}

const OF_CAROL = ask(1, create(CAROL), '6ba7b810-9dad-11d1-80b4-00c04fd430c8', { tid: 7 });
const FILE = file('1.hist', 0);

function told(scene: readonly Said[], ...files: readonly Observation[]): readonly string[] {
  const at = later(DAWN, 300);
  const context = { hasSpooler: true, hasTrace: true, hasUndecoded: false, horizon: at, collectedAt: at };
  return buildLives(inOrderOfTime([...observe(scene), ...files]), context).map(
    ({ recipients, outcome, certainty, attempts }) =>
      `${recipients.join(' ')} ${outcome}, ${certainty}${attempts.map(({ operation, link }) => `, ${operation} ${link}`).join('')}`,
  );
}

const LEFT = 'bob@contoso.com left-in-spooler, proven';

describe('a spool file that no request names', () => {
  const refused = say(3, reply(200, FULL, ID));
  const sending = call(3, send('AAMk1'), answered('SendItem', 'ErrorAccessDenied'), ID);

  it('is possibly what the one CreateItem was refused for of which the answer alone is left', () => {
    expect(told([refused], FILE)).toEqual(['bob@contoso.com rejected, possible, CreateItem weak']);
    expect(told([say(3, reply(200, FULL))], FILE)).toEqual(['bob@contoso.com rejected, possible, CreateItem weak']);
  });

  it('is not told by a refusal that an unsaved conversation may have had, which is never sent or deleted', () => {
    const { saysMissed: _, ...history } = file('2.hist', 2, 'carol@contoso.com');
    const conversation: SpoolFileSeen = { ...history, saysMissed: false };
    expect(told([refused], FILE, conversation)).toContain(LEFT);
    expect(told(sending, FILE, conversation)).toContain('bob@contoso.com stuck-in-drafts, possible, SendItem weak');
  });

  it('is possibly the one draft that is sent and that nothing else is known of', () => {
    expect(told(sending, FILE)).toEqual(['bob@contoso.com stuck-in-drafts, possible, SendItem weak']);
    const removed = call(5, remove('AAMk1'), answered('DeleteItem', NO_ERROR));
    expect(told([...sending, ...removed], FILE)).toEqual(['bob@contoso.com rejected, possible, SendItem weak']);
  });

  it('is possibly a draft that Exchange denied to send', () => {
    const denied = say(3, reply(200, answered('CreateItem', 'ErrorSendAsDenied'), ID));
    expect(told([denied], FILE)).toEqual(['bob@contoso.com stuck-in-drafts, possible, CreateItem weak']);
  });

  it.each<[string, readonly Said[], readonly SpoolFileSeen[]]>([
    ['with another file of that time', [refused], [file('2.hist', -60, 'carol@contoso.com')]],
    ['with another refusal', [refused, say(60, reply(200, FULL))], []],
    ['more than two minutes later', [{ ...refused, at: 122 }], []],
    ['before it was written', [{ ...refused, at: -2 }], []],
    ['where Exchange accepted or saved', [say(3, reply(200, answered('CreateItem', NO_ERROR), ID))], []],
    ['where an item was saved', [say(3, reply(200, answered('CreateItem', saved('AAMk1')), ID))], []],
    ['where the draft was sent', call(3, send('AAMk1'), answered('SendItem', NO_ERROR), ID), []],
  ])('is not tied to a call %s', (_, scene, files) => {
    expect(told(scene, FILE, ...files)).toContain(LEFT);
  });

  it('is not tied to what may be another try of a message of the trace', () => {
    const busy = say(3, reply(200, answered('CreateItem', 'ErrorServerBusy'), ID));
    expect(told([OF_CAROL, busy], FILE)).toContain(LEFT);
    expect(told([busy, { ...OF_CAROL, at: 30 }], FILE)).toContain(LEFT);
    const theirs = file('2.hist', 1, 'carol@contoso.com');
    expect(told([OF_CAROL, refused], FILE, theirs)).toContain(LEFT);
    const unnamed = ask(1, create(CAROL, 'SaveOnly', DRAFTS), undefined, { tid: 7 });
    expect(
      told([unnamed, ask(1, create(BOB, 'SaveOnly', DRAFTS), undefined, { tid: 8 }), ...sending], FILE),
    ).toHaveLength(2);
  });

  it('may be, where no file of that other message stands: what was refused for good left one', () => {
    expect(told([OF_CAROL, refused], FILE)).toContain('bob@contoso.com rejected, possible, CreateItem weak');
  });
});
