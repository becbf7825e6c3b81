import type { Excerpt, NoExcerpt } from './make-excerpt.ts';
export async function redactExcerpt(e: Excerpt, _k: Uint8Array, _r: readonly string[] | undefined): Promise<Excerpt | NoExcerpt> { return e; }
