export { defaultPhrasebook } from './default-phrasebook.ts';
export { PhraseSet } from './phrase-set.ts';
export { type Phrasebook, readPhrasebook } from './read-phrasebook.ts';
