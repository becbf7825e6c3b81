// What says how Skype for Business is set up, as text: output of Get-CsImConfiguration, Get-CsClientPolicy and
// Get-CsConversationHistoryConfiguration as a list, a table or Export-Csv
// (https://learn.microsoft.com/powershell/module/skypeforbusiness/get-csclientpolicy):
//   Identity              : Global
//   EnableIMAutoArchiving : False
// and the client's own Configuration Information (configuration-information.ts). Each object becomes one record whose message
// is `Name : Value` lines; an object without a property of use is none.

import type { Format } from './format.ts';
import { holdsPrinted, readPrinted } from './printed-objects.ts';

/** One of these stands in every such text. */
const MARKS =
  /EnableOfflineIm|IMAutoArchiving|DisableSavingIM|ServerConversationHistory|(?:EWS|MAPI) Information|User Status|GAL Status|Server SIP URI|Server Address/i;

export const csPolicy: Format = {
  id: 'cs-policy',
  title:
    'Output of Get-CsImConfiguration, Get-CsClientPolicy, Get-CsConversationHistoryConfiguration (list, table or CSV), or the Configuration Information of the client as text',
  sniff: ({ text }) => MARKS.test(text) && holdsPrinted(text, (by) => by !== 'Get-MailboxFolderStatistics'),
  read: (source, context) => readPrinted(source, context, 'the output of a cmdlet'),
};
