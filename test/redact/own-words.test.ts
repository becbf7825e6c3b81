import { expect, test } from 'vitest';
import { rules } from '../../src/diagnosis/rules/index.ts';
import { VOCABULARY } from '../../src/model/identity/vocabulary.ts';
import { type Leak, Redaction } from '../../src/redact/index.ts';

const OWN_WORDS = [
  'stuck-in-drafts',
  'timed-out',
  'left-in-spooler',
  'picked-up',
  'in-exchange-call',
  'draft-saved',
  'transport-failure',
];

/** What a citation becomes, and whether what the tool says itself is taken for a leak. */
async function redacted(
  text: string,
  said: string,
): Promise<{ readonly text: string; readonly leak: Leak | undefined }> {
  const redaction = new Redaction({ key: 'a key for tests' });
  const evidence = [{ source: 'Tracing/x.txt', line: 1, offset: 0, text }];
  const shown = redaction.part({ evidence }).evidence[0]?.text ?? '';
  return { text: shown, leak: await redaction.leakIn([`${shown}\n${said}`]) };
}

test('every word of the id of a rule is an ordinary one', () => {
  const words = [...rules.map(({ id }) => id), ...OWN_WORDS].flatMap((id) => id.split('-'));
  expect(words.filter((word) => !/^\d+$/.test(word) && !VOCABULARY.has(word))).toEqual([]);
});

test.each(['send-as', 'ews-timeout', 'stuck-in-drafts', 'send-as-denied', 'drafts-bug-2016-06'])(
  'a user called %s is replaced in the address, and the words of the tool stay',
  async (user) => {
    const { text, leak } = await redacted(`queued for ${user}@contoso.com`, `the rule ${user} fired`);
    expect(text).not.toContain(user);
    expect(leak).toBeUndefined();
  },
);

test('an extension that is a year is replaced behind tel: only', async () => {
  const { text, leak } = await redacted('call tel:2016 from tel:4711', 'Exchange 2016 in 4711 ms');
  expect(text).not.toMatch(/2016|4711/);
  expect(leak).toBeUndefined();
});
