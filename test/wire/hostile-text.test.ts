import { describe, expect, it } from 'vitest';
import { answered, BOB, call, create, mail, NO_ERROR, post, reply } from '../life/exchange.ts';
import { observe, outcomes, say } from '../life/scene.ts';
import { cut } from './cutting.ts';

/** Text that makes careless patterns take the square of its length. */
const HOSTILE: readonly (readonly [string, string])[] = [
  ['open bodies', '<t:Body '.repeat(40_000)],
  ['escaped open bodies', '&lt;t:Body '.repeat(40_000)],
  ['bodies', '<t:Body BodyType="HTML">'.repeat(40_000)],
  ['envelopes', '<s:Envelope '.repeat(40_000)],
  ['start lines', 'HTTP/1.1 200 '.repeat(20_000)],
  ['errors', 'error fail winhttp '.repeat(20_000)],
  ['headers', 'Host: a Host:'.repeat(20_000)],
  ['deep elements', '<a>'.repeat(40_000)],
  ['references', '&#38;&amp;'.repeat(40_000)],
];

describe.each(HOSTILE)('a request full of %s', (_, text) => {
  it('is read in time, without a throw', { timeout: 60_000 }, () => {
    const started = performance.now();
    const request = post(create(BOB).replace('</t:Message>', `${text}</t:Message>`));
    observe([say(0, request), say(1, reply(200, answered('CreateItem', NO_ERROR) + text))]);
    observe([say(0, text), say(1, `error 12029 ${text}`)]);
    observe(
      cut(
        say(0, request),
        Array.from({ length: 50 }, (__, i) => 900 * i),
      ),
    );
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});

it('a message in hundreds of records is whole', () => {
  const html = `<p>${'long words and more of them '.repeat(4000)}</p>`;
  const [request, response] = call(0, create(mail('bob@contoso.com', { html })), answered('CreateItem', NO_ERROR));
  const parts =
    request === undefined
      ? []
      : cut(
          request,
          Array.from({ length: 400 }, (_, i) => 300 * i),
        );
  expect(outcomes([...parts, ...(response === undefined ? [] : [response])])).toEqual(['bob@contoso.com delivered']);
});
