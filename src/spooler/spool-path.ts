import { decodeText } from './spool-text.ts';

/** Directory names of the spooler: as the client makes it, and as archivers and web servers leave it. */
const SPOOLER = /^history(?: |_|%20)spooler$/i;
const SIP_FOLDER = /^sip_(.+)$/i;
const PERCENT_RUN = /(?:%[0-9a-f]{2})+/gi;

function directories(path: string): readonly string[] {
  return path.split(/[\\/]+/).slice(0, -1);
}

function percentDecoded(text: string): string {
  return text.replace(PERCENT_RUN, (run) =>
    decodeText(Uint8Array.from(run.slice(1).split('%'), (hex) => Number.parseInt(hex, 16))),
  );
}

/** True for a file at any depth under a directory named `History Spooler`, with `/` or `\` between the names. */
export function isSpoolPath(path: string): boolean {
  return directories(path).some((name) => SPOOLER.test(name));
}

/**
 * Address of the nearest `sip_<address>` directory above a file, lower case. The client names its per-user folder after
 * the SIP URI with `:` as `_`: `sip_alice@contoso.com` (Microsoft, "Enable or disable offline IM"). Undefined without one.
 */
export function spoolOwner(path: string): string | undefined {
  for (const name of directories(path).toReversed()) {
    const address = percentDecoded(SIP_FOLDER.exec(name)?.[1] ?? '').toLowerCase();
    if (address.includes('@')) return address;
  }
  return undefined;
}
