import type { HttpRequest, RequestedItem } from '../../model/observation.ts';
import type { FolderNames } from './folders.ts';

/** `IPM.Note.Microsoft.Missed…`, `IM.Note.MissedConversation` in any of its spellings, `IPM.Note`; none counts, too. */
const OFFLINE_CLASS = /^(?:IPM\.Note\.Microsoft\.Missed.*|IM\.Note\.Mis+edConversation|IPM\.Note)$/i;

const UNSENT_FOLDERS: ReadonlySet<string | undefined> = new Set([undefined, 'drafts', 'unknown']);

function isMeantToBeSent(request: HttpRequest, folders: FolderNames): boolean {
  const { disposition, told } = request;
  if (disposition !== 'SaveOnly' && disposition !== undefined) return true;
  // A phrase may leave out how; of what a client saves besides, a folder tells.
  const isTold = disposition === 'SaveOnly' || told !== undefined;
  return isTold && UNSENT_FOLDERS.has(folders.nameOf(request.folder));
}

/**
 * Whether one item of a CreateItem is an offline message (contract section 3): a Message with a recipient, sent or
 * meant to be sent, of a class that is not conversation history. A request cut before its recipients counts, in doubt, and so does one
 * that a phrase ties to a message by name.
 */
export function isOfflineItem(request: HttpRequest, item: RequestedItem, index: number, folders: FolderNames): boolean {
  if (request.operation !== 'CreateItem' || item.element !== 'Message') return false;
  if (item.itemClass !== undefined && !OFFLINE_CLASS.test(item.itemClass)) return false;
  const isCutItem = request.cut && index === request.items.length - 1;
  const isNamed = request.told?.messageId !== undefined;
  return (item.recipients.length > 0 || isCutItem || isNamed) && isMeantToBeSent(request, folders);
}
