import { element, envelope, type SoapStyle, type XmlNode } from './soap-xml.ts';

/**
 * Requests and responses of Exchange Web Services as Microsoft's reference shows them
 * (learn.microsoft.com/exchange/client-developer/web-service-reference). What the client itself puts into its CreateItem
 * is documented nowhere, so the choice of elements is assumed.
 */

export type Disposition = 'SaveOnly' | 'SendOnly' | 'SendAndSaveCopy';

/** A folder by its well-known name, or by an id that only Exchange can read. */
export type FolderId = { readonly distinguished: string } | { readonly opaque: string };

export interface MailItem {
  readonly kind: 'Message' | 'CalendarItem' | 'Contact';
  /** Absent for the default class of the kind. */
  readonly itemClass?: string;
  readonly subject: string;
  readonly html?: string;
  readonly to?: readonly string[];
}

export interface ItemRef {
  readonly id: string;
  readonly changeKey: string;
}

/** The answer to one item of a request. */
export interface ItemOutcome {
  readonly code: string;
  readonly text?: string;
  readonly item?: ItemRef;
  readonly folder?: string;
  /** Inner code of an ErrorInternalServerError. */
  readonly inner?: string;
}

export interface ServerVersion {
  readonly major: number;
  readonly minor: number;
  readonly build: number;
  readonly revision: number;
  readonly version?: string;
}

const REQUEST_HEADER = [element('t', 'RequestServerVersion', { Version: 'Exchange2013' })];

function folderNode(folder: FolderId): XmlNode {
  return 'distinguished' in folder
    ? element('t', 'DistinguishedFolderId', { Id: folder.distinguished })
    : element('t', 'FolderId', { Id: folder.opaque, ChangeKey: 'AQAAAA==' });
}

function itemNode(item: MailItem): XmlNode {
  const address = (smtp: string): XmlNode => {
    const name = smtp.split('@', 1)[0] ?? smtp;
    return element(
      't',
      'Mailbox',
      {},
      element('t', 'Name', {}, name),
      element('t', 'EmailAddress', {}, smtp),
      element('t', 'RoutingType', {}, 'SMTP'),
    );
  };
  return element(
    't',
    item.kind,
    {},
    ...(item.itemClass === undefined ? [] : [element('t', 'ItemClass', {}, item.itemClass)]),
    element('t', 'Subject', {}, item.subject),
    ...(item.html === undefined ? [] : [element('t', 'Body', { BodyType: 'HTML' }, item.html)]),
    ...(item.to === undefined ? [] : [element('t', 'ToRecipients', {}, ...item.to.map(address))]),
  );
}

function idNode(item: ItemRef): XmlNode {
  return element('t', 'ItemId', { Id: item.id, ChangeKey: item.changeKey });
}

export function createItem(
  items: readonly MailItem[],
  disposition: Disposition | undefined,
  folder: FolderId | undefined,
  style: SoapStyle,
): string {
  const saved = folder === undefined ? [] : [element('m', 'SavedItemFolderId', {}, folderNode(folder))];
  const attributes: Record<string, string> = disposition === undefined ? {} : { MessageDisposition: disposition };
  if (items.some((item) => item.kind === 'CalendarItem')) attributes.SendMeetingInvitations = 'SendToNone';
  const body = element('m', 'CreateItem', attributes, ...saved, element('m', 'Items', {}, ...items.map(itemNode)));
  return envelope(REQUEST_HEADER, body, style);
}

export function sendItem(item: ItemRef, style: SoapStyle, folder: string | undefined = 'sentitems'): string {
  const saved =
    folder === undefined ? [] : [element('m', 'SavedItemFolderId', {}, folderNode({ distinguished: folder }))];
  const attributes = { SaveItemToFolder: folder === undefined ? 'false' : 'true' };
  return envelope(
    REQUEST_HEADER,
    element('m', 'SendItem', attributes, element('m', 'ItemIds', {}, idNode(item)), ...saved),
    style,
  );
}

export function updateItem(item: ItemRef, subject: string, disposition: Disposition, style: SoapStyle): string {
  const change = element(
    't',
    'ItemChange',
    {},
    idNode(item),
    element(
      't',
      'Updates',
      {},
      element(
        't',
        'SetItemField',
        {},
        element('t', 'FieldURI', { FieldURI: 'item:Subject' }),
        element('t', 'Message', {}, element('t', 'Subject', {}, subject)),
      ),
    ),
  );
  const attributes = { MessageDisposition: disposition, ConflictResolution: 'AutoResolve' };
  return envelope(
    REQUEST_HEADER,
    element('m', 'UpdateItem', attributes, element('m', 'ItemChanges', {}, change)),
    style,
  );
}

export function deleteItem(item: ItemRef, style: SoapStyle): string {
  const attributes = { DeleteType: 'HardDelete' };
  return envelope(
    REQUEST_HEADER,
    element('m', 'DeleteItem', attributes, element('m', 'ItemIds', {}, idNode(item))),
    style,
  );
}

export function moveItem(item: ItemRef, folder: string, style: SoapStyle): string {
  const target = element('m', 'ToFolderId', {}, folderNode({ distinguished: folder }));
  return envelope(
    REQUEST_HEADER,
    element('m', 'MoveItem', {}, target, element('m', 'ItemIds', {}, idNode(item))),
    style,
  );
}

export function getFolder(folders: readonly string[], style: SoapStyle): string {
  const shape = element('m', 'FolderShape', {}, element('t', 'BaseShape', {}, 'IdOnly'));
  const ids = folders.map((folder) => folderNode({ distinguished: folder }));
  return envelope(REQUEST_HEADER, element('m', 'GetFolder', {}, shape, element('m', 'FolderIds', {}, ...ids)), style);
}

function serverVersionNode(version: ServerVersion): XmlNode {
  return element('h', 'ServerVersionInfo', {
    MajorVersion: String(version.major),
    MinorVersion: String(version.minor),
    MajorBuildNumber: String(version.build),
    MinorBuildNumber: String(version.revision),
    ...(version.version === undefined ? {} : { Version: version.version }),
  });
}

function outcomeNode(operation: string, outcome: ItemOutcome): XmlNode {
  const isSuccess = outcome.code === 'NoError';
  const text = isSuccess ? [] : [element('m', 'MessageText', {}, outcome.text ?? 'The request was not carried out.')];
  const link = isSuccess ? [] : [element('m', 'DescriptiveLinkKey', {}, '0')];
  const inner =
    outcome.inner === undefined
      ? []
      : [
          element(
            'm',
            'MessageXml',
            {},
            element('t', 'Value', { Name: 'InnerErrorMessageText' }, 'The server cannot serve this request now.'),
            element('t', 'Value', { Name: 'InnerErrorResponseCode' }, outcome.inner),
          ),
        ];
  const items = outcome.item === undefined ? [] : [element('t', 'Message', {}, idNode(outcome.item))];
  const payload =
    outcome.folder === undefined
      ? element('m', 'Items', {}, ...items)
      : element('m', 'Folders', {}, element('t', 'Folder', {}, folderNode({ opaque: outcome.folder })));
  const bare = operation === 'SendItem' || operation === 'DeleteItem';
  return element(
    'm',
    `${operation}ResponseMessage`,
    { ResponseClass: isSuccess ? 'Success' : 'Error' },
    ...text,
    element('m', 'ResponseCode', {}, outcome.code),
    ...link,
    ...inner,
    ...(bare ? [] : [payload]),
  );
}

/** The answers stand in the order of the items of the request. */
export function itemResponse(
  operation: string,
  outcomes: readonly ItemOutcome[],
  version: ServerVersion,
  style: SoapStyle,
): string {
  const messages = element('m', 'ResponseMessages', {}, ...outcomes.map((outcome) => outcomeNode(operation, outcome)));
  return envelope([serverVersionNode(version)], element('m', `${operation}Response`, {}, messages), style);
}

export function soapFault(code: string, text: string, backOffMs: number | undefined, style: SoapStyle): string {
  const wait =
    backOffMs === undefined
      ? []
      : [element('t', 'MessageXml', {}, element('t', 'Value', { Name: 'BackOffMilliseconds' }, String(backOffMs)))];
  const detail = element(
    '',
    'detail',
    {},
    element('e', 'ResponseCode', {}, code),
    element('e', 'Message', {}, text),
    ...wait,
  );
  const fault = element(
    's',
    'Fault',
    {},
    element('', 'faultcode', {}, `a:${code}`),
    element('', 'faultstring', {}, text),
    detail,
  );
  return envelope([], fault, style);
}
