import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import type { Report } from '../../src/model/report.ts';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
addFormats.default(ajv);

/** What the published schema of a name has against a value, in lines; none when it is valid. */
function checkerFor(name: string): (value: unknown) => readonly string[] {
  const file = new URL(`../../schema/${name}-1.schema.json`, import.meta.url);
  const schema: unknown = JSON.parse(readFileSync(file, 'utf-8'));
  const validate = ajv.compile(Object(schema));
  return (value) =>
    validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

/** What the schema of reports has against a value. */
export const schemaErrors: (value: unknown) => readonly string[] = checkerFor('report');
export const diffSchemaErrors: (value: unknown) => readonly string[] = checkerFor('diff');
export const fleetSchemaErrors: (value: unknown) => readonly string[] = checkerFor('fleet');
export const verificationSchemaErrors: (value: unknown) => readonly string[] = checkerFor('verification');

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
