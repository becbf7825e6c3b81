import type { Gathering } from './gathering.ts';
import type { ToldEvent } from './message-facts.ts';
import { TOLD_DRAFT, tellFailure, tellSaved } from './told-ends.ts';

/** A draft that a phrase tells of: none where calls tell of its saving, or that it was removed or sent afterwards. */
function tellDraft(message: Gathering, told: ToldEvent): void {
  const { at, folder, itemId } = told.seen;
  if (folder !== undefined && folder.distinguished !== 'drafts' && folder.opaque === undefined) return;
  if (message.attempts.some(({ result }) => result === 'saved')) return;
  if (message.removals.some((removal) => removal.at === undefined || at === undefined || removal.at >= at)) return;
  tellSaved(message, told);
  message.saveDraft(itemId ?? TOLD_DRAFT, folder?.opaque !== undefined);
}

/** What an end says against what came before or after it. */
function tellClash(message: Gathering): void {
  const sent = message.lastTold('message-sent');
  if (sent === undefined) return;
  const later = message.events.find(({ seen }) => {
    const isFailure = seen.event === 'message-failed' || seen.event === 'timer-expired';
    return isFailure && seen.at !== undefined && sent.seen.at !== undefined && seen.at > sent.seen.at;
  });
  if (later === undefined || message.hasMostContradictions) return;
  const { at, evidence } = later.seen;
  const reason = 'a phrase says that the message was sent, and a later one that it was not';
  message.addContradiction({
    reason,
    evidence: [...sent.seen.evidence, ...evidence],
    ...(at === undefined ? {} : { at }),
  });
}

/** Gives a message what phrases tell of it, in order of time: people and ids where no call names them, drafts, and how it failed. */
export function tellEvents(message: Gathering, events: ToldEvent[]): void {
  const before = message.events;
  message.events = [...before, ...events];
  for (const { seen } of events) {
    if (message.recipients.length === 0) message.recipients = seen.recipients;
    message.conversationId ??= seen.conversationId;
    message.spoolName ??= seen.spoolFile;
    message.addIds(
      seen.itemId === undefined ? [] : [seen.itemId],
      seen.requestId === undefined ? [] : [seen.requestId],
    );
  }
  for (const told of events) if (told.seen.event === 'draft-saved') tellDraft(message, told);
  const failed = message.lastTold('message-failed');
  if (failed !== undefined) tellFailure(message, failed);
  tellClash(message);
}
