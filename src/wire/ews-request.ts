import { hashText } from '../model/content-hash.ts';
import type { FolderName, MessageDisposition, RequestedItem } from '../model/observation.ts';
import type { Ref } from '../model/ref.ts';
import { childOf, descendants, type Element } from './soap.ts';

/** What the body of a SOAP request says. */
export interface RequestBody {
  readonly operation: string;
  readonly disposition?: MessageDisposition;
  readonly folder?: FolderName;
  readonly items: readonly RequestedItem[];
  readonly itemIds: readonly string[];
  readonly folders: readonly FolderName[];
}

const DISPOSITIONS: readonly MessageDisposition[] = ['SaveOnly', 'SendOnly', 'SendAndSaveCopy'];
const NO_FOLDER: FolderName = {};

export function folderOf(element: Element | undefined): FolderName | undefined {
  const distinguished = childOf(element, 'DistinguishedFolderId')?.attributes.Id;
  const opaque = childOf(element, 'FolderId')?.attributes.Id;
  if (distinguished === undefined && opaque === undefined) return undefined;
  return {
    ...(distinguished === undefined ? {} : { distinguished: distinguished.toLowerCase() }),
    ...(opaque === undefined ? {} : { opaque }),
  };
}

function recipientsOf(item: Element): readonly string[] {
  const addresses = descendants(childOf(item, 'ToRecipients'), 'Mailbox').flatMap((mailbox) => {
    const address =
      childOf(mailbox, 'EmailAddress')
        ?.text.trim()
        .replace(/^(?:smtp|sip):/i, '')
        .toLowerCase() ?? '';
    return address === '' ? [] : [address];
  });
  return [...new Set(addresses)];
}

/** A conversation key that an item carries: its ConversationId, or an extended property named for one (`ConfUri…`). */
function conversationOf(item: Element): string | undefined {
  const id = childOf(item, 'ConversationId')?.attributes.Id;
  if (id !== undefined) return id;
  for (const property of descendants(item, 'ExtendedProperty')) {
    const name = childOf(property, 'ExtendedFieldURI')?.attributes.PropertyName ?? '';
    const value = childOf(property, 'Value')?.text.trim() ?? '';
    if (/conversation_?id|confuri|call-?id/i.test(name) && value !== '') return value;
  }
  return undefined;
}

function itemOf(item: Element, isBodyCut: boolean, cite: (needle: string) => Ref | undefined): RequestedItem {
  const itemClass = childOf(item, 'ItemClass')?.text.trim();
  const recipients = recipientsOf(item);
  const body = childOf(item, 'Body');
  const bodyHash = body === undefined || isBodyCut ? undefined : hashText(body.text);
  const subject = childOf(item, 'Subject');
  const subjectHash = subject === undefined ? undefined : hashText(subject.text);
  const conversationId = conversationOf(item);
  const evidence = cite(recipients[0] === undefined ? `${item.name}>` : 'EmailAddress>');
  return {
    element: item.name,
    recipients,
    evidence: evidence === undefined ? [] : [evidence],
    ...(itemClass === undefined || itemClass === '' ? {} : { itemClass }),
    ...(bodyHash === undefined ? {} : { bodyHash }),
    ...(subjectHash === undefined ? {} : { subjectHash }),
    ...(conversationId === undefined ? {} : { conversationId }),
  };
}

function idsOf(element: Element, ...names: readonly string[]): readonly string[] {
  const ids = names.flatMap((name) => descendants(element, name)).flatMap((id) => id.attributes.Id ?? []);
  return [...new Set(ids)];
}

/**
 * Reads the request element of a SOAP body. `isBodyCut`: the text ends inside an item's Body, so that the last item's
 * text is not whole. Attributes and elements by EWSDOC, web-service-reference (createitem, senditem, updateitem, …).
 */
export function readRequest(
  request: Element,
  isBodyCut: boolean,
  cite: (needle: string) => Ref | undefined,
): RequestBody {
  const disposition = DISPOSITIONS.find((known) => known === request.attributes.MessageDisposition);
  const folder = folderOf(childOf(request, 'SavedItemFolderId') ?? childOf(request, 'ToFolderId'));
  const items = childOf(request, 'Items')?.children ?? [];
  const asked = childOf(request, 'FolderIds')?.children ?? [];
  return {
    operation: request.name,
    ...(disposition === undefined ? {} : { disposition }),
    ...(folder === undefined ? {} : { folder }),
    items: items.map((item, i) => itemOf(item, isBodyCut && i === items.length - 1, cite)),
    itemIds: request.name === 'CreateItem' ? [] : idsOf(request, 'ItemId', 'OccurrenceItemId'),
    folders: asked.map((id) => folderOf({ name: 'FolderIds', attributes: {}, children: [id], text: '' }) ?? NO_FOLDER),
  };
}
