export type { Excerpt, NoExcerpt } from './excerpt.ts';
export { type ExcerptSize, sizeOf } from './excerpt-page.ts';
export { type ExcerptOptions, type ExcerptProgress, makeExcerpt } from './make-excerpt.ts';
export { checkExcerptFolder, writeExcerpt } from './write-excerpt.ts';
