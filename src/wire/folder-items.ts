import type { FolderItemsSeen } from '../model/observation.ts';
import type { TraceRecord } from '../model/record.ts';
import { observedOn } from './property-lines.ts';

/** `FolderType : Drafts` or `FolderPath : /Drafts`; the type is not localised. */
const IS_DRAFTS = /^\s*(?:FolderType\s*:\s*Drafts|FolderPath\s*:\s*[/\\]?Drafts)\s*$/im;
const ITEMS = /^\s*ItemsInFolder\s*:\s*([\d.,\u00a0\u202f ]*\d)\s*$/im;
/** `Identity : contoso.com/Users/Alice Example\Drafts` or `alice@contoso.com\Drafts`. */
const IDENTITY = /^\s*Identity\s*:\s*(?:[^\\\r\n]*\/)?([^\\/\r\n]+)\\[^\r\n]*$/im;

/** Count of the Drafts folder in one folder's Get-MailboxFolderStatistics block. */
export function observeFolderItems(record: TraceRecord): readonly FolderItemsSeen[] {
  const items = ITEMS.exec(record.message);
  if (items === null || !IS_DRAFTS.test(record.message)) return [];
  // Counts are printed with the thousands separator of the culture: 1,234 or 1.234.
  const count = Number((items[1] ?? '').replace(/\D/g, ''));
  const owner = IDENTITY.exec(record.message)?.[1]?.trim();
  const seen = observedOn(record, 'ItemsInFolder');
  return [{ kind: 'folder-items', ...seen, folder: 'drafts', items: count, ...(owner !== undefined && { owner }) }];
}
