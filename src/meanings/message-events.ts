import type { MessageEvent, MessageEventSeen, PhraseSeen } from '../model/observation.ts';
import { errorOf } from './errors.ts';
import { observedAt } from './seen.ts';
import { addressesOf, fileNameOf, folderOf, idOf, itemIdOf, lowerIdOf, secondsOf } from './values.ts';

/** Something that happened to a message beside its calls. */
export function messageEventOf(seen: PhraseSeen, event: MessageEvent): MessageEventSeen {
  const { values, phrase } = seen;
  const messageId = lowerIdOf(values.messageId);
  const conversationId = idOf(values.conversationId);
  const spoolFile = fileNameOf(values.spoolFile);
  const itemId = itemIdOf(values.itemId);
  const requestId = lowerIdOf(values.requestId);
  const folder = event === 'draft-saved' ? folderOf(values.folder) : undefined;
  const error = event === 'message-failed' ? errorOf(values) : undefined;
  const seconds = event === 'timer-started' || event === 'timer-expired' ? secondsOf(values.seconds) : undefined;
  return {
    kind: 'message-event',
    ...observedAt(seen),
    event,
    phrase,
    recipients: addressesOf(values.recipient),
    ...(messageId === undefined ? {} : { messageId }),
    ...(conversationId === undefined ? {} : { conversationId }),
    ...(spoolFile === undefined ? {} : { spoolFile }),
    ...(itemId === undefined ? {} : { itemId }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(folder === undefined ? {} : { folder }),
    ...(error === undefined ? {} : { error }),
    ...(seconds === undefined ? {} : { seconds }),
  };
}
