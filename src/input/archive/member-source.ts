import type { ArchiveBudget } from './archive-budget.ts';
import { type ByteSource, ForwardSource, heldSource } from './byte-source.ts';
import type { Member } from './member.ts';

/** All bytes of a member, where they are no more than `most`. */
async function readWhole(member: Member, most: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const bytes of member.chunks()) {
    length += bytes.length;
    if (length > most) return undefined;
    parts.push(Buffer.from(bytes));
  }
  return Buffer.concat(parts, length);
}

/** The bytes of a member that is an archive itself: in memory where they are few, else a stream that starts again to go back. */
export async function memberSource(member: Member, budget: ArchiveBudget): Promise<ByteSource> {
  const { start, isHeld } = member.entry;
  if (start !== undefined && isHeld === true) return heldSource(start);
  if (budget.hold(member.bytes)) {
    const bytes = await readWhole(member, member.bytes);
    if (bytes !== undefined) return heldSource(bytes, member.loss());
    budget.release(member.bytes);
    await member.close();
  }
  return new ForwardSource(() => member.chunks(), budget, {
    packed: () => member.packed,
    loss: () => member.loss(),
  });
}
