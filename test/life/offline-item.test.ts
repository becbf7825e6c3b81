import { describe, expect, it } from 'vitest';
import { answered, call, create, DRAFTS, mail, NO_ERROR, saved } from './exchange.ts';
import { tell } from './scene.ts';

function count(
  item: Parameters<typeof create>[0],
  ...more: [Parameters<typeof create>[1]?, Parameters<typeof create>[2]?]
): number {
  return tell(call(0, create(item, ...more), answered('CreateItem', saved('AAMk1'))), 300).length;
}

describe('an offline message is a CreateItem of a Message to somebody', () => {
  it.each([
    'IPM.Note.Microsoft.Missed',
    'ipm.note.microsoft.missed',
    'IPM.Note.Microsoft.MissedConversation',
    'IPM.Note.Microsoft.Missed.Voice',
    'IM.Note.MissedConversation',
    'IM.Note.MisssedConversation',
    'IPM.Note',
  ])('of the class %s', (itemClass) => expect(count(mail('bob@contoso.com', { itemClass }))).toBe(1));

  it('of no class', () => {
    const { itemClass, ...none } = mail('bob@contoso.com');
    expect(itemClass).toBeDefined();
    expect(count(none)).toBe(1);
  });

  it.each([
    'IPM.Note.Microsoft.Conversation',
    'IPM.Note.Microsoft.Conversation.Voice',
    'IPM.Note.SMIME',
    'IPM.Appointment',
    'IPM.Post',
    'XIPM.Note',
  ])('not of the class %s', (itemClass) => expect(count(mail('bob@contoso.com', { itemClass }))).toBe(0));

  it.each(['CalendarItem', 'Contact'] as const)('not of a %s', (kind) =>
    expect(count(mail('bob@contoso.com', { kind, itemClass: 'IPM.Note' }))).toBe(0),
  );

  it('not without a recipient', () => expect(count(mail('x@contoso.com', { to: [] }))).toBe(0));

  it.each(['conversationhistory', 'sentitems', 'outbox', 'inbox'])('not saved only, into %s', (distinguished) =>
    expect(count(mail('bob@contoso.com'), 'SaveOnly', { distinguished })).toBe(0),
  );

  it('saved only into Drafts, into no folder, or sent from wherever', () => {
    expect(count(mail('bob@contoso.com'), 'SaveOnly', DRAFTS)).toBe(1);
    expect(count(mail('bob@contoso.com'), 'SaveOnly', { distinguished: 'Drafts' })).toBe(1);
    expect(count(mail('bob@contoso.com'), 'SaveOnly')).toBe(1);
    expect(count(mail('bob@contoso.com'), 'SendAndSaveCopy', { distinguished: 'conversationhistory' })).toBe(1);
    expect(count(mail('bob@contoso.com'), 'SendOnly')).toBe(1);
  });

  it('not by any other operation', () => {
    const other = create(mail('bob@contoso.com')).replaceAll('CreateItem', 'UploadItems');
    expect(tell(call(0, other, answered('UploadItems', NO_ERROR)), 300)).toEqual([]);
  });

  it('keeps its recipients in the order of the request, each once', () => {
    const to = ['Zoe@contoso.com', 'bob@contoso.com', 'zoe@contoso.com'];
    const [life] = tell(call(0, create(mail('x', { to })), answered('CreateItem', NO_ERROR)));
    expect(life?.recipients).toEqual(['zoe@contoso.com', 'bob@contoso.com']);
  });
});
