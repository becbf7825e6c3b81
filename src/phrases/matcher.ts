import type { HoleName } from '../model/phrase.ts';
import { type FindLiteral, literalFinder } from './find-literal.ts';
import type { TemplatePart } from './template.ts';

/** What a template found in a line. */
export interface TemplateMatch {
  readonly at: number;
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
  const last = gap?.name;
  const [first] = stops;
  return (line) => {
    // Most lines that are tried hold not even that.
    if (first !== undefined && first.find(line, 0) < 0) return undefined;
    const values = new Map<HoleName, string>();
    const keep = (name: HoleName, text: string): void => {
      if (!values.has(name)) values.set(name, text.trim());
    };
    let [begin, end] = [-1, 0];
    for (const { gap: before, length, find } of stops) {
      const isHole = before?.name !== undefined;
      const found = find(line, isHole ? end + 1 : end);
      // Without a gap in front there is no literal behind another: only the first of a template stands so.
      if (found < 0) return undefined;
      if (before?.name !== undefined) keep(before.name, line.slice(end, found));
      if (begin < 0) begin = before === undefined ? found : 0;
      end = found + length;
    }
    if (last !== undefined) {
      if (end >= line.length) return undefined;
      keep(last, line.slice(end));
    }
    return { at: begin, values };
  };
}
