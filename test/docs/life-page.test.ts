import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { MISFIT_COST, SEEN_STATE, TRANSITIONS, UNSEEN_COST } from '../../src/life/steps/machine.ts';
import type { LifeState } from '../../src/model/life.ts';

const PAGE = new URL('../../docs/life.md', import.meta.url);

const STATES = Object.keys(TRANSITIONS) as readonly LifeState[];

/** Of some states those from which only states among them can be reached. */
function endsAmong(states: readonly LifeState[]): readonly LifeState[] {
  const left = states.filter((state) => Object.values(TRANSITIONS[state]).every((next) => states.includes(next)));
  return left.length === states.length ? left : endsAmong(left);
}

/** The machine as a Mermaid state diagram; what may go unseen is marked. */
function diagram(): string {
  const arrows = Object.entries(TRANSITIONS).flatMap(([state, moves]) =>
    Object.entries(moves).map(([event, next]) => {
      const label = event in UNSEEN_COST ? `${event} (may go unseen)` : event;
      return `  ${state} --> ${next}: ${label}`;
    }),
  );
  const ends = endsAmong(STATES.filter((state) => state !== 'in-exchange-call')).map((state) => `  ${state} --> [*]`);
  return ['```mermaid', 'stateDiagram-v2', '  [*] --> composed', ...arrows, ...ends, '```'].join('\n');
}

it('docs/life.md shows the machine as its table has it', async () => {
  const page = readFileSync(PAGE, 'utf8');
  const current = page.replace(/(<!-- machine -->\n)[\s\S]*?(<!-- \/machine -->)/, `$1${diagram()}\n$2`);
  await expect(current).toMatchFileSnapshot('../../docs/life.md');
});

it('docs/life.md names what it costs to suppose a step, and what stands beside the machine', () => {
  const page = readFileSync(PAGE, 'utf8');
  for (const [event, cost] of Object.entries(UNSEEN_COST)) expect(page).toContain(`\`${event}\` costs ${cost}`);
  expect(page).toContain(`a misfit costs ${MISFIT_COST}`);
  const schema = JSON.parse(readFileSync(new URL('../../schema/report-1.schema.json', import.meta.url), 'utf8'));
  const events: readonly string[] = schema.$defs.step.properties.event.enum;
  for (const event of events) if (!(event in SEEN_STATE)) expect(page).toContain(`\`${event}\``);
});
