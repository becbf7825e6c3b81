import { describe, expect, it } from 'vitest';
import { buildLives } from '../../src/life/index.ts';
import type { Observation } from '../../src/model/observation.ts';
import { later } from '../make/clock.ts';
import { ask, create, mail } from './exchange.ts';
import { DAWN, observe, tell } from './scene.ts';

/** Far above what linear work takes, far below what quadratic work does. */
const ENOUGH_MS = 20_000;

describe('crowds', () => {
  it(
    'a request of many equal items, asked for one by one again',
    () => {
      const one = mail('bob@contoso.com');
      const many = ask(
        0,
        create(
          Array.from({ length: 200 }, () => one),
          'SendOnly',
        ),
      );
      const again = Array.from({ length: 300 }, (_, n) => ask(1 + n / 100, create(one, 'SendOnly')));
      expect(tell([many, ...again], 10)).toHaveLength(200);
    },
    ENOUGH_MS,
  );

  it(
    'thousands of sign-ins beside thousands of messages: the first few of each are told',
    () => {
      const [asked] = observe([ask(0, create(mail('bob@contoso.com')))]);
      if (asked?.kind !== 'http-request') throw new Error('no request');
      const observations = Array.from({ length: 5000 }, (_, n): readonly Observation[] => {
        const at = later(DAWN, n / 100);
        const items = asked.items.map((item) => ({ ...item, bodyHash: `words ${n}` }));
        const { source, offset, evidence } = asked;
        return [
          { ...asked, at, items },
          { kind: 'session', source, offset, evidence, at, event: 'sign-in', user: 'alice@contoso.com' },
        ];
      }).flat();
      const context = { hasSpooler: false, hasTrace: true, hasUndecoded: false, horizon: later(DAWN, 300) };
      const lives = buildLives(observations, context);
      expect(lives).toHaveLength(5000);
      const signIns = lives[0]?.steps.filter(({ event }) => event === 'sign-in');
      expect(signIns).toHaveLength(20);
    },
    ENOUGH_MS,
  );
});
