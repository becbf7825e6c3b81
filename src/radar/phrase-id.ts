import { cyrb53 } from '../model/content-hash.ts';

/** Characters of the hash of a template: of 10,000 shapes two have the same once in five million times. */
const HASH = 12;

/** An id that is the same for the same template and scope, and takes the place of no phrase that is shipped. */
export function phraseId(template: string, scope: string): string {
  const words = template.replace(/\{[^}]*\}/g, ' ').match(/[A-Za-z]+/g) ?? [];
  const slug = words.slice(0, 4).join('-').toLowerCase().slice(0, 40);
  return `radar-${slug === '' ? 'shape' : slug}-${cyrb53(`${template}\n${scope}`).slice(-HASH)}`;
}
