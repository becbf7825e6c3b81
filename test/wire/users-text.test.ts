import { describe, expect, it } from 'vitest';
import { answered, ask, BOB, create, mail, NO_ERROR, reply } from '../life/exchange.ts';
import { observe, outcomes, say, tell } from '../life/scene.ts';

const PROPERTY = '<property name="EnableIMAutoArchiving">false</property> zebra';
const OPTION = '<imAutoArchiving>false</imAutoArchiving> zebra';

function policies(...texts: readonly string[]): number {
  const scene = texts.map((text, i) => say(i, text));
  return observe(scene).filter((one) => one.kind === 'policy').length;
}

describe('what users write to each other is no provisioning', () => {
  it.each([PROPERTY, OPTION])('in a SIP MESSAGE: %s', (text) => {
    const head = 'MESSAGE sip:bob@contoso.com SIP/2.0\nFrom: <sip:alice@contoso.com>\nContent-Type: text/plain';
    expect(policies(`${head}\n\n${text}`)).toBe(0);
    expect(policies(`$$begin_record\nStart-Line: ${head}\nMessage-Body: ${text}\n$$end_record`)).toBe(0);
  });

  it.each([PROPERTY, OPTION])('in the body of an item, escaped once more: %s', (text) => {
    const html = text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const request = ask(0, create(mail('bob@contoso.com', { html }))).text;
    expect(policies(request)).toBe(0);
    expect(policies(request.slice(0, -120), request.slice(-120))).toBe(0);
  });

  it('but the same words in provisioning are', () => {
    const head = 'SIP/2.0 200 OK\nContent-Type: application/vnd-microsoft-roaming-provisioning-v2+xml';
    expect(policies(`${head}\n\n<provisionGroup name="endpointConfiguration">${PROPERTY}`)).toBe(1);
  });
});

it('a body that was not escaped does not hide the message', () => {
  const raw = create(mail('bob@contoso.com', { html: 'PLACE' })).replace('PLACE', 'a < b </p> <br> c');
  expect(outcomes([ask(0, raw), say(1, reply(200, answered('CreateItem', NO_ERROR)))])).toEqual([
    'bob@contoso.com delivered',
  ]);
});

it('a failure is cited without what it quotes', () => {
  const scene = [ask(0, create(BOB)), say(1, 'EWS send of "my zebra text" failed 0x80072EE7'), say(300, 'end')];
  const [life] = tell(scene);
  expect(life?.outcome).toBe('unreachable');
  expect(JSON.stringify(life)).not.toContain('zebra');
});
