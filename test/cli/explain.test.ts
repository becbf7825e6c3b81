import { describe, expect, test } from 'vitest';
import { parseArguments } from '../../src/cli/args.ts';
import { nearestNames } from '../../src/cli/nearest-names.ts';
import { rules } from '../../src/diagnosis/rules/index.ts';

async function explainOf(...argv: readonly string[]) {
  const command = await parseArguments(['explain', ...argv]);
  if (command.kind !== 'explain') throw new Error(`not explain but ${command.kind}`);
  return command.args;
}

describe('explain', () => {
  test('takes a rule and paths, and the options of analyze that fit', async () => {
    const args = await explainOf('quota', 'a', '-', '-f', 'json', '--mailbox', 'online', '--verbose');
    expect(args).toMatchObject({ rule: 'quota', paths: ['a', '-'], format: 'json', display: { verbose: true } });
    expect(args.analysis.stated).toEqual({ mailbox: 'online' });
  });

  test('takes paths alone where every rule is asked for', async () => {
    const args = await explainOf('--all', 'a', 'b');
    expect(args.paths).toEqual(['a', 'b']);
    expect(args.rule).toBeUndefined();
    expect((await explainOf('a', '--all')).paths).toEqual(['a']);
    expect((await explainOf('--all', '-')).paths).toEqual(['-']);
  });

  test.each([
    [[], 'no rule given'],
    [['quota'], 'no path given'],
    [['--all'], 'no path given'],
    [['quota', 'a', '--fail-on', 'error'], 'Unknown argument: fail-on'],
    [['quota', 'a', '-f', 'xml'], 'Choices'],
  ])('%j is refused', async (argv, message) => {
    await expect(explainOf(...argv)).rejects.toThrow(message);
  });
});

describe('the names that somebody may have meant', () => {
  const names = rules.map(({ id }) => id);

  test.each([
    ['drafts-bug', 'drafts-bug-2016-06'],
    ['timeout', 'ews-timeout'],
    ['quotta', 'quota'],
    ['QUOTA', 'quota'],
    ['send-as', 'send-as-denied'],
    ['auth-403', 'auth-401'],
  ])('%s: %s first', (word, name) => {
    expect(nearestNames(word, names)[0]).toBe(name);
  });

  test('of nothing near there are none, and never more than three', () => {
    expect(nearestNames('xyzzy', names)).toEqual([]);
    for (const name of names) {
      expect(nearestNames(name, names)[0]).toBe(name);
      expect(nearestNames(name, names).length).toBeLessThanOrEqual(3);
    }
  });
});
