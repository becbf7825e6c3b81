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

const CALL =
  'From: <sip:alice@contoso.com>;tag=1\nTo: <sip:bob@contoso.com>\nCall-ID: c1\nUser-Agent: UCCAPI/16.0.6965.5308 OC/16.0.6965.2117 (Skype for Business)';
const INVITE = `INVITE sip:bob@contoso.com SIP/2.0\n${CALL}\nCSeq: 1 INVITE`;
const answer = (status: string, from: string, method = 'INVITE') =>
  `SIP/2.0 ${status}\nFrom: <sip:alice@contoso.com>;tag=1\nTo: <sip:bob@contoso.com>;tag=2\nCall-ID: c1\nCSeq: 1 ${method}\n${from}`;
const BY_CLIENT = 'User-Agent: UCCAPI/16.0.6965.5308 OC/16.0.6965.2117 (Skype for Business)';
const BY_SERVER = 'Server: RTC/6.0';

describe('SIP answers', () => {
  it('to an instant message tell who refused it', () => {
    const message = `${INVITE}\nms-text-format: text/plain; charset=UTF-8`;
    expect(seen('sip-response', message, answer('486 Busy Here', BY_CLIENT))).toMatchObject([
      { method: 'INVITE', status: 486, isFromClient: true, recipient: 'bob@contoso.com' },
    ]);
    expect(seen('sip-response', message, answer('480 Temporarily Unavailable', BY_SERVER))).toMatchObject([
      { status: 480, isFromClient: false },
    ]);
  });

  it('to a call, or to a request that was not seen, tell nothing', () => {
    expect(seen('sip-response', `${INVITE}\n\nm=audio 1 RTP/AVP 0`, answer('486 Busy Here', BY_CLIENT))).toEqual([]);
    expect(seen('sip-response', answer('486 Busy Here', BY_CLIENT))).toEqual([]);
  });

  it('to the sign-in tell how it ended', () => {
    const statuses = seen(
      'sip-response',
      answer('401 Unauthorized', BY_SERVER, 'REGISTER'),
      answer('200 OK', BY_SERVER, 'REGISTER'),
      answer('100 Trying', BY_SERVER, 'REGISTER'),
    ).map(({ status }) => status);
    expect(statuses).toEqual([401, 200]);
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
  expect(marks(item('IPM.Note.Microsoft.Conversation', false))).toEqual([undefined]);
  expect(marks(item('IPM.Note', true))).toEqual([undefined]);
});
