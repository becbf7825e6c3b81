import { listPhrases, type Phrase, type PhraseDoubt } from '../../index.ts';
import { EXIT } from '../../model/exit-code.ts';
import { makeVisible } from '../../model/visible.ts';
import { checkPaths } from '../check-paths.ts';
import { listing } from '../listing.ts';
import { writeOutput } from '../output.ts';
import type { PhrasesArguments } from '../phrases-arguments.ts';
import { withStandingPhrasebooks } from '../standing-phrasebooks.ts';

const WORDS: Readonly<Record<PhraseDoubt['kind'], (other: string) => string>> = {
  shadowed: (other) => `never has its turn: ${other} finds all its lines and goes before it`,
  contradicts: (other) => `finds the same lines as ${other}, which goes before it, and says another thing`,
  'says-the-same': (other) => `says the same as ${other}`,
  slow: () => 'has no four plain characters in a row to search for: every record is looked at',
  'no-version': () => 'is of no version: its since is after its until',
  'no-words': () => 'has fewer than two letters or digits: it may stand in lines about anything',
  'never-found': () =>
    'is never found: its words look like markup, in which anybody may write, or hold half a character',
  'odd-id': () =>
    'has an id that is hard to read: blanks at an end, characters that do not show, or more than 100 characters',
};

/** Characters of an id that are shown. */
const MOST_SHOWN = 100;

function placeOf({ id, file }: Phrase): string {
  return `${id.length > MOST_SHOWN ? `${id.slice(0, MOST_SHOWN)}…` : id} (${file})`;
}

function doubtLine({ kind, phrase, other }: PhraseDoubt): string {
  return `${placeOf(phrase)} ${WORDS[kind](other === undefined ? '' : placeOf(other))}`;
}

function cellsOf(phrase: Phrase): readonly string[] {
  return [phrase.id, phrase.observes, phrase.status, phrase.file, phrase.text].map(makeVisible);
}

/** Lists the phrases in use and where each comes from, or what is doubtful about them; answers the exit code. */
export async function runPhrases({ paths, format, phrasebooks, isCheck }: PhrasesArguments): Promise<number> {
  const analysis = withStandingPhrasebooks({ phrasebooks });
  await checkPaths(paths, { analysis });
  const { phrases, replaced, doubts } = await listPhrases(paths, analysis);
  if (format === 'json') {
    await writeOutput([`${JSON.stringify({ phrases, replaced, doubts }, undefined, 2)}\n`]);
  } else if (isCheck) {
    const lines = [
      ...doubts.map(doubtLine),
      ...replaced.map((phrase) => `${placeOf(phrase)} is replaced by one of the same id`),
    ];
    const end =
      doubts.length === 0
        ? `${phrases.length} phrases, ${replaced.length === 0 ? '' : `${replaced.length} replaced, `}nothing doubtful`
        : `${doubts.length} ${doubts.length === 1 ? 'doubt' : 'doubts'}`;
    await writeOutput([`${[...lines.map(makeVisible), end].join('\n')}\n`]);
  } else {
    await writeOutput([listing(format, phrases, cellsOf)]);
  }
  return isCheck && doubts.length > 0 ? EXIT.found : EXIT.analysed;
}
