import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import type { Report } from '../../src/model/report.ts';

const schema: unknown = JSON.parse(
  readFileSync(new URL('../../schema/report-1.schema.json', import.meta.url), 'utf-8'),
);
const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(Object(schema));

/** What the published schema has against a value, in lines; empty when it is valid. */
export function schemaErrors(value: unknown): readonly string[] {
  return validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

/** Valid by the published schema, plain JSON data, and every id it names is there (contract section 2). */
export function expectValidReport(report: Report): void {
  expect(schemaErrors(report)).toEqual([]);
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  const ids = report.messages.map(({ id }) => id);
  expect(ids).toEqual(ids.map((_, index) => `m${index + 1}`));
  const fired = new Set(report.findings.map(({ rule }) => rule));
  for (const finding of report.findings) expect(ids).toEqual(expect.arrayContaining([...finding.messages]));
  for (const message of report.messages) expect([...fired]).toEqual(expect.arrayContaining([...message.causes]));
  const paths = report.bundle.sources.map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
}
