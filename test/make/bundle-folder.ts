import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { type Story, storyFiles } from './story.ts';

/** Where the stories lie, one folder each. */
export const BUNDLES: string = join(import.meta.dirname, '../../fixtures/bundles');

/** Goldens of the analyser stand beside the files of a story and are not its own. */
const NOT_OF_THE_STORY = /^(?:report|expected)\b/;

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !NOT_OF_THE_STORY.test(path))
    .toSorted();
}

/** The committed files of a story by path; none when it has no folder yet. */
export async function committedFiles(id: string): Promise<ReadonlyMap<string, Buffer>> {
  const folder = join(BUNDLES, id);
  const paths = await filesBelow(folder);
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(join(folder, path))] as const)));
}

/** Writes a story's folder; what a former version left in its bundle goes. */
export async function writeStory(story: Story): Promise<void> {
  const folder = join(BUNDLES, story.id);
  await rm(join(folder, 'bundle'), { recursive: true, force: true });
  for (const [path, bytes] of storyFiles(story)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}
