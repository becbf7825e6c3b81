import type { ReportAttempt } from '../model/report.ts';

/** `CreateItem SaveOnly into drafts`. */
export function callText({ operation, disposition, folder }: ReportAttempt): string {
  const parts = [operation, disposition, folder === undefined ? undefined : `into ${folder}`];
  return parts.filter((part) => part !== undefined).join(' ');
}

/** `HTTP 200, ErrorInternalServerError (ErrorServerBusy)`. */
export function answerText(attempt: ReportAttempt): string {
  const inner = attempt.innerResponseCode === undefined ? '' : ` (${attempt.innerResponseCode})`;
  const parts = [
    ...(attempt.httpStatus === undefined ? [] : [`HTTP ${attempt.httpStatus}`]),
    ...(attempt.responseCode === undefined ? [] : [`${attempt.responseCode}${inner}`]),
    ...(attempt.transportError === undefined ? [] : [attempt.transportError]),
  ];
  return parts.length === 0 ? 'no answer seen' : parts.join(', ');
}
