import { describe, expect, it } from 'vitest';
import { type Ticks, ticksFromIso } from '../../src/model/ticks.ts';
import { ticksFromHttpDate } from '../../src/wire/http-date.ts';
import { answered, NO_ERROR, reply } from '../life/exchange.ts';
import { observe, type Said, say } from '../life/scene.ts';
import { cut } from './cutting.ts';

const MOMENT = ticksFromIso('2016-06-08T07:41:05Z');
const DATE = 'Wed, 08 Jun 2016 07:41:05 GMT';

function datesOf(scene: readonly Said[]): readonly (Ticks | undefined)[] {
  return observe(scene).flatMap((one) => (one.kind === 'http-response' ? [one.date] : []));
}

describe('an HTTP-date is the moment it names', () => {
  it.each([
    DATE,
    'Wednesday, 08-Jun-16 07:41:05 GMT',
    'Wed Jun  8 07:41:05 2016',
    'WED, 08 JUN 2016 07:41:05 gmt',
    `${DATE} and more`,
  ])('%s', (text) => {
    expect(ticksFromHttpDate(text)).toBe(MOMENT);
  });

  it('of the last century where the two digits say so', () => {
    expect(ticksFromHttpDate('Sunday, 06-Nov-94 08:49:37 GMT')).toBe(ticksFromIso('1994-11-06T08:49:37Z'));
  });

  it('a leap second is the second before it', () => {
    expect(ticksFromHttpDate('Sat, 31 Dec 2016 23:59:60 GMT')).toBe(ticksFromIso('2016-12-31T23:59:59Z'));
  });

  it.each([
    '',
    'Thu, 08 Jun 2016 07:41:05 GMT',
    'Thursday, 08-Jun-16 07:41:05 GMT',
    'Mon, 01 Jan 1601 00:00:00 GMT',
    'Wed, 31 Jun 2016 07:41:05 GMT',
    'Fri, 01 Jul 2016 24:00:00 GMT',
    'Wed, 08 Jun 2016 07:41:61 GMT',
    'Wed, 08 Foo 2016 07:41:05 GMT',
    'Wed, 08 Jun 2016 07:41:05',
    'Wed, 08 Jun 2016 07:41:05 GMT+2',
    'Wed, 08 Jun 2016 07:41:05 +0200',
    'Wed, 8 Jun 2016 07:41:05 GMT',
    'Wed Jun  8 07:41:05 20161',
    '2016-06-08T07:41:05Z',
    'Wed, '.repeat(50_000),
    '-1',
  ])('%.40s is none', (text) => {
    expect(ticksFromHttpDate(text)).toBeUndefined();
  });
});

describe('a response tells the clock of its server', () => {
  const text = reply(200, answered('CreateItem', NO_ERROR), undefined, [`Date: ${DATE}`]);

  it.each(['Date', 'DATE', 'date'])('by the header %s', (name) => {
    expect(datesOf([say(0, text.replace('Date', name))])).toEqual([MOMENT]);
  });

  it('with all headers joined to one line, the date in front or last', () => {
    const [head = '', soap = ''] = text.split('\n\n');
    expect(datesOf([say(0, `${head.replaceAll('\n', ' ')}\n\n${soap}`)])).toEqual([MOMENT]);
    expect(datesOf([say(0, `HTTP/1.1 200 OK Server: IIS Date: ${DATE} ${soap}`)])).toEqual([MOMENT]);
  });

  it('with the head cut at any character', () => {
    for (let place = text.indexOf('\n'); place < text.indexOf('<?xml'); place++) {
      expect(datesOf(cut(say(0, text), [place]))).toEqual([MOMENT]);
    }
  });

  it('and none where it has no such header, another that ends alike, one that is cut, or one that names no moment', () => {
    for (const header of ['', 'X-Date: ', 'Expires: ', 'Delivery-Date: ']) {
      expect(datesOf([say(0, text.replace('Date: ', header))])).toEqual([undefined]);
    }
    expect(datesOf([say(0, text.slice(0, text.indexOf('07:41:05') + 7))])).toEqual([undefined]);
    expect(datesOf([say(0, text.replace('Wed', 'Thu'))])).toEqual([undefined]);
  });
});
