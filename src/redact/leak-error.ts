import type { Leak, LeakForm } from './leak.ts';

const FORMS: Readonly<Record<LeakForm, string>> = {
  plain: 'as it is',
  escaped: 'behind escapes',
  encoded: 'in base64, hexadecimal digits or UTF-16',
  truncated: 'cut short',
};

/** A redacted output that still holds an original; nothing of it was written. Ends a run with exit code 70. */
export class LeakError extends Error {
  override readonly name = 'LeakError';

  constructor({ kind, form }: Leak) {
    super(
      `the redacted output still holds an original (${kind}, ${FORMS[form]}); it was not written. ` +
        'Please report it; --redact none writes the report with all it names',
    );
  }
}
