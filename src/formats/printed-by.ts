import type { CompanionComponent } from '../model/companion.ts';

/** Names of properties, lower case, by which an object is known; property names are not localised. */
const KNOWN_BY: ReadonlyArray<readonly [CompanionComponent, readonly string[]]> = [
  ['Get-CsImConfiguration', ['enableofflineim']],
  // https://learn.microsoft.com/powershell/module/skypeforbusiness/set-csclientpolicy
  ['Get-CsClientPolicy', ['enableimautoarchiving', 'disablesavingim']],
  ['Get-CsConversationHistoryConfiguration', ['enableserverconversationhistory']],
];

/** The cmdlet that prints an object with these properties; undefined for one that tells nothing of use. */
export function printedBy(names: readonly string[]): CompanionComponent | undefined {
  if (names.includes('ItemsInFolder') && ['FolderType', 'FolderPath', 'Name'].some((name) => names.includes(name))) {
    return 'Get-MailboxFolderStatistics';
  }
  const lower = new Set(names.map((name) => name.toLowerCase()));
  return KNOWN_BY.find(([, keys]) => keys.some((key) => lower.has(key)))?.[0];
}
