import { withoutAddresses } from './mask-text.ts';
import { maskNamesOfPath } from './names-in-pieces.ts';

const FOLDER_OF_USERS = /^(?:users|home|documents and settings)$/i;

/**
 * A path or a name of a bundle without what shows somebody at once: addresses, the folder of a user, and names of people as in a line (`Bob Miller`). The rest
 * of it is kept, so that whoever has the bundle finds the file.
 */
export function withoutPeople(path: string): string {
  const parts = path.split(/([\\/])/);
  return parts
    .map((part, i) => {
      if (part !== '' && FOLDER_OF_USERS.test(parts[i - 2] ?? '')) return '<user>';
      if (FOLDER_OF_USERS.test(part)) return part;
      const pieces = maskNamesOfPath(withoutAddresses(part));
      return pieces.map((piece) => (typeof piece === 'string' ? piece : `<${piece.kind.split('-')[0]}>`)).join('');
    })
    .join('');
}

/** A text with the paths in it masked as they are elsewhere. */
export function withoutPeopleIn(text: string, paths: readonly string[]): string {
  const named = paths.filter((path) => path !== '' && withoutPeople(path) !== path);
  return withoutAddresses(named.reduce((masked, path) => masked.replaceAll(path, withoutPeople(path)), text));
}
