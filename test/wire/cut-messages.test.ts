import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answered, create, mail, post, reply, saved, send } from '../life/exchange.ts';
import { gist, type Said, say, tell } from '../life/scene.ts';
import { cut, interleaved, NOISE, places, withoutLastLineFeeds } from './cutting.ts';

const ID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
const REQUEST = say(
  0,
  post(
    create(mail('o-neil@contoso.com', { html: '<p>Ready? &amp; steady\nnow</p>' }), 'SaveOnly', {
      distinguished: 'drafts',
    }),
    ID,
  ),
);
const RESPONSE = say(1, reply(200, answered('CreateItem', saved('AAMkAGI2=')), ID));
const REST = [
  say(2, post(send('AAMkAGI2='), ID.replace('3f', '4a'))),
  say(3, reply(200, answered('SendItem', 'ErrorStaleObject'), ID.replace('3f', '4a'))),
];
const WHOLE = tell([REQUEST, RESPONSE, ...REST], 200).map(gist);
/** First characters of a start line: a record that ends inside them shows no HTTP at all. */
const afterStart = (said: Said) => said.text.indexOf('\n');

function livesOf(scene: readonly Said[]): readonly unknown[] {
  return tell(scene, 200).map(gist);
}

it('the whole story is one message, stuck', () => {
  expect(WHOLE).toMatchObject([
    { outcome: 'stuck-in-drafts', requestIds: [ID, ID.replace('3f', '4a')], itemIds: ['AAMkAGI2='] },
  ]);
});

describe('a message cut in two', () => {
  for (const [name, said] of [
    ['request', REQUEST],
    ['response', RESPONSE],
  ] as const) {
    const all = Array.from({ length: said.text.length - afterStart(said) - 1 }, (_, i) => afterStart(said) + i);
    const scene = (place: number): readonly Said[][] => {
      const [request, response] =
        name === 'request' ? [cut(REQUEST, [place]), [RESPONSE]] : [[REQUEST], cut(RESPONSE, [place])];
      return [[...request], [...response]];
    };
    it(`the ${name} at any character tells the same`, () => {
      const bad = all.filter(
        (place) => JSON.stringify(livesOf([...scene(place).flat(), ...REST])) !== JSON.stringify(WHOLE),
      );
      expect(bad.map((place) => `${said.text.slice(place - 20, place)}|${said.text.slice(place, place + 20)}`)).toEqual(
        [],
      );
    });

    it(`the ${name} at any character, with others in between, tells the same`, () => {
      const bad = all.filter((place) => {
        const parts = scene(place).flatMap((part) => interleaved(part, NOISE));
        return JSON.stringify(livesOf([...parts, ...REST])) !== JSON.stringify(WHOLE);
      });
      expect(bad.map((place) => `${said.text.slice(place - 20, place)}|${said.text.slice(place, place + 20)}`)).toEqual(
        [],
      );
    });

    it(`the ${name} at any character but line feeds at its end tells the same`, () => {
      const bad = all.filter((place) => {
        const parts = withoutLastLineFeeds(scene(place).flat());
        const isInBody = /<t:Body[^>]*>[^<]*$/.test(said.text.slice(0, place));
        return !isInBody && JSON.stringify(livesOf([...parts, ...REST])) !== JSON.stringify(WHOLE);
      });
      expect(bad.map((place) => `${said.text.slice(place - 20, place)}|${said.text.slice(place, place + 20)}`)).toEqual(
        [],
      );
    });
  }
});

describe('messages cut into many records', () => {
  const anyCuts = fc.tuple(places(REQUEST.text, 12), places(RESPONSE.text, 12)).map(([a, b]) => [
    ...cut(
      REQUEST,
      a.filter((place) => place >= afterStart(REQUEST)),
    ),
    ...cut(
      RESPONSE,
      b.filter((place) => place >= afterStart(RESPONSE)),
    ),
  ]);

  it('tell the same wherever they are cut', () => {
    fc.assert(
      fc.property(anyCuts, (scene) => {
        expect(livesOf([...scene, ...REST])).toEqual(WHOLE);
      }),
      { numRuns: 300 },
    );
  });

  it('tell the same with others in between', () => {
    fc.assert(
      fc.property(anyCuts, (scene) => {
        expect(livesOf([...interleaved(scene, NOISE), ...REST])).toEqual(WHOLE);
      }),
      { numRuns: 300 },
    );
  });

  it('tell the same in a format that states no function', () => {
    const strip = (scene: readonly Said[]) =>
      scene.map(({ component, function: _, ...said }) => ({ ...said, ...(component === 'UI' ? { tid: 0x47 } : {}) }));
    fc.assert(
      fc.property(anyCuts, (scene) => {
        expect(livesOf(strip([...scene, ...REST]))).toEqual(WHOLE);
      }),
      { numRuns: 300 },
    );
    const others = NOISE.filter((said) => said.tid !== REQUEST.tid);
    fc.assert(
      fc.property(anyCuts, (scene) => {
        expect(livesOf(strip([...interleaved(scene, others), ...REST]))).toEqual(WHOLE);
      }),
      { numRuns: 300 },
    );
  });

  it.each([100, 250, 1000])('of %d characters each tell the same', (size) => {
    const every = (said: Said) =>
      cut(
        said,
        Array.from({ length: 99 }, (_, i) => (i + 1) * size),
      );
    expect(livesOf([...every(REQUEST), ...every(RESPONSE), ...REST])).toEqual(WHOLE);
    expect(livesOf([...interleaved([...every(REQUEST), ...every(RESPONSE)], NOISE), ...REST])).toEqual(WHOLE);
  });
});

describe('a start line that is cut', () => {
  it('is put together from the version on', () => {
    const parts = (said: Said, place: number) => interleaved(cut(said, [place]), NOISE);
    const version = REQUEST.text.indexOf('HTTP/1');
    for (let place = 7; place < 20; place++) {
      const response = parts(RESPONSE, place);
      expect(livesOf([REQUEST, ...response, ...REST])).toEqual(WHOLE);
      if (place > 9) continue;
      expect(livesOf([...parts(REQUEST, version + place), RESPONSE, ...REST])).toEqual(WHOLE);
    }
  });
});

it('head and envelope in records of their own are one message', () => {
  const apart = (said: Said) => cut(said, [said.text.indexOf('<?xml')]);
  expect(livesOf([...apart(REQUEST), ...apart(RESPONSE), ...REST])).toEqual(WHOLE);
  const noisy = interleaved([...apart(REQUEST), ...apart(RESPONSE)], NOISE);
  expect(livesOf([...noisy, ...REST])).toEqual(WHOLE);
  expect(livesOf([...withoutLastLineFeeds(noisy), ...REST])).toEqual(WHOLE);
});
