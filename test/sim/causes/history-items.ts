import { element, envelope, type XmlNode } from '../../make/soap-xml.ts';
import type { Scene } from './scene.ts';

function historyItem(itemId: string, isDraft: boolean): XmlNode {
  return element(
    't',
    'Message',
    {},
    element('t', 'ItemId', { Id: itemId, ChangeKey: 'CQAAABYAAACtwo' }),
    element('t', 'ItemClass', {}, 'IPM.Note.Microsoft.Conversation'),
    element('t', 'Subject', {}, 'Conversation with Erin Elm'),
    element('t', 'IsDraft', {}, String(isDraft)),
  );
}

/** The client reads an item of conversation history back, and Exchange tells whether it is a draft. */
export function readHistory(scene: Scene, at: number, itemId: string, isDraft: boolean): void {
  const { style, server } = scene.client;
  const { major, minor, build } = server.version;
  const shape = element('m', 'ItemShape', {}, element('t', 'BaseShape', {}, 'Default'));
  const ids = element('m', 'ItemIds', {}, element('t', 'ItemId', { Id: itemId }));
  const version = element('h', 'ServerVersionInfo', {
    MajorVersion: String(major),
    MinorVersion: String(minor),
    MajorBuildNumber: String(build),
    MinorBuildNumber: '0',
  });
  const message = element(
    'm',
    'GetItemResponseMessage',
    { ResponseClass: 'Success' },
    element('m', 'ResponseCode', {}, 'NoError'),
    element('m', 'Items', {}, historyItem(itemId, isDraft)),
  );
  const answer = element('m', 'GetItemResponse', {}, element('m', 'ResponseMessages', {}, message));
  scene.call({
    at,
    operation: 'GetItem',
    soap: envelope([], element('m', 'GetItem', {}, shape, ids), style),
    fate: { kind: 'ok' },
    answerSoap: envelope([version], answer, style),
  });
}
