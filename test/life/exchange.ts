import {
  createItem,
  type Disposition,
  deleteItem,
  type FolderId,
  type ItemOutcome,
  itemResponse,
  type MailItem,
  moveItem,
  sendItem,
  soapFault,
  updateItem,
} from '../make/ews.ts';
import type { SoapStyle } from '../make/soap-xml.ts';
import { type Said, say } from './scene.ts';

export const STYLE: SoapStyle = { prefix: 's', pretty: false };
const SERVER = { major: 15, minor: 0, build: 1178, revision: 2 };
export const DRAFTS: FolderId = { distinguished: 'drafts' };
const WORDS = 'pineapple under the stairs';

export function mail(to: string, more: Partial<MailItem> = {}): MailItem {
  return {
    kind: 'Message',
    itemClass: 'IPM.Note.Microsoft.Missed',
    subject: 'Missed conversation',
    html: `<html><body><p>${WORDS}, ${to}</p></body></html>`,
    to: [to],
    ...more,
  };
}

export const BOB: MailItem = mail('bob@contoso.com');
export const CAROL: MailItem = mail('carol@contoso.com');

/** Text of a request: head, blank line, envelope. */
export function post(soap: string, id?: string, more: readonly string[] = [], target = '/EWS/Exchange.asmx'): string {
  const operation = /Body>\s*<(?:\w+:)?(\w+)/.exec(soap)?.[1] ?? 'CreateItem';
  const head = [
    `POST ${target} HTTP/1.1`,
    'Content-Type: text/xml; charset=utf-8',
    `SOAPAction: "http://schemas.microsoft.com/exchange/services/2006/messages/${operation}"`,
    ...(id === undefined ? [] : [`client-request-id: {${id.toUpperCase()}}`, 'return-client-request-id: true']),
    'User-Agent: OC/16.0.6741.2042 (Skype for Business)',
    ...more,
    `Content-Length: ${Buffer.byteLength(soap)}`,
    'Host: mail.contoso.com',
  ];
  return `${head.join('\n')}\n\n${soap}`;
}

/** Text of a response. */
export function reply(status: number, soap = '', id?: string, more: readonly string[] = []): string {
  const head = [
    `HTTP/1.1 ${status} ${status === 200 ? 'OK' : 'Error'}`,
    `Content-Type: ${soap === '' ? 'text/html' : 'text/xml; charset=utf-8'}`,
    ...(id === undefined ? [] : [`client-request-id: ${id}`, `request-id: 0a0b0c0d-${id}`]),
    ...more,
    `Content-Length: ${Buffer.byteLength(soap)}`,
    'X-FEServer: EXCH01',
  ];
  return `${head.join('\n')}\n\n${soap}`;
}

export const NO_ERROR: ItemOutcome = { code: 'NoError' };

export function saved(id: string): ItemOutcome {
  return { code: 'NoError', item: { id, changeKey: 'CQAAAA==' } };
}

export function answered(operation: string, ...outcomes: readonly (ItemOutcome | string)[]): string {
  const list = outcomes.map((outcome) => (typeof outcome === 'string' ? { code: outcome } : outcome));
  return itemResponse(operation, list, SERVER, STYLE);
}

export function fault(code: string, backOffMs?: number): string {
  return soapFault(code, 'Refused.', backOffMs, STYLE);
}

export function create(
  items: MailItem | readonly MailItem[],
  disposition: Disposition | undefined = 'SendAndSaveCopy',
  folder: FolderId | undefined = undefined,
): string {
  return createItem('kind' in items ? [items] : items, disposition, folder, STYLE);
}

export function send(id: string): string {
  return sendItem({ id, changeKey: 'CQAAAA==' }, STYLE);
}

export function update(id: string, disposition: Disposition): string {
  return updateItem({ id, changeKey: 'CQAAAA==' }, 'Missed conversation', disposition, STYLE);
}

export function remove(id: string): string {
  return deleteItem({ id, changeKey: 'CQAAAA==' }, STYLE);
}

export function move(id: string, folder: string): string {
  return moveItem({ id, changeKey: 'CQAAAA==' }, folder, STYLE);
}

/** A request at `at` and its answer a second later, tied by thread alone unless there is an id. */
export function call(
  at: number,
  request: string,
  response: string,
  id?: string,
  more: Partial<Said> = {},
): readonly Said[] {
  const status = response.includes('Fault>') ? 500 : 200;
  return [say(at, post(request, id), more), say(at + 1, reply(status, response, id), more)];
}

/** A request without an answer. */
export function ask(at: number, request: string, id?: string, more: Partial<Said> = {}): Said {
  return say(at, post(request, id), more);
}
