import type { CodeSeen } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { heading, type Page, paragraph } from './page.ts';

const NAMES: Readonly<Record<CodeSeen['kind'], string>> = {
  'response-code': '',
  'http-status': 'HTTP ',
  transport: '',
  'x-ms-diagnostics': 'x-ms-diagnostics ',
};

/** `HTTP 401`, `ErrorServerBusy`. */
export function codeName({ kind, code }: CodeSeen): string {
  return `${NAMES[kind]}${code}`;
}

/** That nothing failed needs no explaining. */
function isSuccess({ kind, code }: CodeSeen): boolean {
  return code === 'NoError' || (kind === 'http-status' && /^2\d\d$/.test(code));
}

/** Every code that occurs, in words; without `--verbose` those of failures, and no sources. */
export function codesSection({ codes = [] }: Report, page: Page): readonly string[] {
  const shown = page.verbose ? codes : codes.filter((code) => !isSuccess(code));
  if (shown.length === 0) return [];
  return [
    ...heading(page, `Codes (${shown.length})`),
    ...shown.flatMap((code) => [
      ...paragraph(page, '  - ', `${codeName(code)}: ${code.meaning ?? 'in no published list'}`),
      ...(page.verbose && code.source !== undefined ? paragraph(page, '    ', code.source) : []),
    ]),
  ];
}
