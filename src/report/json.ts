import type { Report } from '../model/report.ts';

/** What JSON leaves raw and a terminal would obey or reorder: DEL, C1 controls, bidi and zero-width characters. */
const RAW_IN_JSON = /[\u{7f}-\u{9f}\p{Cf}\p{Zl}\p{Zp}]/gu;

function escapeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

/** The report itself; parses back to the same data. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, undefined, 2).replace(RAW_IN_JSON, escapeUnits)}\n`;
}
