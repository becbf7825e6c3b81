import { readFile, writeFile } from 'node:fs/promises';

const PAGE = 'docs/accuracy.md';

/** Puts figures between their markers: `<!-- figures -->` and `<!-- end of figures -->`. */
export async function writePage(name: string, text: string): Promise<void> {
  const page = await readFile(PAGE, 'utf8');
  const [before, behind] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [begin, end] = [page.indexOf(before), page.indexOf(behind)];
  if (begin < 0 || end < begin) throw new Error(`${PAGE} has no place for ${name}`);
  await writeFile(PAGE, `${page.slice(0, begin + before.length)}\n\n${text}\n${page.slice(end)}`);
}
