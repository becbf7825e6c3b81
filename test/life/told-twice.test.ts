import { describe, expect, it } from 'vitest';
import { answered, BOB, call, create, NO_ERROR, post, reply } from './exchange.ts';
import { told, words } from './in-phrases.ts';
import { type Said, say } from './scene.ts';
import { UI, WORKER } from './told-scenes.ts';

const ID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
const OTHER = '4f2504e0-4f89-11d3-9a0c-0305e82c3302';

/** Each message with its attempts: `delivered: NoError`. */
function attemptsOf(scene: readonly Said[]): readonly string[] {
  return told(scene).lives.map(
    ({ outcome, attempts }) =>
      `${outcome}: ${attempts
        .map(({ responseCode, transport, result }) => responseCode ?? transport?.name ?? result)
        .join(', ')}`,
  );
}

const ASKED = words(0, 'asks CreateItem SendOnly of 7 for bob@contoso.com;', UI);
const ASKED_BY_ID = words(0.01, `asks CreateItem SendOnly of 7 for bob@contoso.com, call ${ID}!`, WORKER);
const POSTED = words(0.02, `posts CreateItem as call ${ID}!`, WORKER);

describe('a call that two phrases tell of', () => {
  it.each<readonly [string, readonly Said[]]>([
    ['by the name of its message', [ASKED, ASKED_BY_ID]],
    ['by its id', [ASKED_BY_ID, POSTED]],
    ['by its id, in the other order', [{ ...POSTED, at: 0 }, ASKED_BY_ID]],
    ['by both, three times', [ASKED, ASKED_BY_ID, POSTED]],
  ])('%s is one attempt', (_, asked) => {
    expect(attemptsOf([...asked, words(1, 'answers 7: NoError!')])).toEqual(['delivered: NoError']);
  });

  it('is one with the evidence of both', () => {
    const [life] = told([ASKED, ASKED_BY_ID, words(1, 'answers 7: NoError!')]).lives;
    expect(life?.attempts[0]?.evidence.map(({ text }) => text)).toHaveLength(3);
    expect(life?.requestIds).toEqual([ID]);
  });

  it('and its text is one with it, whichever of the three has a key of another', () => {
    const text = call(0.05, create(BOB, 'SendOnly'), answered('CreateItem', NO_ERROR), ID, { tid: 0x4000 });
    expect(attemptsOf([ASKED, ASKED_BY_ID, ...text, words(2, 'answers 7: NoError!', UI)])).toEqual([
      'delivered: NoError',
    ]);
  });

  it('has one end where two phrases tell of that', () => {
    const ends = [words(1, 'answers 7: ErrorServerBusy!', UI), words(1.1, 'call of 7 failed somehow', WORKER)];
    expect(attemptsOf([ASKED, ...ends])).toEqual(['pending: ErrorServerBusy']);
    expect(attemptsOf([ASKED, ...ends.toReversed().map((one, i) => ({ ...one, at: 1 + i / 10 }))])).toEqual([
      'pending: ErrorServerBusy',
    ]);
    const lost = [words(1, 'call of 7 failed somehow', WORKER), words(1.1, 'call of 7 failed: 12007!', UI)];
    expect(attemptsOf([ASKED, ...lost])).toEqual(['unreachable: ERROR_WINHTTP_NAME_NOT_RESOLVED']);
  });

  it.each<readonly [string, readonly Said[]]>([
    ['after an end', [ASKED, words(1, 'answers 7: ErrorServerBusy!'), { ...ASKED_BY_ID, at: 2 }]],
    ['after more than five seconds', [ASKED, { ...ASKED_BY_ID, at: 20 }]],
    ['in the same words, later than at once', [ASKED, { ...ASKED, at: 2 }]],
    ['of another operation', [ASKED, words(0.1, 'asks SendItem of item AAMk1, message 7!')]],
    [
      'of another id',
      [ASKED_BY_ID, words(0.1, `asks CreateItem SendOnly of 7 for bob@contoso.com, call ${OTHER}!`, WORKER)],
    ],
  ])('%s is another attempt', (_, scene) => {
    const { lives } = told(scene);
    expect(lives.map(({ attempts }) => attempts.length)).toEqual([2]);
  });

  it('of two messages is two', () => {
    const other = words(0.01, 'asks CreateItem SendOnly of 8 for bob@contoso.com;');
    expect(told([ASKED, other]).lives).toHaveLength(2);
  });
});

describe('a call that a phrase and its text tell of', () => {
  const TEXT = 'Tracing/a.txt';
  const WORDS = 'Tracing/b.txt';

  /** Both in files of their own, with clocks of whole seconds. */
  function scene(textIn: string, wordsIn: string, id?: string): readonly Said[] {
    const text = [
      say(0, post(create(BOB), id), WORKER),
      say(0, reply(200, answered('CreateItem', NO_ERROR), id), WORKER),
    ];
    const phrases = [
      words(0, 'asks CreateItem SendAndSaveCopy of 7 for bob@contoso.com;', WORKER),
      words(0, 'answers 200/NoError!', WORKER),
    ];
    return [
      ...text.map((one) => ({ ...one, source: textIn })),
      ...phrases.map((one) => ({ ...one, source: wordsIn })),
      words(2, 'delivered 7!', { ...UI, source: wordsIn }),
    ];
  }

  it.each([undefined, ID])('counts once where clocks are equal, whichever file comes first (id: %s)', (id) => {
    expect(attemptsOf(scene(TEXT, WORDS, id))).toEqual(['delivered: NoError']);
    expect(attemptsOf(scene(WORDS, TEXT, id))).toEqual(['delivered: NoError']);
  });

  it('counts once where the phrase stands behind the text of one moment', () => {
    const text = call(0, create(BOB), answered('CreateItem', NO_ERROR), undefined, WORKER);
    const phrase = words(0, 'asks CreateItem SendAndSaveCopy of 7 for bob@contoso.com;', WORKER);
    expect(attemptsOf([...text.slice(0, 1), phrase, ...text.slice(1)])).toEqual(['delivered: NoError']);
    expect(attemptsOf([phrase, ...text])).toEqual(['delivered: NoError']);
  });

  it('counts once by the id of the server, which the text has beside that of the client', () => {
    const text = call(0, create(BOB), answered('CreateItem', NO_ERROR), ID, WORKER);
    const phrase = words(1.5, `answers call 0a0b0c0d-${ID}: NoError!`, UI);
    expect(attemptsOf([...text, phrase])).toEqual(['delivered: NoError']);
    expect(told([...text, phrase]).unplaced).toEqual([]);
  });
});
