import type { Story } from '../story.ts';
import * as delivered from './delivered.ts';
import * as lookAlikes from './draft-look-alikes.ts';
import * as draftSteps from './draft-steps.ts';
import * as draftsBug from './drafts-bug.ts';
import * as inWords from './in-words.ts';
import * as leftBehind from './left-behind.ts';
import * as neverOffered from './never-offered.ts';
import * as noAnswer from './no-answer.ts';
import * as rawTrace from './raw-trace.ts';
import * as recipientOffline from './recipient-offline.ts';
import * as refused from './refused.ts';
import * as toldByCompanions from './told-by-companions.ts';

/** All stories, made anew: the same bytes on every run. */
export function allStories(): readonly Story[] {
  const makers = [
    delivered,
    draftSteps,
    draftsBug,
    inWords,
    leftBehind,
    lookAlikes,
    neverOffered,
    noAnswer,
    rawTrace,
    recipientOffline,
    refused,
    toldByCompanions,
  ];
  return makers.flatMap((stories) => Object.values(stories).map((make) => make()));
}
