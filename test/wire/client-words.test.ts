import { describe, expect, it } from 'vitest';
import type { Observation } from '../../src/model/observation.ts';
import { answered, ask, BOB, create, reply } from '../life/exchange.ts';
import { observe, say } from '../life/scene.ts';

function seen<Kind extends Observation['kind']>(kind: Kind, ...texts: readonly string[]) {
  const all = observe(texts.map((text, index) => say(index, text)));
  return all.filter((one): one is Extract<Observation, { kind: Kind }> => one.kind === kind);
}

const SIZE = 'GetItem on Deleted Items: the item exceeds the quota of 1048576 (0x100000) bytes';
const BANNER = "The Exchange server won't let us connect. We're working on fixing the connection.";
const PROFILE =
  'The email address used in your default Outlook profile is different from the sign-in address used in Lync.';

describe('words that Microsoft has published', () => {
  it.each([
    ['deleted-items-too-big', SIZE],
    ['exchange-refuses-connection', BANNER],
    ['outlook-address-differs', PROFILE],
  ])('tell of %s: %s', (symptom, text) => {
    expect(seen('symptom', text).map((one) => one.symptom)).toEqual([symptom]);
  });

  it.each([
    'buffer of 1048576 bytes allocated',
    'Deleted Items at 0x1000000',
    'Deleted Items: 10485760 bytes',
    'enter the sign-in address of the user',
  ])('but not: %s', (text) => {
    expect(seen('symptom', text)).toEqual([]);
  });

  it('count as nothing where a user wrote them', () => {
    const head = 'MESSAGE sip:bob@contoso.com SIP/2.0\nFrom: <sip:alice@contoso.com>\nContent-Type: text/plain';
    expect(seen('symptom', `${head}\n\n${PROFILE}`)).toEqual([]);
    const request = ask(0, create(BOB)).text.replace('</t:Body>', `${BANNER}</t:Body>`);
    expect(request).toContain(BANNER);
    expect(seen('symptom', request)).toEqual([]);
  });
});

it('provisioning tells that the server keeps conversation history, and a user who writes so does not', () => {
  const property = '<property name="EnableServerConversationHistory" >true</property>';
  const told = [{ name: 'EnableServerConversationHistory', value: 'true', origin: 'in-band' }];
  expect(seen('setting', `SIP/2.0 200 OK\n\n${property}`)).toMatchObject(told);
  expect(seen('setting', 'Property[ enableserverconversationhistory ] = true')).toMatchObject(told);
  expect(seen('setting', `MESSAGE sip:bob@contoso.com SIP/2.0\nContent-Type: text/plain\n\n${property}`)).toEqual([]);
});

it('an item of conversation history that is a draft is marked in the answer', () => {
  const item = (itemClass: string, isDraft: boolean) => {
    const parts = `<t:ItemClass>${itemClass}</t:ItemClass><t:IsDraft>${isDraft}</t:IsDraft>`;
    const code = '<m:ResponseCode>NoError</m:ResponseCode>';
    const whole = answered('GetItem', 'NoError');
    expect(whole).toContain(code);
    return whole
      .replace(/<m:Items\s*\/>/, '')
      .replace(code, `${code}<m:Items><t:Message>${parts}</t:Message></m:Items>`);
  };
  const marks = (xml: string) =>
    seen('http-response', reply(200, xml)).flatMap(({ answers }) => answers.map((one) => one.hasHistoryDraft));
  expect(marks(item('IPM.Note.Microsoft.Conversation', true))).toEqual([true]);
  expect(marks(item('IPM.Note.Microsoft.Conversation', false))).toEqual([false]);
  expect(marks(item('IPM.Note', true))).toEqual([undefined]);
});
