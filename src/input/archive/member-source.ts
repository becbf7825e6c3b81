import type { ArchiveBudget } from './archive-budget.ts';
import { type ByteSource, ForwardSource } from './byte-source.ts';
import { HeldBytes, sourceOf } from './held-bytes.ts';
import type { Member } from './member.ts';

/** All bytes of a member, where they are no more than `most`. */
async function readWhole(member: Member, most: number): Promise<HeldBytes | undefined> {
  const held = new HeldBytes();
  for await (const bytes of member.chunks()) {
    if (held.length + bytes.length > most) return undefined;
    held.add(bytes);
  }
  return held;
}

/** The bytes of a member that is an archive itself: in memory where they are few, else a stream that starts again to go back. */
export async function memberSource(member: Member, budget: ArchiveBudget): Promise<ByteSource> {
  const { start, isHeld } = member.entry;
  if (start !== undefined && isHeld === true) return sourceOf(start);
  if (budget.hold(member.bytes)) {
    const held = await readWhole(member, member.bytes);
    if (held !== undefined) return held.source(member.loss());
    budget.release(member.bytes);
    await member.close();
  }
  return new ForwardSource(() => member.chunks(), budget, {
    packed: () => member.packed,
    loss: () => member.loss(),
  });
}
