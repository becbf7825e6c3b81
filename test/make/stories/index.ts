import type { Story } from '../story.ts';
import * as delivered from './delivered.ts';
import * as lookAlikes from './draft-look-alikes.ts';
import * as draftSteps from './draft-steps.ts';
import * as draftsBug from './drafts-bug.ts';
import * as leftBehind from './left-behind.ts';
import * as neverOffered from './never-offered.ts';
import * as noAnswer from './no-answer.ts';
import * as refused from './refused.ts';

/** All stories, made anew: the same bytes on every run. */
export function allStories(): readonly Story[] {
  const makers = [delivered, draftSteps, draftsBug, leftBehind, lookAlikes, neverOffered, noAnswer, refused];
  return makers.flatMap((stories) => Object.values(stories).map((make) => make()));
}
