import { detached } from '../model/detached.ts';
import { childOf, descendants, type Element } from './soap.ts';

/** Lists of names in an item, with semicolons between them, and the one who last changed it. */
const NAMES = ['DisplayTo', 'DisplayCc', 'LastModifiedName'];
const LONGEST = 120;

/** Names that people see, which stand beside addresses in an envelope (`<t:Mailbox><t:Name>Alice Example</t:Name>…`), each once, in their order. */
export function personsOf(envelope: Element): readonly string[] {
  const beside = descendants(envelope, 'Mailbox').flatMap((mailbox) => childOf(mailbox, 'Name')?.text ?? []);
  const listed = NAMES.flatMap((name) => descendants(envelope, name)).flatMap(({ text }) => text.split(';'));
  const names = [...beside, ...listed].map((name) => name.trim());
  return [...new Set(names.filter((name) => name.length > 1 && name.length <= LONGEST && !name.includes('@')))].map(
    detached,
  );
}
