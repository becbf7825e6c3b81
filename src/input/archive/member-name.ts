import { isUtf8 } from 'node:buffer';
import { makeVisible } from '../../model/visible.ts';
import { decode } from '../encoding.ts';

/** The upper half of code page 437, the one of DOS. */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** A label longer than this is cut in front: the file's own name tells most. */
const LABEL_LENGTH = 1000;

/** A name of a tar or cab archive: UTF-8, else windows-1252. */
export function nameText(bytes: Uint8Array): string {
  return decode(bytes, { encoding: 'utf-8', bom: 0, unit: 1 }).text;
}

/** A name of a zip archive that is not said to be UTF-8: many are all the same; else code page 437, as the format has it. */
export function dosNameText(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return nameText(bytes);
  return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : (CP437[byte - 0x80] ?? ''))).join('');
}

/**
 * The name of a member as a relative path with `/`, whatever it was: `C:\Users\a.log`, `../../etc/a` and `\\server\share\a` too.
 * Nothing is ever written under it; it only names a source in the report.
 */
export function memberLabel(name: string): string {
  const parts = name
    .slice(-2 * LABEL_LENGTH)
    .split(/[\\/]+/)
    .filter((part, i) => part !== '' && part !== '.' && part !== '..' && !(i === 0 && /^[a-z]:$/i.test(part)))
    .map((part) => makeVisible(part).replaceAll('\\', '_'));
  let label = parts.join('/');
  while (label.length > LABEL_LENGTH) {
    const slash = label.indexOf('/', label.length - LABEL_LENGTH - 1);
    label = label.slice(slash === -1 ? -LABEL_LENGTH : slash + 1);
  }
  return label === '' ? 'unnamed' : label;
}

/** True for names such as `Tracing/`, by which archives tell a folder. */
export function isFolderName(name: string): boolean {
  return /[\\/]$/.test(name);
}
