import type { LinkStrength } from '../../model/life.ts';
import type { MessageEventSeen } from '../../model/observation.ts';
import { areOne, type Cluster, EventClusters, hasKey } from './event-clusters.ts';
import { EventThreads } from './event-threads.ts';
import { Gathering } from './gathering.ts';
import { tellEvents } from './tell-events.ts';
import type { Visit } from './told-names.ts';

/** What phrases tell of messages beside their calls, joined to them. */
export interface EventJoin {
  readonly messages: readonly Gathering[];
  /** What could be tied to no message, and names nobody whose message it could be. */
  readonly unplaced: readonly MessageEventSeen[];
  /** What is told of files alone, of messages or of ordinary history: the spooler tells which. */
  readonly ofFiles: readonly MessageEventSeen[];
}

export interface Joinable {
  /** In order of time. */
  readonly events: readonly MessageEventSeen[];
  readonly messages: readonly Gathering[];
  readonly visits: readonly Visit[];
}

/** Clusters of one conversation; what has no other key, and those that have one. */
interface Conversation {
  readonly named: Set<Cluster>;
  readonly loose: MessageEventSeen[];
}

function conversationsOf(
  clusters: readonly Cluster[],
  keyless: readonly MessageEventSeen[],
): Map<string, Conversation> {
  const found = new Map<string, Conversation>();
  const at = (id: string): Conversation => {
    const known = found.get(id) ?? { named: new Set(), loose: [] };
    found.set(id, known);
    return known;
  };
  for (const cluster of clusters) {
    const ids = [cluster.message?.conversationId, ...cluster.events.map(({ conversationId }) => conversationId)];
    for (const id of ids) if (id !== undefined) at(id).named.add(cluster);
  }
  for (const event of keyless) if (event.conversationId !== undefined) at(event.conversationId).loose.push(event);
  return found;
}

/**
 * A conversation may have several messages: it ties only where one has it, or two that may be one.
 * Answers the events that no conversation ties.
 */
function joinByConversation(
  clusters: EventClusters,
  keyless: readonly MessageEventSeen[],
): readonly MessageEventSeen[] {
  const placed = new Set<MessageEventSeen>();
  for (const { named, loose } of conversationsOf(clusters.clusters, keyless).values()) {
    const [one, other, ...more] = named;
    let owner = one;
    if (one !== undefined && other !== undefined) {
      owner = more.length === 0 && areOne([one, other], undefined) ? clusters.merge(one, other) : undefined;
      if (owner === undefined) continue;
    }
    if (owner === undefined) clusters.addTogether(loose);
    else owner.events.push(...loose);
    for (const event of loose) placed.add(event);
  }
  return keyless.filter((event) => !placed.has(event));
}

/** Ordinary history is written to the spooler as well: that a file was, or is gone, makes it no message. */
function isOfFileAlone({ messageId, events }: Cluster): boolean {
  return messageId === undefined && events.every(({ event }) => event === 'spool-written' || event === 'spool-removed');
}

/** Tells messages what phrases say of their spool files. */
export function tellOfFiles(messages: readonly Gathering[], events: readonly MessageEventSeen[]): void {
  if (events.length === 0) return;
  const byName = new Map<string, MessageEventSeen[]>();
  for (const event of events) {
    const name = event.spoolFile ?? '';
    const known = byName.get(name) ?? [];
    byName.set(name, known);
    known.push(event);
  }
  for (const message of messages) {
    const own = byName.get(message.spool?.file.toLowerCase() ?? message.spoolName ?? '') ?? [];
    if (own.length > 0)
      tellEvents(
        message,
        own.map((seen) => ({ seen, link: message.spoolLink })),
      );
  }
}

/**
 * Joins what phrases tell to the messages that calls tell of (docs/life.md says how): by exact keys, by a conversation that one message
 * has, then by process and thread where no other can be meant. What is left is a message of its own where it has a name or names people.
 */
export function joinEvents({ events, messages, visits }: Joinable): EventJoin {
  if (events.length === 0) return { messages, unplaced: [], ofFiles: [] };
  const clusters = new EventClusters(messages);
  for (const event of events) if (hasKey(event)) clusters.add(event);
  const keyless = joinByConversation(
    clusters,
    events.filter((event) => !hasKey(event)),
  );
  const all: Gathering[] = [...messages];
  const threads = new EventThreads(visits);
  const links = new Map<MessageEventSeen, LinkStrength>();
  const told = new Map<Gathering, MessageEventSeen[]>();
  const give = (message: Gathering, own: readonly MessageEventSeen[], link: LinkStrength): void => {
    const known = told.get(message) ?? [];
    told.set(message, known);
    for (const event of own) {
      known.push(event);
      links.set(event, link);
      threads.visit(message, event);
    }
  };
  const messageOf = new Map<Cluster, Gathering>();
  const free = clusters.clusters.filter(({ message }) => message === undefined);
  const tied = threads.tie(free);
  const ofFiles: MessageEventSeen[] = [];
  for (const cluster of clusters.clusters) {
    const byThread = tied.get(cluster);
    if (cluster.message === undefined && byThread === undefined && isOfFileAlone(cluster)) {
      ofFiles.push(...cluster.events);
      continue;
    }
    const message = cluster.message ?? byThread ?? new Gathering();
    if (cluster.message === undefined && byThread === undefined) all.push(message);
    message.messageId ??= cluster.messageId;
    messageOf.set(cluster, message);
    give(message, cluster.events, byThread === undefined ? 'exact' : 'moderate');
  }
  const unplaced: MessageEventSeen[] = [];
  for (const event of keyless) {
    const byThread = threads.messageOf(event, (message) => told.get(message) ?? []);
    const message = byThread ?? (event.recipients.length > 0 ? new Gathering() : undefined);
    if (message === undefined) unplaced.push(event);
    else give(message, [event], byThread === undefined ? 'exact' : 'moderate');
    if (message !== undefined && byThread === undefined) all.push(message);
  }
  const place = new Map(events.map((event, i) => [event, i]));
  for (const [message, own] of told) {
    const inOrder = own.toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
    tellEvents(
      message,
      inOrder.map((seen) => ({ seen, link: links.get(seen) ?? 'exact' })),
    );
  }
  for (const { event, clusters: owners } of clusters.clashes) {
    const at = event.at === undefined ? {} : { at: event.at };
    const reason = 'a phrase ties what are two messages';
    for (const owner of owners) {
      const message = messageOf.get(clusters.whole(owner));
      if (message?.hasMostContradictions === false)
        message.addContradiction({ reason, evidence: event.evidence, ...at });
    }
  }
  return { messages: all, unplaced, ofFiles };
}
