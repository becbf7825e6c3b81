import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PrivateMask } from '../../src/wire/private-mask.ts';

const SECRET = 'zebra';

describe('PrivateMask', () => {
  it('masks with room for one thread and one text, too', () => {
    const scenes = fc.array(fc.record({ tid: fc.nat(3), cut: fc.nat(80), isHtml: fc.boolean() }), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(scenes, (scene) => {
        const mask = new PrivateMask({ threads: 1, texts: 1, held: 10 });
        const texts = scene.map(({ cut, isHtml }, i) => {
          const text = `<t:Subject>${i} ${SECRET}</t:Subject><t:Body BodyType="HTML">${isHtml ? '&lt;p&gt;' : ''}${SECRET} ${i}</t:Body>`;
          return [text.slice(0, cut), text.slice(cut)];
        });
        for (const half of [0, 1]) {
          for (const [i, { tid }] of scene.entries())
            expect(mask.mask(texts[i]?.[half] ?? '', { pid: 1, tid: 10 * i + tid }).text).not.toContain(SECRET);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('gives equal texts one number, however they are cut and marked up', () => {
    const mask = new PrivateMask();
    const by = { pid: 1, tid: 2 };
    const whole = (text: string): string => mask.mask(`<t:Body BodyType="HTML">${text}</t:Body>`, by).text;
    expect(whole('&lt;p&gt;Hello  there&lt;/p&gt;')).toBe('<t:Body BodyType="HTML">[text 1]</t:Body>');
    expect(whole('something else')).toContain('[text 2]');
    expect(whole('<![CDATA[<p>hello there</p>]]>')).toContain('[text 1]');
    expect(mask.mask('&lt;t:Body BodyType="Text"&gt;hello', by).text).toBe(
      '&lt;t:Body BodyType="Text"&gt;&lt;!--text--&gt;',
    );
    expect(mask.mask(' there&lt;/t:Bo', by).text).toBe('&lt;!--text--&gt;');
    expect(mask.mask('dy&gt; more', by).text).toBe('[text 1]&lt;/t:Body&gt; more');
    expect(mask.mask('x <', by).text).toBe('x <');
  });

  it('leaves the end of an address, cut in its end tag, as it is', () => {
    const by = { pid: 1, tid: 2 };
    for (const cut of ['</', '</t', '</t:', '</t:Email', '</t:EmailAddress']) {
      const mask = new PrivateMask();
      mask.mask('<t:Subject>Hi</t:Subject><t:EmailAddress>bob@c', by);
      expect(mask.mask(`ontoso.com${cut}`, by).text).toBe(`ontoso.com${cut}`);
    }
    for (const cut of ['</t:B', '</t:ody', '</Subje', '&lt;/t:Bod']) {
      expect(new PrivateMask().mask(`${SECRET}${cut}`, by).text).toBe(`[text 1]${cut}`);
    }
  });

  it('takes linear time for hostile texts', () => {
    const once = [
      '<t:Body',
      '&lt;Subject ',
      '<t:Body BodyType="',
      '</t:Body',
      ' ',
      '<',
      '&',
      '<t:Subject>',
      '<t:Body></t:Body>',
      '<s:Body><',
      '&lt;Body&gt;',
    ];
    for (const part of once) {
      const mask = new PrivateMask();
      const text = part.repeat(Math.ceil(200_000 / part.length));
      const start = performance.now();
      for (let i = 0; i < 5; i++) mask.mask(text, { pid: 1, tid: 1 });
      expect(performance.now() - start, part).toBeLessThan(2000);
    }
  });

  it('hides no more of a thread behind a text that was cut for good', () => {
    for (const next of [
      'HTTP/1.1 401 Unauthorized\r\nServer: x\r\n\r\n',
      '<s:Envelope xmlns:s="x"><s:Header/>',
      'POST /EWS/Exchange.asmx HTTP/1.1',
    ]) {
      const mask = new PrivateMask();
      mask.mask(`<t:Body BodyType="HTML">${SECRET}`, {});
      expect(mask.mask(SECRET, {}).text).toBe('<!--text-->');
      expect(mask.mask(next, {}).text).toBe(next);
    }
  });
});
