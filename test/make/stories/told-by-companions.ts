import * as cast from '../cast.ts';
import { later, moment } from '../clock.ts';
import { configurationInformation, ewsLog, printedLists, registryFile } from '../companions.ts';
import { noise } from '../noise.ts';
import { ocsText } from '../ocs-text.ts';
import { seeded } from '../seeded.ts';
import type { Story } from '../story.ts';

/** The trace alone tells nothing of the client: what is wrong stands in the files beside it. */
export function toldByCompanions(): Story {
  const id = 'told-by-companions';
  const from = moment('2016-06-22T07:00:00Z');
  const to = later(from, 1800);
  const server = cast.EXCHANGE_2013_CU12;
  const client = cast.clientProcess('6741.2047', server);
  const of = seeded(id);
  const call = (seconds: number, user: string, version: string, operation: string) => ({
    at: later(from, seconds),
    id: of.guid(),
    user,
    agent: `OC/${version} (Skype for Business)`,
    operation,
  });
  const beside = later(to, 600);
  return {
    id,
    title: 'A trace that says little, and companions that tell the rest',
    tale: [
      'Alice is never offered to send a message to someone offline. Her trace was renamed and holds neither the sign-in nor a call of Exchange.',
      'The help desk added what it had: the registry keys of Office (Click-to-Run 16.0.6741.2047, First Release for Deferred), the policies of the servers (EnableIMAutoArchiving is false in the Global client policy, offline IM itself is on), the Configuration Information of the client, and a protocol log of the Exchange 2013 server, which holds calls of Bob as well.',
      'So the policy keeps offline messages from her, and her client would be too old for a mailbox on own servers.',
    ],
    options: ['--now', '2016-06-22T09:00:00Z'],
    files: [
      { path: 'Tracing/alice.txt', bytes: ocsText(noise(id, client, { from, to, lines: 300 })), modifiedAt: to },
      {
        path: 'policies.txt',
        bytes: printedLists([
          ['Get-CsImConfiguration', { Identity: 'Global', EnableOfflineIm: 'True' }],
          [
            'Get-CsClientPolicy -Identity Global',
            {
              Identity: 'Global',
              PolicyEntry: '{}',
              Description: '',
              DisableSavingIM: '',
              EnableIMAutoArchiving: 'False',
              EnableServerConversationHistory: 'False',
            },
          ],
        ]),
        modifiedAt: beside,
      },
      {
        path: 'office.reg',
        bytes: registryFile({
          'HKEY_CURRENT_USER\\Software\\Microsoft\\Office\\16.0\\Lync': {
            EnableTracing: 1,
            TracingLevel: 'FULL',
            ServerSipUri: cast.ALICE,
          },
          'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Office\\ClickToRun\\Configuration': {
            Platform: 'x86',
            VersionToReport: client.version,
            CDNBaseUrl: 'http://officecdn.microsoft.com/pr/b8f9b850-328d-4355-9145-c59439a0c4cf',
            InstallationPath: 'C:\\Program Files (x86)\\Microsoft Office',
          },
        }),
        modifiedAt: beside,
      },
      {
        path: 'configuration-information.txt',
        bytes: configurationInformation({
          'Server SIP URI': cast.ALICE,
          'EWS Internal URL': `https://${server.host}/EWS/Exchange.asmx`,
          'EWS External URL': '',
          'Inside User Status': 'TRUE',
          'MAPI Information': 'MAPI Status OK;MAPI Status OK',
          'EWS Information': ';EWS Status OK',
        }),
        modifiedAt: beside,
      },
      {
        path: 'Exchange/Ews_2016062207-1.LOG',
        bytes: ewsLog(server, [
          call(4, 'bob@contoso.com', '16.0.6965.2058', 'GetFolder'),
          call(61, cast.ALICE, client.version, 'GetStreamingEvents'),
          call(62, 'bob@contoso.com', '16.0.6965.2058', 'FindItem'),
          call(900, cast.ALICE, client.version, 'GetUserAvailability'),
        ]),
        modifiedAt: beside,
      },
    ],
    messages: [],
    fired: ['archiving-policy-off', 'build-below-onprem-min'],
    quiet: cast.quietBut('archiving-policy-off', 'build-below-onprem-min'),
  };
}
