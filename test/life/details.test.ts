import { describe, expect, it } from 'vitest';
import { getFolder } from '../make/ews.ts';
import {
  answered,
  ask,
  BOB,
  CAROL,
  call,
  create,
  DRAFTS,
  mail,
  move,
  NO_ERROR,
  remove,
  reply,
  STYLE,
  saved,
  send,
} from './exchange.ts';
import { outcomes, say, tell } from './scene.ts';

const OPAQUE = { opaque: 'AQMkAD=' };
const SAVE = call(0, create(BOB, 'SaveOnly', DRAFTS), answered('CreateItem', saved('AAMk1')));

describe('a folder given by an opaque FolderId', () => {
  const save = call(10, create(BOB, 'SaveOnly', OPAQUE), answered('CreateItem', saved('AAMk1')));

  it('that nothing ties is taken for Drafts, which is only possible', () => {
    expect(tell(save, 300)).toMatchObject([
      { outcome: 'stuck-in-drafts', certainty: 'possible', draftFolderUncertain: true },
    ]);
  });

  it.each([0, 50])('is the one that a GetFolder answer ties it to, at second %d', (at) => {
    const tie = (folder: string) =>
      call(at, getFolder([folder], STYLE), answered('GetFolder', { code: 'NoError', folder: OPAQUE.opaque }));
    expect(tell([...save, ...tie('drafts')], 300)).toMatchObject([{ outcome: 'stuck-in-drafts', certainty: 'proven' }]);
    expect(tell([...save, ...tie('conversationhistory')], 300)).toEqual([]);
  });

  it('asked for among several keeps its place', () => {
    const answers = ['AQMkAA=', OPAQUE.opaque].map((folder) => ({ code: 'NoError', folder }));
    const tie = call(0, getFolder(['drafts', 'conversationhistory'], STYLE), answered('GetFolder', ...answers));
    expect(tell([...tie, ...save], 300)).toEqual([]);
  });
});

describe('one CreateItem with several items', () => {
  it('is several messages, its answers in the same order', () => {
    const answer = answered('CreateItem', NO_ERROR, 'ErrorInvalidRecipients', 'ErrorServerBusy');
    const scene = call(0, create([BOB, CAROL, mail('dave@contoso.com')]), answer);
    expect(outcomes(scene, 60).toSorted()).toEqual([
      'bob@contoso.com delivered',
      'carol@contoso.com rejected',
      'dave@contoso.com pending',
    ]);
  });

  it('are several even when they say the same to the same people', () => {
    for (const id of [undefined, '3f2504e0-4f89-11d3-9a0c-0305e82c3301']) {
      expect(outcomes(call(0, create([BOB, BOB]), answered('CreateItem', NO_ERROR, 'ErrorQuotaExceeded'), id))).toEqual(
        ['bob@contoso.com delivered', 'bob@contoso.com rejected'],
      );
    }
  });

  it('a retry of all by the same id ties each to its own', () => {
    const id = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
    const history = mail('erin@contoso.com', { itemClass: 'IPM.Note.Microsoft.Conversation' });
    const plain = { html: '', subject: '' };
    const items = [history, mail('bob@contoso.com', plain), mail('bob@contoso.com', plain)];
    const busy = answered('CreateItem', NO_ERROR, 'ErrorServerBusy', 'ErrorServerBusy');
    const done = answered('CreateItem', NO_ERROR, NO_ERROR, 'ErrorQuotaExceeded');
    expect(outcomes([...call(0, create(items), busy, id), ...call(10, create(items), done, id)])).toEqual([
      'bob@contoso.com delivered',
      'bob@contoso.com rejected',
    ]);
  });

  it('a fault answers them all', () => {
    const scene = [ask(0, create([BOB, CAROL])), say(1, reply(403))];
    expect(outcomes(scene).toSorted()).toEqual(['bob@contoso.com rejected', 'carol@contoso.com rejected']);
  });

  it('an answer that is cut leaves the later ones open', () => {
    const whole = answered('CreateItem', NO_ERROR, 'ErrorQuotaExceeded');
    const cut = whole.slice(0, whole.indexOf('ErrorQuota') + 7);
    const scene = [ask(0, create([BOB, CAROL])), say(1, reply(200, cut))];
    expect(outcomes(scene, 60).toSorted()).toEqual(['bob@contoso.com delivered', 'carol@contoso.com pending']);
    const before = reply(200, whole.slice(0, whole.lastIndexOf('<m:CreateItemResponseMessage')));
    const none = [ask(0, create([BOB, CAROL])), say(1, before)];
    expect(outcomes(none, 300).toSorted()).toEqual(['bob@contoso.com delivered', 'carol@contoso.com unknown']);
  });
});

describe('a retry and a second message', () => {
  const again = (code: string, then = 40) => [
    ...call(0, create(BOB), answered('CreateItem', code)),
    ...call(then, create(BOB), answered('CreateItem', NO_ERROR)),
  ];

  it('the same again after an answer for good is a second message', () => {
    expect(outcomes(again('NoError'))).toEqual(['bob@contoso.com delivered', 'bob@contoso.com delivered']);
    expect(outcomes(again('ErrorQuotaExceeded'))).toEqual(['bob@contoso.com rejected', 'bob@contoso.com delivered']);
  });

  it('before that it is a retry', () => {
    const lives = tell(again('ErrorServerBusy'));
    expect(lives).toMatchObject([{ outcome: 'delivered', attempts: [{ result: 'error' }, { result: 'accepted' }] }]);
    expect(outcomes([ask(0, create(BOB)), ...call(30, create(BOB), answered('CreateItem', NO_ERROR))])).toEqual([
      'bob@contoso.com delivered',
    ]);
  });

  it('other words, or the same to other people, are other messages', () => {
    const other = create(mail('bob@contoso.com', { html: 'Something else' }));
    const toBoth = create(mail('bob@contoso.com', { to: ['bob@contoso.com', 'carol@contoso.com'] }));
    const scene = [ask(0, create(BOB)), ask(5, other), ask(10, toBoth)];
    expect(outcomes(scene, 600)).toHaveLength(3);
  });

  it('the same people in another order are the same people', () => {
    const both = (to: readonly string[]) => create(mail('x@contoso.com', { to }));
    const [a, b] = ['bob@contoso.com', 'carol@contoso.com'];
    const scene = [ask(0, both([a, b])), ask(60, both([b, a]))];
    expect(tell(scene, 600)).toMatchObject([{ recipients: [a, b], attempts: [{}, {}] }]);
  });

  it('drafts saved again and again are one message', () => {
    const saves = [0, 20, 40].flatMap((at) =>
      call(at, create(BOB, 'SaveOnly', DRAFTS), answered('CreateItem', saved(`AAMk${at}`))),
    );
    expect(tell(saves, 600)).toMatchObject([{ outcome: 'stuck-in-drafts', itemIds: ['AAMk0', 'AAMk20', 'AAMk40'] }]);
  });
});

describe('a draft that the client deletes or moves', () => {
  it('is no draft: its last send attempt decides', () => {
    const gone = call(40, remove('AAMk1'), answered('DeleteItem', NO_ERROR));
    const failed = call(2, send('AAMk1'), answered('SendItem', 'ErrorServerBusy'));
    expect(outcomes([...SAVE, ...failed, ...gone], 60)).toEqual(['bob@contoso.com pending']);
    expect(outcomes([...SAVE, ...failed, ...gone], 600)).toEqual(['bob@contoso.com rejected']);
    expect(outcomes([...SAVE, ask(2, send('AAMk1')), ...gone], 600)).toEqual(['bob@contoso.com timed-out']);
  });

  it('decides by the last send even if the client saved again behind it', () => {
    const failed = call(2, send('AAMk1'), answered('SendItem', 'ErrorServerBusy'));
    const second = call(10, create(BOB, 'SaveOnly', DRAFTS), answered('CreateItem', saved('AAMk2')));
    const gone = ['AAMk1', 'AAMk2'].flatMap((id, i) => call(20 + 4 * i, remove(id), answered('DeleteItem', NO_ERROR)));
    expect(outcomes([...SAVE, ...failed, ...second, ...gone], 600)).toEqual(['bob@contoso.com rejected']);
  });

  it('leaves the other draft of the message', () => {
    const second = call(10, create(BOB, 'SaveOnly', DRAFTS), answered('CreateItem', saved('AAMk2')));
    const gone = call(20, remove('AAMk1'), answered('DeleteItem', NO_ERROR));
    expect(outcomes([...SAVE, ...second, ...gone], 600)).toEqual(['bob@contoso.com stuck-in-drafts']);
  });

  it('stays when the deletion fails or never got an answer', () => {
    const failed = call(5, remove('AAMk1'), answered('DeleteItem', 'ErrorItemNotFound'));
    expect(outcomes([...SAVE, ...failed], 600)).toEqual(['bob@contoso.com stuck-in-drafts']);
    expect(outcomes([...SAVE, ask(5, remove('AAMk1'))], 600)).toEqual(['bob@contoso.com stuck-in-drafts']);
  });

  it('moved out of Drafts is no draft, moved into it is one, known by its new id', () => {
    const moved = (folder: string) => call(5, move('AAMk1', folder), answered('MoveItem', saved('AAMk9')));
    expect(outcomes([...SAVE, ...moved('deleteditems')], 600)).toEqual(['bob@contoso.com unknown']);
    expect(outcomes([...SAVE, ...moved('drafts')], 600)).toEqual(['bob@contoso.com stuck-in-drafts']);
    const gone = call(20, remove('AAMk9'), answered('DeleteItem', NO_ERROR));
    expect(outcomes([...SAVE, ...moved('drafts'), ...gone], 600)).toEqual(['bob@contoso.com unknown']);
    const sent = call(20, send('AAMk9'), answered('SendItem', NO_ERROR));
    expect(outcomes([...SAVE, ...moved('drafts'), ...sent], 600)).toEqual(['bob@contoso.com delivered']);
  });

  it('an item of somebody else is no business of the message', () => {
    const gone = call(5, remove('AAMk7'), answered('DeleteItem', NO_ERROR));
    expect(outcomes([...SAVE, ...gone], 600)).toEqual(['bob@contoso.com stuck-in-drafts']);
  });
});
