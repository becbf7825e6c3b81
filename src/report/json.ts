/** What JSON leaves raw and a terminal would obey or reorder: DEL, C1 controls, bidi and zero-width characters. */
const RAW_IN_JSON = /[\u{7f}-\u{9f}\p{Cf}\p{Zl}\p{Zp}]/gu;

function escapeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

/** A value as JSON, as it stands `depth` levels deep. Text in JSON has no line breaks of its own. */
function jsonOf(value: unknown, depth: number): string {
  return JSON.stringify(value, undefined, 2)
    .replace(RAW_IN_JSON, escapeUnits)
    .replaceAll('\n', `\n${'  '.repeat(depth)}`);
}

/**
 * A report, or the summary of a fleet, in pieces which together parse back to the same data: a message, a finding, a rule at a time. As one
 * text, a report of thousands of messages would stand in memory several times over.
 */
export function* jsonParts(report: object): Generator<string> {
  const members: readonly [string, unknown][] = Object.entries(report);
  yield '{\n';
  for (const [i, [name, value]] of members.entries()) {
    const key = `  ${JSON.stringify(name)}: `;
    if (Array.isArray(value) && value.length > 0) {
      yield `${key}[\n`;
      for (const [j, item] of value.entries()) yield `    ${jsonOf(item, 2)}${j < value.length - 1 ? ',' : ''}\n`;
      yield '  ]';
    } else yield key + jsonOf(value, 1);
    yield i < members.length - 1 ? ',\n' : '\n';
  }
  yield '}\n';
}

/** Any plain data as JSON that is harmless in a terminal; ends with one newline. */
export function jsonText(value: unknown): string {
  return `${jsonOf(value, 0)}\n`;
}

/** The same on one line; ends with a newline. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value).replace(RAW_IN_JSON, escapeUnits)}\n`;
}
