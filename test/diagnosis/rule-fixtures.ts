import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DiagnosisInput } from '../../src/model/diagnosis-input.ts';
import { ticksFromIso } from '../../src/model/ticks.ts';

const ROOT = path.join(import.meta.dirname, '../../fixtures/rules');
const TIMES = new Set([
  'at',
  'from',
  'to',
  'sentAt',
  'startedAt',
  'endedAt',
  'writtenAt',
  'horizon',
  'collectedAt',
  'date',
]);

export interface RuleFixture {
  readonly rule: string;
  /** `fires`, `quiet-online`, … */
  readonly name: string;
  readonly input: DiagnosisInput;
}

/** Reads an input; fixtures write moments as ISO 8601 text. */
function readInput(file: string): DiagnosisInput {
  return JSON.parse(readFileSync(file, 'utf8'), (key, value) => {
    // `from` is the sender of an invitation, too.
    if (!TIMES.has(key) || typeof value !== 'string' || value.includes('@')) return value;
    const at = ticksFromIso(value);
    if (at === undefined) throw new Error(`${file}: ${key} is no time: ${value}`);
    return at;
  });
}

export function ruleFixtures(): readonly RuleFixture[] {
  return readdirSync(ROOT).flatMap((rule) =>
    readdirSync(path.join(ROOT, rule)).map((file) => ({
      rule,
      name: path.basename(file, '.json'),
      input: readInput(path.join(ROOT, rule, file)),
    })),
  );
}

export function ruleFixture(rule: string, name: string): DiagnosisInput {
  return readInput(path.join(ROOT, rule, `${name}.json`));
}
