import type { FoundHole, HoleName } from '../model/phrase.ts';
import { type FindLiteral, literalFinder } from './find-literal.ts';
import type { TemplatePart } from './template.ts';

/** What a template found in a line. */
export interface TemplateMatch {
  /** Where its words begin, and where the last of them ends. */
  readonly at: number;
  readonly end: number;
  /** What each hole and `{*}` stands for, in their order. */
  readonly holes: readonly FoundHole[];
  readonly values: ReadonlyMap<HoleName, string>;
}

/** Answers the first match in a line, if there is one. */
export type MatchTemplate = (line: string) => TemplateMatch | undefined;

interface Stop {
  /** The hole or `{*}` in front of the literal, if there is one. */
  readonly gap?: { readonly name?: HoleName };
  readonly length: number;
  readonly find: FindLiteral;
}

function valuesOf(line: string, holes: readonly FoundHole[]): ReadonlyMap<HoleName, string> {
  const values = new Map<HoleName, string>();
  for (const { name, start, end } of holes)
    if (name !== undefined && !values.has(name)) values.set(name, line.slice(start, end).trim());
  return values;
}

/**
 * Compiles the parts of a template. Each literal is looked for behind the one before: where it stands first is always right, as whatever follows a later
 * place follows this one as well. So no place of the line is gone back to, and the time is linear in the line.
 */
export function compileTemplate(parts: readonly TemplatePart[]): MatchTemplate {
  const stops: Stop[] = [];
  let gap: Stop['gap'];
  for (const part of parts) {
    if (part.kind === 'literal') {
      stops.push({ ...(gap && { gap }), length: part.text.length, find: literalFinder(part.text) });
      gap = undefined;
    } else gap = part.kind === 'hole' ? { name: part.name } : {};
  }
  const last = gap;
  const [first] = stops;
  return (line) => {
    // Most lines that are tried hold not even that.
    if (first !== undefined && first.find(line, 0) < 0) return undefined;
    const holes: FoundHole[] = [];
    let [begin, end] = [-1, 0];
    for (const { gap: before, length, find } of stops) {
      const found = find(line, before?.name === undefined ? end : end + 1);
      // Without a gap in front there is no literal behind another: only the first of a template stands so.
      if (found < 0) return undefined;
      if (before !== undefined) holes.push({ ...before, start: end, end: found });
      if (begin < 0) begin = before === undefined ? found : 0;
      end = found + length;
    }
    if (last?.name !== undefined && end >= line.length) return undefined;
    if (last !== undefined) holes.push({ ...last, start: end, end: line.length });
    return { at: begin, end, holes, values: valuesOf(line, holes) };
  };
}
