import { cp, mkdtemp, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUNDLES } from './bundle-folder.ts';
import type { MessageTruth } from './story.ts';

/** What is true of a story, as story.json has it. */
export interface StoryTruth {
  readonly messages: readonly {
    readonly recipients: readonly string[];
    readonly outcome: MessageTruth['outcome'];
    /** ISO 8601 UTC */
    readonly sentAt: string;
  }[];
  readonly fired: readonly string[];
  readonly quiet: readonly string[];
}

interface StoryJson {
  readonly options: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly truth: StoryTruth;
}

export interface UnpackedStory {
  /** A folder of its own with the bundle; its base name is that of the story. */
  readonly path: string;
  /** Options of the command line. */
  readonly options: readonly string[];
  readonly truth: StoryTruth;
  readonly remove: () => Promise<void>;
}

/**
 * Copies the bundle of a story into a temporary folder and gives its files the times that story.json states: those of
 * a checked-out file are the times of the checkout.
 */
export async function unpackStory(id: string): Promise<UnpackedStory> {
  const story: StoryJson = JSON.parse(await readFile(join(BUNDLES, id, 'story.json'), 'utf8'));
  const folder = await mkdtemp(join(tmpdir(), 'oimscope-story-'));
  const path = join(folder, id);
  await cp(join(BUNDLES, id, 'bundle'), path, { recursive: true });
  for (const [file, iso] of Object.entries(story.files)) {
    const time = new Date(iso);
    await utimes(join(path, file), time, time);
  }
  return {
    path,
    options: story.options,
    truth: story.truth,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
