import { diagnose } from '../../src/diagnosis/evaluate.ts';
import { inOrderOfTime } from '../../src/life/index.ts';
import type { SourceSummary } from '../../src/model/source.ts';
import { DAWN, observe, type Said, tell } from '../life/scene.ts';
import { later } from '../make/clock.ts';

const TRACE: SourceSummary = {
  path: 'Tracing/Lync.txt',
  format: 'ocs-text',
  encoding: 'utf-8',
  bytes: 1,
  records: 1,
  undecoded: 0,
  from: DAWN,
  zone: { value: 'UTC', basis: 'stated' },
};

/** The diagnosis of a scene that ends after ten minutes. */
export function diagnosed(scene: readonly Said[]) {
  const horizon = later(DAWN, 600);
  return diagnose({
    lives: tell(scene, 600),
    observations: inOrderOfTime(observe(scene)),
    sources: [TRACE],
    gaps: [],
    stated: {},
    horizon,
    collectedAt: horizon,
  });
}

/** Status of a rule on a scene, with its verdict and severity where it fired. */
export function toldOf(rule: string, scene: readonly Said[]): string {
  const { rules, findings } = diagnosed(scene);
  const { status, supersededBy } = rules.find(({ id }) => id === rule) ?? {};
  const finding = findings.find((one) => one.rule === rule);
  const more = finding === undefined ? [supersededBy] : [finding.severity, finding.verdict];
  return [status, ...more].filter((part) => part !== undefined).join(' ');
}

/** What a finding says. */
export function wordsOf(rule: string, scene: readonly Said[]): string {
  const finding = diagnosed(scene).findings.find((one) => one.rule === rule);
  return finding === undefined ? '' : [finding.title, finding.why, ...finding.fix].join('\n');
}
