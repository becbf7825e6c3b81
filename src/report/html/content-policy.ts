import { createHash } from 'node:crypto';

function source(text: string): string {
  return text === '' ? "'none'" : `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/**
 * What a page may do, as its Content-Security-Policy: apply this one style and run this one script, told by their digests. Nothing that
 * slips in from the data runs, and no connection is made.
 */
export function contentPolicy(style: string, script: string): string {
  return `default-src 'none'; style-src ${source(style)}; script-src ${source(script)}; base-uri 'none'; form-action 'none'`;
}
