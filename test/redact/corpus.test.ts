import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Redaction, withoutData } from '../../src/redact/index.ts';
import { type OutputFormat, type RenderOptions, render, renderers } from '../../src/report/index.ts';
import { expectValidReport } from '../report/valid-report.ts';
import { leftIn, secretReport, secrets, textsOf } from './secret-report.ts';

const options: RenderOptions = { width: 100, color: false, verbose: true, unicode: true };
const formats = Object.keys(renderers).filter((name): name is OutputFormat => name in renderers);
/** The cases are as small as they get. */
const RUNS = { numRuns: 40, endOnFailure: true };

describe('whatever a bundle gives away', () => {
  test('stands in the report before, so that the search for it can fail', () => {
    fc.assert(
      fc.property(secrets, (of) => {
        expect(leftIn(JSON.stringify(secretReport(of)), textsOf(of))).toEqual(textsOf(of));
      }),
      RUNS,
    );
  });

  test.each(formats)('is in no output of the form %s, and the search for leaks agrees', async (format) => {
    await fc.assert(
      fc.asyncProperty(secrets, async (of) => {
        const redaction = new Redaction({ key: 'a key for tests' });
        const report = redaction.report(secretReport(of));
        expectValidReport(report);
        const text = await render(format, report, options);
        expect(leftIn(text, textsOf(of))).toEqual([]);
        expect(await redaction.leakIn([text], () => render(format, withoutData(report), options))).toBeUndefined();
      }),
      RUNS,
    );
  });

  test.each(formats)('is found in the form %s where it was not taken out', async (format) => {
    await fc.assert(
      fc.asyncProperty(secrets, async (of) => {
        const redaction = new Redaction({ key: 'a key for tests' });
        redaction.report(secretReport(of));
        const text = await render(format, secretReport(of), options);
        expect(
          await redaction.leakIn([text], () => render(format, withoutData(secretReport(of)), options)),
        ).toBeDefined();
      }),
      RUNS,
    );
  });
});
