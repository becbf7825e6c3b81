import type { Channel } from '../../../src/model/installation.ts';
import { ALICE } from '../../make/cast.ts';
import { configurationInformation, printedLists, registryFile } from '../../make/companions.ts';
import type { Scene } from './scene.ts';
import { textFile } from './write-trace.ts';

const CDN: Readonly<Record<Channel, string>> = {
  current: '492350f6-3a01-4f97-b9c0-c7c6ddf67d60',
  'first-release-deferred': 'b8f9b850-328d-4355-9145-c59439a0c4cf',
  deferred: '7ffbc6bf-bc32-4f92-8982-f9dd17fd3114',
};

export type Links = {
  readonly ews: string;
  readonly mapi?: string;
  readonly internal?: string;
  readonly external?: string;
  readonly isInside?: boolean;
};

/** The Configuration Information of the client. */
export function configuration(
  scene: Scene,
  at: number,
  links: Links,
  more: Readonly<Record<string, string>> = {},
): void {
  const { ews, mapi = 'MAPI Status OK', internal = '', external = '', isInside = true } = links;
  const rows = {
    'Server SIP URI': ALICE,
    'EWS Internal URL': internal,
    'EWS External URL': external,
    'Inside User Status': isInside ? 'TRUE' : 'FALSE',
    'MAPI Information': `${mapi};${mapi}`,
    'EWS Information': `;${ews}`,
    ...more,
  };
  scene.beside('configuration-information.txt', configurationInformation(rows), at);
}

/** The registry keys of a Click-to-Run installation, and those of the client. */
export function registry(
  scene: Scene,
  at: number,
  more: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {},
): void {
  const { channel } = scene.setup;
  const clickToRun =
    channel === undefined
      ? {}
      : {
          'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Office\\ClickToRun\\Configuration': {
            Platform: 'x86',
            VersionToReport: scene.client.version,
            CDNBaseUrl: `http://officecdn.microsoft.com/pr/${CDN[channel]}`,
          },
        };
  const lync = {
    'HKEY_CURRENT_USER\\Software\\Microsoft\\Office\\16.0\\Lync': { EnableTracing: 1, ServerSipUri: ALICE },
  };
  scene.beside('office.reg', registryFile({ ...lync, ...clickToRun, ...more }), at);
}

/** Policies as a cmdlet lists them. */
export function policies(scene: Scene, at: number, objects: Parameters<typeof printedLists>[0]): void {
  scene.beside('policies.txt', printedLists(objects), at);
}

/** Get-MailboxFolderStatistics of the mailbox. */
export function folderStatistics(scene: Scene, at: number, drafts: number): void {
  const folder = (name: string, type: string, items: number): readonly string[] => [
    `Name                 : ${name}`,
    `FolderPath           : /${name}`,
    `FolderType           : ${type}`,
    `ItemsInFolder        : ${items}`,
    '',
  ];
  const lines = [
    '',
    ...folder('Inbox', 'Inbox', 214),
    ...folder('Drafts', 'Drafts', drafts),
    ...folder('Sent Items', 'SentItems', 90),
  ];
  scene.beside('folders.txt', textFile(lines), at);
}
