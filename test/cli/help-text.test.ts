import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseArguments } from '../../src/cli/args.ts';

/** `npx vitest run test/cli/help-text.test.ts -u` writes it. */
const FILE = join(import.meta.dirname, '../../src/cli/help-text.ts');

test('the help that is printed at once is the one that the parser of command lines gives', async () => {
  const command = await parseArguments(['--help']);
  const text = command.kind === 'text' ? command.text : '';
  const literal = text.replace(/[\\`]|\$\{/g, '\\$&');
  await expect(
    `/** What \`oimscope --help\` prints; a test holds it to args.ts, and writes it. */\nexport const HELP: string = \`${literal}\`;\n`,
  ).toMatchFileSnapshot(FILE);
});
