import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Observation } from '../../src/model/observation.ts';
import { TextPlaces } from '../../src/verify/text-places.ts';

test('the nearest place of a text is one that is not taken, whatever was taken before', () => {
  const line = fc.integer({ min: 1, max: 60 });
  fc.assert(
    fc.property(fc.uniqueArray(line, { maxLength: 30 }), fc.array(line, { maxLength: 40 }), (lines, asked) => {
      const evidence = lines.map((at) => ({ source: 'a.txt', line: at, offset: at * 10, text: 'words' }));
      const observations = [{ kind: 'fact', evidence }] as unknown as readonly Observation[];
      const places = new TextPlaces(observations, new Set(['words']));
      const free = new Set(lines);
      for (const from of asked) {
        // Of two as near, the one behind.
        const [best] = [...free].sort((a, b) => Math.abs(a - from) - Math.abs(b - from) || b - a);
        const found = places.nearest('a.txt', { text: 'words', line: from });
        expect(found?.line).toBe(best);
        if (found === undefined) continue;
        places.take(found, 'words');
        free.delete(found.line);
      }
    }),
  );
});
