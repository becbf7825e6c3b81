export { checkPhrases, type PhraseDoubt } from './check-phrases.ts';
export { defaultPhrasebook } from './default-phrasebook.ts';
export { aroundIn, doubtfulIn, skippedIn, spokenIn, writtenIn } from './hidden-stretches.ts';
export { PhraseSet } from './phrase-set.ts';
export { MOST_PHRASEBOOK_BYTES, type Phrasebook, readPhrasebook } from './read-phrasebook.ts';
export { readTemplate } from './template.ts';
