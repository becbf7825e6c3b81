import {
  createItem,
  deleteItem,
  type FolderId,
  itemResponse,
  type MailItem,
  moveItem,
  sendItem,
  soapFault,
  updateItem,
} from '../make/ews.ts';
import type { FolderKind, Reply, SimCall } from './call.ts';
import type { Profile } from './profile.ts';

/** The opaque id of Drafts that a GetFolder answer ties to it, and one that nothing ties to anything. */
export const TIED_DRAFTS = 'AAMkAGSimDraftsFolderAAAAAAEPAAA=';
export const TIED_HISTORY = 'AAMkAGSimHistoryFolderAAAAAAEQAAA=';
const UNTIED = 'AAMkAGSimSomeFolderAAAAAAESAAA=';

const FOLDERS: Readonly<Record<FolderKind, FolderId | undefined>> = {
  drafts: { distinguished: 'drafts' },
  none: undefined,
  'opaque-tied': { opaque: TIED_DRAFTS },
  'opaque-untied': { opaque: UNTIED },
  sentitems: { distinguished: 'sentitems' },
};

/** A change key for an item: each change of it gives another. */
function changeKeyOf(itemId: string, version: number): string {
  return `CQAAABYAAAC${itemId.slice(12, 20)}${version}`;
}

export function requestSoap(profile: Profile, call: SimCall, mails: readonly MailItem[], version: number): string {
  const { style } = profile;
  const item = { id: call.itemId ?? '', changeKey: changeKeyOf(call.itemId ?? '', version) };
  switch (call.operation) {
    case 'CreateItem':
      return createItem(mails, call.disposition, call.folder && FOLDERS[call.folder], style);
    case 'SendItem':
      return sendItem(item, style);
    case 'UpdateItem':
      return updateItem(item, mails[0]?.subject ?? '', call.disposition ?? 'SaveOnly', style);
    case 'DeleteItem':
      return deleteItem(item, style);
    case 'MoveItem':
      return moveItem(item, 'deleteditems', style);
  }
}

/** The SOAP of an answer; absent for an answer without. */
export function answerSoap(profile: Profile, call: SimCall, reply: Reply, version: number): string | undefined {
  const { style, server } = profile;
  switch (reply.kind) {
    case 'items': {
      const outcomes = reply.items.map(({ code, inner, itemId }) => ({
        code,
        ...(inner === undefined ? {} : { inner }),
        ...(itemId === undefined ? {} : { item: { id: itemId, changeKey: changeKeyOf(itemId, version) } }),
      }));
      return itemResponse(call.operation, outcomes, server.version, style);
    }
    case 'fault':
      return soapFault(reply.code, 'The request was not carried out.', reply.backOffMs, style);
    case 'status':
    case 'transport':
    case 'silence':
      return undefined;
  }
}
