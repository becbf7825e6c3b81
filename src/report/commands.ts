/** A stretch of a step: words, or something to be typed or pasted. */
export interface Stretch {
  readonly text: string;
  readonly isCommand: boolean;
}

const CMDLET =
  '(?:\\$\\w+ = )?(?:Add|Disable|Enable|Get|Import|Install|Move|New|Remove|Restart|Select|Set|Start|Test|Update)-[A-Z][A-Za-z]+';
const PROGRAM = '(?:certutil|netsh|nslookup|reg|w32tm) (?=[/a-z-]|-)|(?:setup|outlook)\\.exe (?=/)';
const QUOTED_PROGRAM = '"%[A-Za-z]+%\\\\[^"]*"';
const FOLDER = '%[A-Za-z]+%\\\\';
const START = new RegExp(`(?<![\\w"\\\\/-])(?:${CMDLET}\\b|${PROGRAM}|${QUOTED_PROGRAM})`, 'g');
const FOLDERS = new RegExp(
  `(?<![\\w"])${FOLDER}(?:[^\\s\\\\;,]+\\\\)*(?:History Spooler|[^\\s\\\\;,]*[^\\s\\\\;,.])`,
  'g',
);
/** One word of a command: quotes and braces hold what would else end it. */
const WORD = /"[^"]*"|'[^']*'|\{[^}]*\}|[^\s"'{}]+/y;
/** A word of plain language, where a comma stands before it. */
const PLAIN_WORD = /^[a-z]+[,;:.]?$/;

/** Where the command that begins at `start` ends: before the prose that may follow. */
function commandEnd(step: string, start: number): number {
  let end = start;
  let at = start;
  while (at < step.length) {
    WORD.lastIndex = at;
    const word = WORD.exec(step)?.[0];
    if (word === undefined) break;
    const before = step.slice(start, at).trimEnd();
    const isProse = before.endsWith(';') || (before.endsWith(',') && PLAIN_WORD.test(word)) || word.startsWith('(');
    if (at > start && isProse) break;
    at += word.length;
    end = at;
    while (step[at] === ' ') at += 1;
  }
  return start + step.slice(start, end).replace(/[.,;:]+$/, '').length;
}

function nextStart(pattern: RegExp, step: string, from: number): RegExpExecArray | undefined {
  pattern.lastIndex = from;
  return pattern.exec(step) ?? undefined;
}

/** A step of a fix with its commands and folders told apart from the words around them. Joined, the stretches are the step. */
export function wordsAndCommands(step: string): readonly Stretch[] {
  const found: Stretch[] = [];
  let at = 0;
  while (at < step.length) {
    const command = nextStart(START, step, at);
    const folder = nextStart(FOLDERS, step, at);
    const next = folder === undefined || (command !== undefined && command.index <= folder.index) ? command : folder;
    if (next === undefined) break;
    const end = next === command ? commandEnd(step, next.index) : next.index + next[0].length;
    if (next.index > at) found.push({ text: step.slice(at, next.index), isCommand: false });
    found.push({ text: step.slice(next.index, end), isCommand: true });
    at = end;
  }
  if (at < step.length) found.push({ text: step.slice(at), isCommand: false });
  return found;
}
