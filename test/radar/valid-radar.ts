import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import type { RadarReport } from '../../src/model/radar-report.ts';
import { type RadarOptions, radar as radarUnchecked } from '../../src/radar/index.ts';

const schema: unknown = JSON.parse(readFileSync(new URL('../../schema/radar-1.schema.json', import.meta.url), 'utf-8'));
const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(Object(schema));

/** What the published schema has against a value, in lines; empty when it is valid. */
export function radarSchemaErrors(value: unknown): readonly string[] {
  return validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

/** As `radar`, and whatever it makes must be valid by the published schema. Tests call this one. */
export async function radar(paths: readonly string[], options: RadarOptions = {}): Promise<RadarReport> {
  const report = await radarUnchecked(paths, options);
  expect(radarSchemaErrors(report)).toEqual([]);
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  expect(report.shapes.reduce((sum, { count }) => sum + count, 0)).toBe(report.lines.unmatched - report.lines.left);
  return report;
}
