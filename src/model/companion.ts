/**
 * What the records of companion files call their component: the cmdlet or program whose output they are. By it the observer knows
 * how to read them; no record of a trace has one of these.
 */
export type CompanionComponent =
  | 'Get-MailboxFolderStatistics'
  | 'Get-CsImConfiguration'
  | 'Get-CsClientPolicy'
  | 'Get-CsConversationHistoryConfiguration'
  | 'Configuration Information'
  | 'Registry key'
  | 'Exchange EWS log';
