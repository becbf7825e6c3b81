import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/index.ts';
import { answered, mail, NO_ERROR, post, reply } from '../life/exchange.ts';
import { createItem } from '../make/ews.ts';
import { type Coding, decoded, inFolder, type Logged, traceOf } from './trace-of.ts';

const SECRET = 'zebra';
/** A shorter text is not harvested, so that a tag cut by one lacks some of its letters. */
const SHORTEST_SEEN = 4;
const CODINGS: readonly Coding[] = ['latin1', 'utf16le'];

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function requestOf(html: string, subject = `About ${SECRET}`, prefix: 's' | '' = 's'): string {
  return post(
    createItem([mail('bob@contoso.com', { html, subject })], 'SaveOnly', undefined, { prefix, pretty: false }),
  );
}

function cutAt(text: string, places: readonly number[], shortest = 1): readonly string[] {
  const ends = [...new Set([...places.map((place) => place % text.length), text.length])].filter((end) => end > 0);
  const sorted = ends
    .toSorted((a, b) => a - b)
    .filter(
      (end, i, all) => end === text.length || (end - (all[i - 1] ?? 0) >= shortest && text.length - end >= shortest),
    );
  return sorted.map((end, i) => text.slice(sorted[i - 1] ?? 0, end));
}

const BODIES = fc.constantFrom(
  `${SECRET} one Envelope CreateItem POST ${SECRET} HTTP/1.1 200 ${SECRET}`,
  `<html><body><p>long words of ${SECRET}, then ${SECRET}</p></body></html>`,
  `line ${SECRET}\nEmailAddress> ${SECRET}\n\nHost: ${SECRET}\nPOST /${SECRET} HTTP/1.1\nmore ${SECRET}`,
  `CFoo::Bar ${SECRET} ${'long '.repeat(200)}${SECRET}`,
);

describe('what somebody wrote is not printed', () => {
  it('wherever it is cut over messages, in either coding, plain or escaped, other threads in between', {
    timeout: 120_000,
  }, async () => {
    const scenes = fc.record({
      html: BODIES,
      prefix: fc.constantFrom('s', ''),
      places: fc.array(fc.nat(4000), { maxLength: 8 }),
      coding: fc.constantFrom(...CODINGS),
      isEscaped: fc.boolean(),
      isEvent: fc.boolean(),
      isNoisy: fc.boolean(),
      form: fc.constantFrom('text', 'ndjson'),
    } as const);
    await fc.assert(
      fc.asyncProperty(scenes, async ({ html, prefix, places, coding, isEscaped, isEvent, isNoisy, form }) => {
        const whole = requestOf(html, `About ${SECRET}`, prefix);
        const parts = cutAt(isEscaped ? escaped(whole) : whole, places);
        const logged: readonly Logged[] = parts.flatMap((text) =>
          isNoisy ? [{ text }, { text: 'Tab 2 selected, 12 contacts visible', tid: 4 }] : [{ text }],
        );
        const out = await decoded(traceOf(logged, coding, isEvent), form);
        expect(out).not.toContain(SECRET);
        if (isNoisy) expect(out).toContain('Tab 2 selected, 12 contacts visible');
      }),
      { numRuns: 1500 },
    );
  });

  it('at each single place of a request', { timeout: 60_000 }, async () => {
    const text = requestOf(`<p>${SECRET}</p>`);
    for (const whole of [text, escaped(text)]) {
      const logged: Logged[] = [];
      for (let place = 1; place < whole.length; place++) {
        logged.push({ text: whole.slice(0, place), tid: place }, { text: whole.slice(place), tid: place });
      }
      for (const coding of CODINGS) expect(await decoded(traceOf(logged, coding), 'text')).not.toContain(SECRET);
    }
  });

  it('in CDATA, unescaped, in extended properties, in a chat message, in the first message of an INVITE', async () => {
    const soap = requestOf('PLACE', 'x');
    const bodies = [
      `<t:Body BodyType="HTML"><![CDATA[<p>${SECRET}</p>]]></t:Body>`,
      `<t:Body\n   BodyType="HTML"\n>${SECRET}</t:Body>`,
      `<t:Body BodyType="HTML"><html>${SECRET}</html></t:Body>`,
      `<t:ExtendedProperty><t:ExtendedFieldURI PropertyName="ConversationXml"/><t:Value>${SECRET}</t:Value></t:ExtendedProperty>`,
    ];
    const texts = bodies.map((body) => soap.replace(/<t:Body.*<\/t:Body>/, body));
    const head = 'MESSAGE sip:bob@contoso.com SIP/2.0\r\nFrom: <sip:alice@contoso.com>\r\nContent-Type: text/plain';
    texts.push(
      `${head}\r\n\r\n${SECRET}`,
      `$$begin_record\nStart-Line: ${head}\nMessage-Body: ${SECRET}\n$$end_record`,
    );
    const body = Buffer.from(`${SECRET} and more`).toString('base64');
    texts.push(`INVITE sip:bob@contoso.com SIP/2.0\r\nms-text-format: text/plain; ms-body=${body}\r\n`);
    for (const form of ['text', 'ndjson'] as const) {
      const out = await decoded(
        traceOf(
          texts.map((text) => ({ text })),
          'utf16le',
        ),
        form,
      );
      expect(out).not.toContain(SECRET);
      expect(out).not.toContain(body);
      expect(out.match(/\[text \d+\]/g)?.length).toBeGreaterThanOrEqual(texts.length);
    }
  });

  it('in a chat message behind other arguments, or over several records', async () => {
    const head = 'MESSAGE sip:bob@contoso.com SIP/2.0\r\nFrom: <sip:alice@contoso.com>\r\nContent-Type: text/plain\r\n';
    for (const coding of CODINGS) {
      const out = await decoded(
        traceOf(
          [
            { text: `CSipClient::Send\0${head}\r\nDear Bob ${SECRET} and` },
            { text: `the rest of the letter ${SECRET} goes here` },
            { text: head },
            { text: `\r\nDear Bob ${SECRET} and` },
            { text: `10.0.0.1:5061 ${head}\r\nDear Bob ${SECRET} and` },
            { text: 'Tab 2 selected, 12 contacts visible', afterMs: 60_000 },
          ],
          coding,
        ),
        'text',
      );
      expect(out).not.toContain(SECRET);
      expect(out).toContain('Tab 2 selected, 12 contacts visible');
    }
  });

  it('and all the rest is', async () => {
    const request = requestOf('Hello', 'Hi');
    const out = await decoded(
      traceOf(
        [{ text: request }, { text: reply(200, answered('CreateItem', NO_ERROR)) }, { text: 'x < y & z' }],
        'latin1',
      ),
      'ndjson',
    );
    const harvested = out
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => (JSON.parse(line) as { harvested: string }).harvested);
    expect(harvested).toEqual([
      request.replace('>Hi<', '>[text 1]<').replace('>Hello<', '>[text 2]<'),
      reply(200, answered('CreateItem', NO_ERROR)),
      'x < y & z',
    ]);
  });

  it('a request cut for good hides nothing of what its thread does next', async () => {
    const request = requestOf(`<p>${SECRET}</p>`);
    const answer = reply(200, answered('CreateItem', NO_ERROR));
    const cut = request.slice(0, request.indexOf(SECRET) + 3);
    const out = await decoded(traceOf([{ text: cut }, { text: answer }], 'utf16le'), 'ndjson');
    expect(out).toContain(JSON.stringify(answer));
  });
});

/** The messages of a report, without what depends on the form of the trace. */
async function outcome(name: string, content: Uint8Array | string): Promise<unknown> {
  return inFolder(async (folder) => {
    mkdirSync(join(folder, 'bundle'));
    writeFileSync(join(folder, 'bundle', name), content);
    const { messages } = await analyze([join(folder, 'bundle')]);
    return messages.map(({ recipients, outcome: end, attempts }) => ({ recipients, end, attempts: attempts.length }));
  });
}

describe('a report of what was decoded', () => {
  it('tells retries of one message from two different ones, as that of the trace does', {
    timeout: 120_000,
  }, async () => {
    const scenes = fc.record({
      words: fc.array(fc.constantFrom('first words', 'other words', '<p>first  words</p>'), {
        minLength: 2,
        maxLength: 4,
      }),
      places: fc.array(fc.array(fc.nat(2000), { maxLength: 3 }), { minLength: 4, maxLength: 4 }),
      coding: fc.constantFrom(...CODINGS),
    });
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(scenes, async ({ words, places, coding }) => {
        const logged = words.flatMap((html, i): readonly Logged[] => [
          ...cutAt(requestOf(html, 'Missed conversation'), places[i] ?? [], SHORTEST_SEEN).map((text) => ({ text })),
          { text: reply(503), afterMs: 1000 },
        ]);
        const trace = traceOf(logged, coding);
        const raw = await outcome('trace.etl', trace);
        expect(await outcome('trace.txt', await decoded(trace, 'text'))).toEqual(raw);
        seen.add(JSON.stringify(raw));
      }),
      { numRuns: 60 },
    );
    expect(seen.size).toBeGreaterThan(2);
  });
});
