import type { MessageEventSeen } from '../../model/observation.ts';
import type { Gathering } from './gathering.ts';

/** What exact keys tie together: events of phrases, and at most one message that calls tell of. */
export interface Cluster {
  message: Gathering | undefined;
  messageId: string | undefined;
  readonly events: MessageEventSeen[];
}

/** An event that ties what are two messages. */
export interface Clash {
  readonly event: MessageEventSeen;
  readonly clusters: readonly Cluster[];
}

/** Keys that tie whatever has them; a conversation may have several messages and is none. */
function keysOf({ messageId, requestId, itemId, spoolFile }: MessageEventSeen): readonly string[] {
  const keys = { message: messageId, request: requestId, item: itemId, file: spoolFile };
  return Object.entries(keys).flatMap(([kind, key]) => (key === undefined ? [] : [`${kind} ${key}`]));
}

export function hasKey(event: MessageEventSeen): boolean {
  return keysOf(event).length > 0;
}

/** Ties events to messages, and to one another, by exact keys. Asked in order of time. */
export class EventClusters {
  readonly clashes: Clash[] = [];
  readonly #byKey = new Map<string, Cluster>();
  /** Where a cluster went that was found to be one with another. */
  readonly #into = new Map<Cluster, Cluster>();
  readonly #all: Cluster[] = [];

  /** The messages that calls tell of, in their order: the first keeps a key that two have. */
  constructor(messages: readonly Gathering[]) {
    for (const message of messages) {
      const cluster: Cluster = { message, messageId: message.messageId, events: [] };
      this.#all.push(cluster);
      const { messageId, requestIds, itemIds } = message;
      for (const id of messageId === undefined ? [] : [messageId]) this.#own(`message ${id}`, cluster);
      for (const id of requestIds) this.#own(`request ${id}`, cluster);
      for (const id of itemIds) this.#own(`item ${id}`, cluster);
    }
  }

  get clusters(): readonly Cluster[] {
    return this.#all.filter((cluster) => !this.#into.has(cluster));
  }

  add(event: MessageEventSeen): void {
    const keys = keysOf(event);
    const owners = [...new Set(keys.flatMap((key) => this.#ownerOf(key) ?? []))];
    if (!areOne(owners, event.messageId)) {
      this.clashes.push({ event, clusters: owners });
      return;
    }
    const cluster = this.#merged(owners);
    cluster.messageId ??= event.messageId;
    cluster.events.push(event);
    for (const key of keys) this.#own(key, cluster);
  }

  /** Makes two clusters one; the caller has seen that they can be. */
  merge(one: Cluster, other: Cluster): Cluster {
    const [kept, gone] = one.message === undefined && other.message !== undefined ? [other, one] : [one, other];
    kept.messageId ??= gone.messageId;
    kept.message ??= gone.message;
    kept.events.push(...gone.events);
    this.#into.set(gone, kept);
    return kept;
  }

  /** Events that nothing but one another ties, as a cluster of their own. */
  addTogether(events: readonly MessageEventSeen[]): void {
    this.#all.push({ message: undefined, messageId: undefined, events: [...events] });
  }

  /** The cluster that one has become. */
  whole(cluster: Cluster): Cluster {
    let found = cluster;
    for (let next = this.#into.get(cluster); next !== undefined; next = this.#into.get(next)) found = next;
    return found;
  }

  #merged(owners: readonly Cluster[]): Cluster {
    const [first, ...more] = owners;
    if (first !== undefined) return more.reduce((one, other) => this.merge(one, other), first);
    const cluster: Cluster = { message: undefined, messageId: undefined, events: [] };
    this.#all.push(cluster);
    return cluster;
  }

  #own(key: string, cluster: Cluster): void {
    if (!this.#byKey.has(key)) this.#byKey.set(key, cluster);
  }

  #ownerOf(key: string): Cluster | undefined {
    const found = this.#byKey.get(key);
    return found === undefined ? undefined : this.whole(found);
  }
}

/** Whether clusters, and an event of this name, may be of one message: at most one that calls tell of, and at most one name. */
export function areOne(clusters: readonly Cluster[], messageId: string | undefined): boolean {
  const messages = new Set(clusters.flatMap(({ message }) => message ?? []));
  const names = new Set([...clusters.map((one) => one.messageId), messageId].filter((name) => name !== undefined));
  return messages.size <= 1 && names.size <= 1;
}
