import { HOLE_NAMES, type HoleName } from '../model/phrase.ts';

/** A piece of a template. `skip` is `{*}`. */
export type TemplatePart =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'hole'; readonly name: HoleName }
  | { readonly kind: 'skip' };

/** Characters and holes that a template may have, and the literal ones that it needs (contract.md section 5). */
const MOST_CHARACTERS = 4000;
const MOST_HOLES = 64;
const LEAST_LITERAL = 6;

const NAMES: ReadonlySet<string> = new Set(HOLE_NAMES);

function isHoleName(name: string): name is HoleName {
  return NAMES.has(name);
}

/** `{{`, `}}`, `{name}`, an open brace without an end, or text up to the next brace. */
const PIECE = /\{\{|\}\}|\{[^{}]*\}|[{}]|[^{}]+/g;

/** A template taken apart, and all that is wrong with it, each as a sentence without its end. */
export interface ReadTemplate {
  readonly parts: readonly TemplatePart[];
  readonly problems: readonly string[];
}

function readPieces(template: string, problems: string[]): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  const literal = (text: string): void => {
    const last = parts.at(-1);
    if (last?.kind === 'literal') parts[parts.length - 1] = { kind: 'literal', text: last.text + text };
    else parts.push({ kind: 'literal', text });
  };
  for (const [piece] of template.matchAll(PIECE)) {
    const name = piece.slice(1, -1);
    if (piece === '{{') literal('{');
    else if (piece === '}}' || piece === '}') literal('}');
    else if (piece === '{') problems.push('a { is not closed; a literal one is written {{');
    else if (!piece.startsWith('{')) literal(piece);
    else if (name === '*') parts.push({ kind: 'skip' });
    else if (isHoleName(name)) parts.push({ kind: 'hole', name });
    else problems.push(`{${name}} is no name of a hole; there are ${HOLE_NAMES.join(', ')} and *`);
  }
  return parts;
}

/** Takes a template apart. One with problems must not be matched. */
export function readTemplate(template: string): ReadTemplate {
  const problems: string[] = [];
  if (template.length > MOST_CHARACTERS)
    return { parts: [], problems: [`it has ${template.length} characters; at most ${MOST_CHARACTERS} are allowed`] };
  const parts = readPieces(template, problems);
  if (/[\r\n\u2028\u2029]/.test(template)) problems.push('it has a line break; a phrase matches within one line');
  if (parts[0]?.kind === 'hole') problems.push(`it begins with {${parts[0].name}}; it must begin with text or {*}`);
  if (
    parts.some((part, i) => part.kind !== 'literal' && parts[i + 1] !== undefined && parts[i + 1]?.kind !== 'literal')
  )
    problems.push('two holes touch; there must be text between them');
  const holes = parts.filter(({ kind }) => kind !== 'literal').length;
  if (holes > MOST_HOLES) problems.push(`it has ${holes} holes; at most ${MOST_HOLES} are allowed`);
  const literals = parts.reduce((count, part) => count + (part.kind === 'literal' ? [...part.text].length : 0), 0);
  if (literals < LEAST_LITERAL)
    problems.push(
      `it has ${literals} literal character${literals === 1 ? '' : 's'}; at least ${LEAST_LITERAL} are needed`,
    );
  return { parts, problems };
}
