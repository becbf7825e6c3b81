export { type ExcerptSize, sizeOf } from './excerpt-page.ts';
export {
  type Excerpt,
  type ExcerptOptions,
  type ExcerptProgress,
  makeExcerpt,
  type NoExcerpt,
} from './make-excerpt.ts';
export { checkExcerptFolder, writeExcerpt } from './write-excerpt.ts';
