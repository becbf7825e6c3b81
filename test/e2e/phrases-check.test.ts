import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inFolder } from '../radar/temporary-folder.ts';
import { runCli } from './run-cli.ts';

function book(text: string): string {
  const phrase = { id: 'heron-queued', status: 'assumed', observes: 'message-queued', text };
  return JSON.stringify({ phrasebook: 1, name: 'heron', phrases: [phrase] });
}

test('a phrase that another of its id replaces is told, and is no doubt', async () => {
  const files = {
    'a.json': book('Heron took note {messageId} in'),
    'b.json': book('Heron took offline note {messageId} in'),
  };
  await inFolder(files, async (folder) => {
    const books = ['a.json', 'b.json'].flatMap((name) => ['--phrasebook', join(folder, name)]);
    const { stdout, code } = await runCli(['phrases', ...books, '--check']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/a\.json\) is replaced by one of the same id\n\d+ phrases, 1 replaced, nothing doubtful\n$/);
  });
});
