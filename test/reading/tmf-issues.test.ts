import { describe, expect, test } from 'vitest';
import { TmfLibrary } from '../../src/etl/index.ts';
import { tmfIssues } from '../../src/reading/etl-gaps.ts';

const GUID = '744151fd-b3f4-32e6-38eb-0fd11e3fb62d';

async function issuesOf(contents: readonly string[], limits = {}): Promise<readonly string[]> {
  const files = contents.map((text, i) => ({
    path: `${i}.tmf`,
    bytes: text.length,
    async *chunks() {
      yield Buffer.from(text);
    },
  }));
  const library = new TmfLibrary(files, limits);
  await library.load(GUID);
  return tmfIssues('trace.etl', library).map(({ code, text }) => `${code} ${text}`);
}

describe('what could not be used of TMF files', () => {
  test('is one issue a file, however many of its lines are broken', async () => {
    const [first, second, ...others] = await issuesOf(['#typev a\n#typev b\n#typev c\n', '#typev d\n']);
    expect(first).toMatch(/^TMF_BROKEN 0\.tmf, line 1: .* So it is with 2 more lines of it\.$/);
    expect(second).toMatch(/^TMF_BROKEN 1\.tmf, line 1: /);
    expect(second).not.toContain('So it is');
    expect(others).toEqual([]);
  });

  test('is capped where a limit was hit', async () => {
    expect(await issuesOf(['// a', '// b', '// c'], { otherFiles: 1 })).toEqual([
      expect.stringMatching(/^capped 1\.tmf: It and 1 more are not read/),
    ]);
    expect(await issuesOf(['// a long comment'], { bytes: 4 })).toEqual([
      'capped 0.tmf: Only its first 4 bytes were read.',
    ]);
  });
});
