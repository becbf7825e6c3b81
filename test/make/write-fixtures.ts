import { expect, it } from 'vitest';
import { writeStory } from './bundle-folder.ts';
import { allStories } from './stories/index.ts';

/** Not part of the suite: `npx vitest run --config test/make/vitest.write.ts` writes fixtures/bundles anew. */
it('writes every story', async () => {
  const stories = allStories();
  for (const story of stories) await writeStory(story);
  expect(new Set(stories.map((story) => story.id)).size).toBe(stories.length);
});
