/** How a command of the steps begins: a cmdlet, a program of Windows, or a path in quotes. */
const COMMAND = /^(?:\$\w+ = |[A-Z][a-z]+-[A-Z]\w+|(?:reg|nslookup|netsh|w32tm|certutil) |(?:setup|outlook)\.exe |"%)/;
/** Words with which a sentence goes on behind a command: then the rest is no command. */
const SENTENCE = /[,;] (?:and|or|then|which|with|without|in|members|where)\b|[.)]$/;
const LEAD = /(?:: |\brun )/g;

export interface FixStep {
  /** Empty where the step is nothing but a command. */
  readonly words: string;
  /** What can be copied to a shell; absent where the step has none at its end. */
  readonly command?: string;
}

/** Parts a step of a fix into words and the command it ends in: `Set the clock: w32tm /resync`. */
export function fixStep(text: string): FixStep {
  for (const match of [...text.matchAll(LEAD)].toReversed()) {
    const cut = match.index + match[0].length;
    const command = text.slice(cut);
    if (COMMAND.test(command) && !SENTENCE.test(command)) {
      const words = text.slice(0, cut).trimEnd();
      return { words: words.endsWith(':') ? words : `${words}:`, command };
    }
  }
  return COMMAND.test(text) && !SENTENCE.test(text) ? { words: '', command: text } : { words: text };
}
