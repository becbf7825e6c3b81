import type { UnmatchedLine } from '../model/unmatched-line.ts';
import type { KnownLives } from './known-window.ts';

/** Whether a line may hold an id that is searched for, or name somebody to whom a message was just sent: seen without masking it. */
export function mayConcern({ text, at }: UnmatchedLine, ids: ReadonlySet<string>, known: KnownLives): boolean {
  const lives = known.at(at);
  if (ids.size === 0 && lives.length === 0) return false;
  const lower = text.toLowerCase();
  for (const id of ids) if (lower.includes(id)) return true;
  return (
    lower.includes('@') && lives.some(({ life }) => [...life.recipients].some((address) => lower.includes(address)))
  );
}
