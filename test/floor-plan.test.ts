import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const BIOME = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
const IMPORTS = 'lint/style/noRestrictedImports';
const GLOBALS = 'lint/style/noRestrictedGlobals';
/** Category that Biome gives to a diagnostic of a GritQL plugin. */
const PLUGIN = 'plugin';

interface Room {
  /** Where breaches are planted, `planted` standing for the name of the file. */
  readonly file: string;
  readonly allowed: readonly string[];
  readonly banned: readonly string[];
}

const ROOMS: readonly Room[] = [
  { file: 'src/model/planted.ts', allowed: ['./ticks.ts'], banned: ['../input/text-source.ts', 'node:fs', 'yargs'] },
  {
    file: 'src/input/planted.ts',
    allowed: ['./zone.ts', '../model/ticks.ts', 'node:fs', 'node:fs/promises'],
    banned: [
      '../formats/ocs-text.ts',
      '../wire/ews.ts',
      'yargs',
      'node:http',
      'node:net',
      'node:tls',
      'node:dns/promises',
    ],
  },
  {
    file: 'src/input/archive/planted.ts',
    allowed: ['./zip.ts', '../bundle-file.ts', '../../model/ticks.ts', 'node:zlib'],
    banned: ['../../formats/ocs-text.ts', '../../wire/ews.ts', 'yargs', 'node:http', 'node:net'],
  },
  {
    file: 'src/formats/planted.ts',
    allowed: ['./format.ts', '../model/record.ts', '../input/text-source.ts', 'fast-xml-parser'],
    banned: [
      '../wire/ews.ts',
      '../life/steps/machine.ts',
      '../spooler/index.ts',
      '../report/json.ts',
      'node:fs',
      'cli-table3',
    ],
  },
  {
    file: 'src/etl/wpp/planted.ts',
    allowed: ['./tmf.ts', '../etl-record.ts', '../../model/ticks.ts', '../../input/encoding.ts'],
    banned: ['../../formats/tracefmt.ts', '../../reading/index.ts', 'node:fs', 'fast-xml-parser'],
  },
  {
    file: 'src/spooler/planted.ts',
    allowed: ['./spool-path.ts', '../model/ticks.ts', '../input/encoding.ts'],
    banned: ['../formats/ocs-text.ts', '../wire/ews.ts', '../life/steps/machine.ts', 'node:fs', 'fast-xml-parser'],
  },
  {
    file: 'src/phrases/planted.ts',
    allowed: ['./template.ts', '../model/phrase.ts', 'valibot', 'jsonc-parser'],
    banned: ['../wire/ews.ts', '../input/text-source.ts', '../observe.ts', 'node:fs', 'fast-xml-parser'],
  },
  {
    file: 'src/wire/planted.ts',
    allowed: ['./ews.ts', '../model/observation.ts', 'fast-xml-parser'],
    banned: ['../formats/ocs-text.ts', '../input/text-source.ts', '../life/steps/machine.ts', 'node:fs'],
  },
  {
    file: 'src/meanings/planted.ts',
    allowed: ['./values.ts', '../model/observation.ts', '../wire/property-lines.ts'],
    banned: ['../phrases/index.ts', '../observe.ts', '../life/index.ts', '../input/text-source.ts', 'node:fs'],
  },
  {
    file: 'src/life/planted.ts',
    allowed: ['./steps/machine.ts', '../model/life.ts'],
    banned: ['../diagnosis/evaluate.ts', '../wire/ews.ts', '../report/json.ts', '../formats/index.ts', 'node:fs'],
  },
  {
    file: 'src/life/calls/planted.ts',
    allowed: ['./call.ts', '../timeline.ts', '../../model/life.ts'],
    banned: ['../messages/gather.ts', '../steps/machine.ts', '../../wire/ews.ts', 'node:fs'],
  },
  {
    file: 'src/life/clocks/planted.ts',
    allowed: ['./clocks.ts', '../calls/pairing.ts', '../../model/source.ts'],
    banned: ['../messages/gather.ts', '../sip/sip-side.ts', '../../wire/ews.ts', 'node:fs'],
  },
  {
    file: 'src/life/messages/planted.ts',
    allowed: ['./gather.ts', '../calls/call.ts', '../outcome.ts', '../../model/life.ts'],
    banned: ['../steps/machine.ts', '../sip/sip-side.ts', '../../diagnosis/evaluate.ts', 'node:fs'],
  },
  {
    file: 'src/life/sip/planted.ts',
    allowed: ['./unreached.ts', '../timeline.ts', '../../model/life.ts'],
    banned: ['../messages/gather.ts', '../calls/call.ts', '../../wire/sip.ts', 'node:fs'],
  },
  {
    file: 'src/life/steps/planted.ts',
    allowed: ['./machine.ts', '../messages/gathering.ts', '../sip/sip-side.ts', '../outcome.ts', '../../model/life.ts'],
    banned: ['../calls/call.ts', '../clocks/clocks.ts', '../../report/json.ts', 'node:fs'],
  },
  {
    file: 'src/diagnosis/planted.ts',
    allowed: ['./rule.ts', './rules/index.ts', '../model/finding.ts'],
    banned: ['../life/steps/machine.ts', '../report/json.ts', '../wire/ews.ts', 'node:fs'],
  },
  {
    file: 'src/diagnosis/counterfactual/planted.ts',
    allowed: ['./changes.ts', '../evidence.ts', '../knowledge/client-builds.ts', '../../model/finding.ts'],
    banned: ['../rules/index.ts', '../../life/steps/machine.ts', '../../report/json.ts', 'node:fs'],
  },
  {
    file: 'src/diagnosis/rules/planted.ts',
    allowed: ['./quota.ts', '../rule.ts', '../environment/mailbox.ts', '../../model/finding.ts'],
    banned: ['../../life/steps/machine.ts', '../../report/json.ts', '../../wire/ews.ts', 'node:fs'],
  },
  {
    file: 'src/report/planted.ts',
    allowed: ['./paint.ts', '../model/report.ts', 'cli-table3'],
    banned: ['../life/steps/machine.ts', '../diagnosis/evaluate.ts', '../analyze.ts', 'node:fs', 'node:os', 'yargs'],
  },
  {
    file: 'src/report/html/planted.ts',
    allowed: ['./html-text.ts', '../headline.ts', '../../model/report.ts', 'node:crypto'],
    banned: [
      '../../life/steps/machine.ts',
      '../../diagnosis/rules/index.ts',
      '../../analyze.ts',
      'node:fs',
      'cli-table3',
    ],
  },
  {
    file: 'page/planted.ts',
    allowed: ['./rows.ts', '../src/report/html/time-axis.ts'],
    banned: ['../src/report/html/lane.ts', '../src/model/report.ts', 'node:fs'],
  },
  {
    file: 'src/redact/planted.ts',
    allowed: ['./fold.ts', '../model/report.ts', 'node:crypto'],
    banned: ['../report/json.ts', '../wire/ews.ts', '../analyze.ts', '../life/index.ts', 'node:fs', 'yargs'],
  },
  {
    file: 'src/observe.ts',
    allowed: ['./model/record.ts', './wire/ews.ts'],
    banned: ['./formats/index.ts', './life/steps/machine.ts', './input/text-source.ts', 'node:fs'],
  },
  {
    file: 'src/analyze.ts',
    allowed: [
      './model/report.ts',
      './input/discover.ts',
      './reading/index.ts',
      './life/index.ts',
      './report/report-data.ts',
    ],
    banned: ['./report/index.ts', './formats/index.ts', './observe.ts', './cli/main.ts', 'node:fs'],
  },
  {
    file: 'src/list-phrases.ts',
    allowed: ['./phrases/index.ts', './reading/index.ts', './input/discover.ts', './model/phrase.ts'],
    banned: ['./analyze.ts', './wire/ews.ts', './cli/main.ts', 'node:fs', 'valibot'],
  },
  {
    file: 'src/reading/planted.ts',
    allowed: [
      './rotation.ts',
      '../model/report.ts',
      '../input/text-source.ts',
      '../formats/index.ts',
      '../spooler/index.ts',
      '../observe.ts',
      'node:worker_threads',
    ],
    banned: ['../analyze.ts', '../life/index.ts', '../wire/ews.ts', '../report/index.ts', 'node:fs'],
  },
  {
    file: 'src/batch/planted.ts',
    allowed: [
      './journal.ts',
      './fleet/tally.ts',
      '../analyze.ts',
      '../redact/index.ts',
      '../model/report.ts',
      '../report/json.ts',
      'node:fs',
    ],
    banned: [
      '../diagnosis/evaluate.ts',
      '../redact/redactor.ts',
      '../report/table.ts',
      '../cli/main.ts',
      'bullmq',
      'yargs',
      'node:net',
    ],
  },
  {
    file: 'src/batch/fleet/planted.ts',
    allowed: [
      './tally.ts',
      '../journal-line.ts',
      '../../model/fleet.ts',
      '../../report/csv-text.ts',
      '../../report/html/html-text.ts',
    ],
    banned: ['../run-batch.ts', '../../analyze.ts', '../../report/table.ts', 'bullmq', 'node:net'],
  },
  {
    file: 'src/batch/queue/planted.ts',
    allowed: [
      './task.ts',
      '../batch-redaction.ts',
      '../bundle-job.ts',
      '../../model/errors.ts',
      'bullmq',
      'ioredis',
      'node:fs',
    ],
    banned: ['../fleet/tally.ts', '../../analyze.ts', '../../cli/main.ts', 'node:net', 'node:http'],
  },
  {
    file: 'src/excerpt/planted.ts',
    allowed: [
      './minimise.ts',
      '../analyze.ts',
      '../formats/index.ts',
      '../spooler/index.ts',
      'node:crypto',
      'node:path',
    ],
    banned: [
      '../report/json.ts',
      '../life/index.ts',
      '../diagnosis/evaluate.ts',
      '../wire/ews.ts',
      'node:http',
      'yargs',
    ],
  },
  {
    file: 'src/watch/planted.ts',
    allowed: [
      './changes.ts',
      '../analyze.ts',
      '../model/report.ts',
      '../input/discover.ts',
      '../reading/index.ts',
      'chokidar',
    ],
    banned: [
      '../report/index.ts',
      '../life/index.ts',
      '../input/disk-file.ts',
      '../cli/main.ts',
      'node:fs',
      'node:net',
    ],
  },
  {
    file: 'src/radar/planted.ts',
    allowed: [
      './mask-line.ts',
      '../analyze.ts',
      '../model/report.ts',
      '../input/discover.ts',
      '../phrases/index.ts',
      '../reading/index.ts',
    ],
    banned: ['../report/index.ts', '../life/index.ts', '../wire/ews.ts', '../observe.ts', '../cli/main.ts', 'node:fs'],
  },
  {
    file: 'src/stored/planted.ts',
    allowed: ['./report-shape.ts', '../model/stored-report.ts', 'node:fs/promises', 'valibot'],
    banned: ['../report/index.ts', '../input/discover.ts', '../verify/verify-report.ts', 'node:net'],
  },
  {
    file: 'src/verify/planted.ts',
    allowed: ['./citations.ts', '../model/stored-report.ts', '../input/discover.ts', '../reading/index.ts'],
    banned: ['../stored/read-report.ts', '../formats/index.ts', '../input/disk-file.ts', '../wire/ews.ts', 'node:fs'],
  },
  {
    file: 'src/diff/planted.ts',
    allowed: ['./match-messages.ts', '../model/difference.ts', '../stored/read-report.ts', 'node:path'],
    banned: ['../report/index.ts', '../input/discover.ts', '../verify/verify-report.ts', 'node:fs'],
  },
  {
    file: 'src/index.ts',
    allowed: ['./model/report.ts', './analyze.ts', './report/index.ts'],
    banned: ['./cli/main.ts', './input/discover.ts', 'node:fs'],
  },
  {
    file: 'src/cli/planted.ts',
    allowed: ['./args.ts', '../index.ts', '../model/errors.ts', 'node:fs', 'yargs', 'yargs/helpers'],
    banned: ['../analyze.ts', '../report/json.ts', '../input/discover.ts', 'cli-table3', 'chokidar', 'node:https'],
  },
  {
    file: 'src/cli/commands/planted.ts',
    allowed: ['./analyze.ts', '../output.ts', '../../index.ts', '../../model/errors.ts', 'node:fs'],
    banned: ['../../analyze.ts', '../../report/json.ts', 'cli-table3', 'yargs', 'node:http'],
  },
  {
    file: 'src/room-nobody-planned/planted.ts',
    allowed: ['./neighbour.ts'],
    banned: ['../model/ticks.ts', '../life/steps/machine.ts', 'node:fs', 'yargs'],
  },
];

/** Breaches of rules that hold in every room: what is planted in `src/life/`, and the diagnostic it must raise. */
const BREACHES: Readonly<Record<string, { readonly code: string; readonly raises: string }>> = {
  'console-call': { code: "console.log('x');\n", raises: 'lint/suspicious/noConsole' },
  'any-type': { code: 'export const x: any = 1;\n', raises: 'lint/suspicious/noExplicitAny' },
  'non-null': {
    code: 'export const x = (y: string | undefined): string => y!;\n',
    raises: 'lint/style/noNonNullAssertion',
  },
  'enum-type': { code: 'export enum X {\n  A,\n}\n', raises: 'lint/style/noEnum' },
  'default-export': { code: 'export default 1;\n', raises: 'lint/style/noDefaultExport' },
  'unused-import': { code: "import { a } from './a.ts';\n", raises: 'lint/correctness/noUnusedImports' },
  'floating-promise': {
    code: 'async function f(): Promise<void> {}\nexport function g(): void {\n  f();\n}\n',
    raises: 'lint/nursery/noFloatingPromises',
  },
  CamelCase: { code: 'export const x = 1;\n', raises: 'lint/style/useFilenamingConvention' },
  'clock-now': { code: 'export const x: number = Date.now();\n', raises: PLUGIN },
  'clock-now-passed-on': { code: 'export const x: () => number = Date.now;\n', raises: PLUGIN },
  'clock-new-date': { code: 'export const x: Date = new Date();\n', raises: PLUGIN },
  'clock-date-call': { code: 'export const x: string = Date();\n', raises: PLUGIN },
  'clock-performance': { code: 'export const x: number = performance.now();\n', raises: GLOBALS },
  'process-global': { code: 'export const x: number = process.pid;\n', raises: GLOBALS },
  'network-fetch': { code: "export const x: Promise<Response> = fetch('x');\n", raises: GLOBALS },
};

/** Errors of each planted file, by its path with `/`; a warning would not stop a commit. */
type Diagnostics = ReadonlyMap<string, ReadonlySet<string>>;

interface LintReport {
  readonly diagnostics: readonly {
    readonly category: string;
    readonly severity: string;
    readonly location: { readonly path: string };
  }[];
}

function lint(folder: string): Diagnostics {
  const args = [BIOME, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
  const report: LintReport = JSON.parse(spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }).stdout);
  const found = new Map<string, Set<string>>();
  for (const { category, severity, location } of report.diagnostics) {
    if (severity !== 'error') continue;
    const path = location.path.replaceAll('\\', '/').replace(/^\.\//, '');
    found.set(path, (found.get(path) ?? new Set()).add(category));
  }
  return found;
}

/** Name of the file that holds the n-th planted import of a room; index.ts and its like can only stand at their own path. */
function plantedAt(
  room: Room,
  kind: 'allowed' | 'banned',
  n: number,
): { readonly tree: string; readonly file: string } {
  return room.file.endsWith('/planted.ts')
    ? { tree: 'rooms', file: room.file.replace('planted', `${kind}-${n}`) }
    : { tree: `single-${kind}-${n}`, file: room.file };
}

const folder = mkdtempSync(join(tmpdir(), 'floor-plan-'));
const trees = new Map<string, Diagnostics>();

function plant(tree: string, file: string, code: string): void {
  const path = join(folder, tree, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, code);
}

function diagnosticsAt(tree: string, file: string): readonly string[] {
  return [...(trees.get(tree)?.get(file) ?? [])];
}

beforeAll(() => {
  for (const room of ROOMS) {
    for (const kind of ['allowed', 'banned'] as const) {
      for (const [n, specifier] of room[kind].entries()) {
        const { tree, file } = plantedAt(room, kind, n);
        plant(tree, file, `export { x } from '${specifier}';\n`);
      }
    }
  }
  for (const [name, { code }] of Object.entries(BREACHES)) {
    plant('rooms', `src/life/${name}.ts`, code);
    plant('rooms', `src/cli/${name}.ts`, code);
  }
  plant('rooms', 'src/life/cycle-one.ts', "import type { Two } from './cycle-two.ts';\nexport type One = Two | 1;\n");
  plant('rooms', 'src/life/cycle-two.ts', "import type { One } from './cycle-one.ts';\nexport type Two = One | 2;\n");
  plant('rooms', 'src/life/date-of-a-number.ts', 'export const x: Date = new Date(5);\n');
  for (const tree of readdirSync(folder)) {
    for (const kept of ['biome.json', 'lint', '.gitignore']) {
      cpSync(join(ROOT, kept), join(folder, tree, kept), { recursive: true });
    }
    trees.set(tree, lint(join(folder, tree)));
  }
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('floor plan', () => {
  for (const room of ROOMS) {
    test.each(room.banned.map((specifier, n) => [specifier, n] as const))(`${room.file} must not import %s`, (_, n) => {
      const { tree, file } = plantedAt(room, 'banned', n);
      expect(diagnosticsAt(tree, file)).toContain(IMPORTS);
    });
    test.each(room.allowed.map((specifier, n) => [specifier, n] as const))(`${room.file} may import %s`, (_, n) => {
      const { tree, file } = plantedAt(room, 'allowed', n);
      expect(diagnosticsAt(tree, file)).not.toContain(IMPORTS);
    });
  }

  test('every folder of src is a room with an import list of its own', () => {
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(ROOMS.map((room) => room.file.split('/')[1])).toEqual(
      expect.arrayContaining(folders.map((entry) => entry.name)),
    );
  });

  test('a cycle of type imports alone is an error', () => {
    expect(diagnosticsAt('rooms', 'src/life/cycle-one.ts')).toContain('lint/suspicious/noImportCycles');
  });
});

describe('house rules', () => {
  test.each(Object.entries(BREACHES))('%s is an error', (name, { raises }) => {
    expect(diagnosticsAt('rooms', `src/life/${name}.ts`)).toContain(raises);
  });

  test('a date made from a number is no clock', () => {
    expect(diagnosticsAt('rooms', 'src/life/date-of-a-number.ts')).toEqual([]);
  });

  test.each(['clock-now', 'clock-new-date', 'clock-performance', 'process-global'])('cli may do %s', (name) => {
    expect(diagnosticsAt('rooms', `src/cli/${name}.ts`)).toEqual([]);
  });
});
