import type { CollectStep } from './rule.ts';

type StepName =
  | 'trace'
  | 'spooler'
  | 'configuration'
  | 'version'
  | 'mailbox'
  | 'clientKeys'
  | 'policyKeys'
  | 'imConfiguration'
  | 'clientPolicy'
  | 'historyConfiguration'
  | 'serverVersion'
  | 'ewsLog'
  | 'ewsAccess'
  | 'drafts'
  | 'deletedItems'
  | 'historyFolder'
  | 'tracking'
  | 'recipient'
  | 'recipientMail'
  | 'proxy'
  | 'certificate'
  | 'secondNetwork'
  | 'clock'
  | 'outlookProfile'
  | 'storageLog'
  | 'acceptedDomains';

/** What rules ask to be collected, each in one wording. Source: field notes, section 7; KB2604292, KB3026442. */
export const collect: Readonly<Record<StepName, CollectStep>> = {
  trace: {
    what: 'The trace of the client, with full logging, of a message that fails',
    how: 'Settings > Tools > Options > General > Logging in Skype for Business: Full; sign out and in; send the message; wait three minutes; then copy %LOCALAPPDATA%\\Microsoft\\Office\\16.0\\Lync\\Tracing',
  },
  spooler: {
    what: 'The spooler folder of the user, before anything is cleaned up',
    how: 'Copy %LOCALAPPDATA%\\Microsoft\\Office\\16.0\\Lync\\sip_<user>\\History Spooler',
  },
  configuration: {
    what: 'The Configuration Information of the client',
    how: 'Hold Ctrl, right-click the icon of Skype for Business in the notification area, choose Configuration Information, then Copy, and paste it into configuration.txt',
  },
  version: {
    what: 'The version of the client and its update channel',
    how: 'reg export HKLM\\SOFTWARE\\Microsoft\\Office\\ClickToRun\\Configuration clicktorun.reg; without that key, File > Account in an Office program, and the option --client-version',
  },
  mailbox: {
    what: 'Where the mailbox of the user is',
    how: 'Get-Mailbox -Identity <user> | Format-List Database, ServerName; in a hybrid organisation Get-RemoteMailbox; then the option --mailbox on-premises or --mailbox online',
  },
  clientKeys: {
    what: 'The keys of the client in the registry',
    how: 'reg export HKCU\\Software\\Microsoft\\Office\\16.0\\Lync lync.reg',
  },
  policyKeys: {
    what: 'The policy keys of the client in the registry',
    how: 'reg export HKCU\\Software\\Policies\\Microsoft\\Office\\16.0\\Lync user-policy.reg; reg export HKLM\\SOFTWARE\\Policies\\Microsoft\\Office\\16.0\\Lync machine-policy.reg',
  },
  imConfiguration: {
    what: 'The switch for offline messages on Skype for Business Server',
    how: 'Get-CsImConfiguration | Format-List * > im-configuration.txt',
  },
  clientPolicy: {
    what: 'The client policy of the user',
    how: 'Get-CsUser -Identity <user> | Select-Object ClientPolicy; Get-CsClientPolicy | Format-List * > client-policy.txt',
  },
  historyConfiguration: {
    what: 'The settings of conversation history on Skype for Business Server',
    how: 'Get-CsConversationHistoryConfiguration | Format-List * > history-configuration.txt',
  },
  serverVersion: {
    what: 'The version of Skype for Business Server on each Front End server',
    how: 'Get-CsServerPatchVersion > server-version.txt',
  },
  ewsLog: {
    what: 'The EWS protocol log of the Exchange servers for that day, if the mailbox is on own servers',
    how: 'Copy %ExchangeInstallPath%Logging\\Ews\\Ews_*.log from each server that the client may reach',
  },
  ewsAccess: {
    what: 'What Exchange allows the client to do with EWS',
    how: 'Get-OrganizationConfig | Format-List Ews*; Get-CASMailbox -Identity <user> | Format-List Ews*',
  },
  drafts: {
    what: 'How many items the Drafts folder of the mailbox holds',
    how: 'Get-MailboxFolderStatistics -Identity <user> -FolderScope Drafts | Format-List FolderPath, FolderType, ItemsInFolder > folders.txt',
  },
  deletedItems: {
    what: 'The folders below Deleted Items, with their sizes',
    how: 'Get-MailboxFolderStatistics -Identity <user> -FolderScope DeletedItems | Format-List FolderPath, ItemsInFolder, FolderSize > deleted-items.txt',
  },
  historyFolder: {
    what: 'Whether the folder Conversation History is there',
    how: 'Get-MailboxFolderStatistics -Identity <user> -FolderScope ConversationHistory | Format-List FolderPath, FolderType, ItemsInFolder > history-folder.txt',
  },
  tracking: {
    what: 'What Exchange did with the message',
    how: 'Get-MessageTrackingLog -Sender <user> -Recipients <recipient> -Start <time> -End <time> | Format-List Timestamp, EventId, Source, RecipientStatus; in Exchange Online Get-MessageTrace',
  },
  recipient: {
    what: 'The recipient in Exchange',
    how: 'Get-Recipient -Identity <recipient> | Format-List RecipientType, PrimarySmtpAddress, EmailAddresses',
  },
  recipientMail: {
    what: 'The mail as the recipient has it',
    how: "In the recipient's Outlook, save the missed message as a .msg file, and take a screenshot of the folder it lies in",
  },
  proxy: {
    what: 'Which proxy the PC uses',
    how: 'netsh winhttp show proxy; reg query "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings"',
  },
  certificate: {
    what: 'The certificate of the EWS host as the PC gets it',
    how: 'Open the EWS URL in Internet Explorer on the PC, choose the lock > View certificates > Details > Copy to File; then certutil -verify -urlfetch <file>',
  },
  secondNetwork: {
    what: 'The same from the other network, inside or outside',
    how: 'Repeat the trace and the Configuration Information on the same PC with VPN on and off, and in both nslookup autodiscover.<domain>',
  },
  clock: {
    what: 'How far the clock of the PC is off',
    how: 'w32tm /query /status; w32tm /stripchart /computer:<domain controller> /samples:3 /dataonly',
  },
  outlookProfile: {
    what: 'The accounts of the Outlook profile',
    how: 'Control Panel > Mail > Show Profiles, then Properties > E-mail Accounts of the one that is always used: a screenshot',
  },
  storageLog: {
    what: 'The events of the storage service on each Front End server',
    how: "Get-WinEvent -FilterHashtable @{ LogName = 'Lync Server'; Id = 32054 } | Format-List TimeCreated, Message > storage.txt",
  },
  acceptedDomains: {
    what: 'The accepted domains of Exchange',
    how: 'Get-AcceptedDomain | Format-List Name, DomainName, DomainType, MatchSubDomains > accepted-domains.txt',
  },
};
