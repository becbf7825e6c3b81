import type { Shape } from './build-shapes.ts';
import type { HoleKind } from './hole-kind.ts';
import type { ShapePart } from './shape-parts.ts';

/** The text that all lines of a shape have, for a guess at what they tell. */
export function wordingOf({ parts, component, function: called, first, isInOperation }: Shape): string {
  let text = '';
  for (const part of parts) text += part.kind === 'text' ? part.text : hintOf(part, text, first.samples);
  // A function named CEwsTransport::… says whose words they are, not what happened.
  const isEws = /ews/i.test(`${component} ${called}`);
  return [text, ...(isEws ? ['(EWS)'] : []), ...(isInOperation ? ['(CreateItem)'] : [])].join(' ');
}

/** What is masked so may be a word like any other. */
const MAY_BE_WORDS: ReadonlySet<HoleKind> = new Set<HoleKind>(['name', 'name-with-blanks', 'named', 'text', 'foreign']);
/** In front of somebody, or of what somebody wrote. */
const NAMED_PLACE = /(?:\b(?:for|from|to|by|of|user|recipient|sender)|[:=|"'(<[])\s*$/i;
const NO_ERROR = /^(?:0x0+|s_ok|noerror|error_?success)$/i;

/** What a hole says by its kind and by what stands in it in one line; `before`: the wording in front. */
function hintOf(
  part: Exclude<ShapePart, { readonly kind: 'text' }>,
  before: string,
  samples: Shape['first']['samples'],
): string {
  if (part.kind === 'word') return ' … ';
  if (part.kinds.some((kind) => MAY_BE_WORDS.has(kind)) && !NAMED_PLACE.test(before)) return ' … ';
  const success = part.number !== undefined && NO_ERROR.test(samples[part.number] ?? '') ? 'S_OK ' : '';
  if (part.kinds.includes('operation')) return ' CreateItem ';
  if (part.kinds.includes('disposition')) return ' disposition ';
  if (part.kinds.includes('response-code')) return ` response code ${success}`;
  if (part.kinds.every((kind) => kind === 'number')) return ' # ';
  return part.kinds.includes('spool-file') ? ' .hist ' : ` ${success}`;
}
