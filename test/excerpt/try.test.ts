import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseArguments } from '../../src/cli/args.ts';
import { makeExcerpt } from '../../src/excerpt/make-excerpt.ts';
import { unpackStory } from '../make/unpack-story.ts';

const stories = readdirSync('fixtures/bundles').filter((n) => n !== 'README.md');
test.each(stories)('%s', async (id) => {
  const story = await unpackStory(id);
  const command = await parseArguments(['analyze', story.path, ...story.options]);
  if (command.kind !== 'analyze') throw new Error();
  const t = Date.now();
  const made = await makeExcerpt([story.path], {
    analysis: command.args.analysis,
    isOver: () => false,
    ...(process.env.KEY ? { key: Buffer.from('0123') } : {}),
  });
  if (made.kind !== 'made') console.log(id, made);
  else
    console.log(
      id,
      Date.now() - t,
      'ms',
      made.analyses,
      'analyses',
      made.kept.length,
      'of',
      made.recordsBefore,
      made.kept.reduce((s, p) => s + p.bytes.length, 0),
      'of',
      made.bytesBefore,
      made.isMinimal,
    );
  if (process.env.SHOW === id && made.kind === 'made')
    console.log(
      made.kept.map((p) => p.text ?? `<${p.bytes.length}>${Buffer.from(p.bytes).toString('latin1')}`).join('------\n'),
    );
  expect(made.kind).toBe('made');
  await story.remove();
});
