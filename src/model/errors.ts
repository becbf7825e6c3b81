export type TraceErrorCode = 'USAGE' | 'PATH_NOT_FOUND' | 'OUTPUT_FAILED';

/** An error the user can act on; its message names the file or option and the remedy. Ends a run with exit code 2. */
export class TraceError extends Error {
  override readonly name = 'TraceError';
  readonly code: TraceErrorCode;

  constructor(code: TraceErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** Closes a switch over a union: a member without a case does not compile. */
export function assertUnreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
