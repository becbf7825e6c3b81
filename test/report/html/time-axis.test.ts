import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockMarks, lapseMarks } from '../../../src/report/html/time-axis.ts';

const NOON = Date.UTC(2016, 5, 8, 12) / 1000;
const labels = (marks: readonly { readonly label: string }[]) => marks.map(({ label }) => label);

test('marks stand on round moments, and a day begins with its date', () => {
  expect(labels(clockMarks({ from: 0, span: 3600 }, NOON, 5))).toEqual(['12:00', '12:15', '12:30', '12:45', '13:00']);
  expect(labels(clockMarks({ from: 0, span: 86_400 }, NOON, 6))).toEqual(['12:00', '18:00', '06-09', '06:00', '12:00']);
  expect(labels(clockMarks({ from: 7, span: 10 }, NOON, 4))).toEqual(['12:00:10', '12:00:15']);
});

test('the time since sending is told in minutes and seconds', () => {
  expect(labels(lapseMarks({ from: -5, span: 130 }, 6))).toEqual(['+0:00', '+0:30', '+1:00', '+1:30', '+2:00']);
});

test('there are never more marks than fit, and all lie in the view', () => {
  const view = fc.record({
    from: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    span: fc.double({ min: 0.05, max: 1e9, noNaN: true }),
  });
  fc.assert(
    fc.property(view, fc.integer({ min: 2, max: 20 }), ({ from, span }, most) => {
      const marks = clockMarks({ from, span }, NOON, most);
      expect(marks.length).toBeLessThanOrEqual(most + 1);
      for (const { at } of marks) {
        expect(at).toBeGreaterThanOrEqual(from - 0.001);
        expect(at).toBeLessThanOrEqual(from + span + 0.001);
      }
    }),
  );
});
