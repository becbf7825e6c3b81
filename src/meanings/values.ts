import type { FolderName, MessageDisposition } from '../model/observation.ts';
import type { HoleName } from '../model/phrase.ts';
import { addressOf } from '../wire/property-lines.ts';

/** Texts of the holes of a phrase, as they stand in the line. */
export type HoleValues = Readonly<Partial<Record<HoleName, string>>>;

/** Longer texts are no ids. */
const MOST_ID = 1000;
/** Ids of calls and names of messages, which are shown. */
const MOST_NAME = 200;

/** `{3F2504E0-…}`, `"7"`, `7.`: what stands around an id is the sentence's. */
const IN_FRONT = /[\s"'“”‘’<{[(]/;
const BEHIND = /[\s"'“”‘’>}\]).,;:!]/;
const BEHIND_ADDRESS = /[.:!]/;

/** A value may be as long as a line: a `+$` would try each of its places, so characters are asked one by one from the ends. */
function withoutEnd(text: string, behind: RegExp): string {
  let end = text.length;
  while (end > 0 && behind.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** A text without what a sentence puts around it. */
function bare(text: string): string {
  let start = 0;
  while (start < text.length && IN_FRONT.test(text.charAt(start))) start++;
  return withoutEnd(text.slice(start), BEHIND);
}

/** An id without what a sentence puts around it; undefined for a text that is none. */
export function idOf(text: string | undefined): string | undefined {
  const id = bare(text ?? '');
  return id === '' || id.length > MOST_ID || /\s/.test(id) ? undefined : id;
}

/** The same for ids that are written in capitals or not. */
export function lowerIdOf(text: string | undefined): string | undefined {
  const id = idOf(text);
  return id === undefined || id.length > MOST_NAME ? undefined : id.toLowerCase();
}

/** ItemIds are base64, whose padding and case are part of them. */
export function itemIdOf(text: string | undefined): string | undefined {
  return idOf(text);
}

/** `Bob Example <bob@contoso.com>; sip:carol@contoso.com`: addresses, lower case, each once. */
export function addressesOf(text: string | undefined): readonly string[] {
  const words = (text ?? '').split(/[\s;,<>()[\]"']+/);
  const addresses = words.flatMap(
    (word) => addressOf(withoutEnd(word.replace(/^(?:smtp|mailto):/i, ''), BEHIND_ADDRESS)) ?? [],
  );
  return [...new Set(addresses)];
}

/** The name of a spool file without its folder, lower case as Windows compares names. */
export function fileNameOf(text: string | undefined): string | undefined {
  const name = bare(text ?? '')
    .split(/[\\/]/)
    .at(-1)
    ?.trim()
    .toLowerCase();
  return name === undefined || name === '' || name.length > MOST_ID ? undefined : name;
}

/** Operations by which messages come and go; any other keeps the spelling that it has. */
const OPERATIONS: readonly string[] = [
  'CreateItem',
  'SendItem',
  'UpdateItem',
  'DeleteItem',
  'MoveItem',
  'GetItem',
  'GetFolder',
  'FindItem',
];

/** The one of some names that stands as a word in the literal text of a template; undefined where there is none, or another as well. */
function onlyIn<Name extends string>(template: string, names: readonly Name[]): Name | undefined {
  const words = new Set(
    template
      .replace(/\{[^{}]*\}/g, ' ')
      .toLowerCase()
      .match(/\w+/g) ?? [],
  );
  const found = names.filter((name) => words.has(name.toLowerCase()));
  return found.length === 1 ? found[0] : undefined;
}

/** `SendItem for {messageId} answered {responseCode}` names its operation without a hole. */
export function operationIn(template: string): string | undefined {
  return onlyIn(template, OPERATIONS);
}

/** `{messageId}: CreateItem with SaveOnly` names its MessageDisposition without a hole. */
export function dispositionIn(template: string): MessageDisposition | undefined {
  return onlyIn(template, DISPOSITIONS);
}

/** `m:CreateItemRequest`, `createitem`, `Create Item` to `CreateItem`; `CreateItem SaveOnly`, as a hole may hold both, too. */
export function operationOf(text: string | undefined): string | undefined {
  const name =
    /^(?:\w+:)?(\w{1,60}?)(?:Request|Response)?(?:[\s,;/(]{1,3}(?:SaveOnly|SendOnly|SendAndSaveCopy)\W{0,3})?$/i.exec(
      bare(text ?? '').replace(/^(\w{3,6}) (item|folder)/i, '$1$2'),
    )?.[1];
  if (name === undefined) return undefined;
  return OPERATIONS.find((known) => known.toLowerCase() === name.toLowerCase()) ?? name;
}

const DISPOSITIONS: readonly MessageDisposition[] = ['SaveOnly', 'SendOnly', 'SendAndSaveCopy'];

export function dispositionOf(text: string | undefined): MessageDisposition | undefined {
  const lower = bare(text ?? '').toLowerCase();
  return DISPOSITIONS.find((known) => known.toLowerCase() === lower);
}

/** Names that Outlook shows of folders, in some of its languages, beside those of EWS. */
const FOLDERS: ReadonlyMap<string, string> = new Map([
  ...[
    'drafts',
    'entwürfe',
    'brouillons',
    'borradores',
    'bozze',
    'concepten',
    'rascunhos',
    'черновики',
    '下書き',
    '草稿',
  ].map((name) => [name, 'drafts'] as const),
  ...['sentitems', 'gesendete elemente', 'éléments envoyés'].map((name) => [name, 'sentitems'] as const),
  ...['conversationhistory', 'aufgezeichnete unterhaltungen', 'historique des conversations'].map(
    (name) => [name, 'conversationhistory'] as const,
  ),
]);

/** `Drafts`, `the Drafts folder`, `Conversation History` as EWS names them; any other text stands for a folder that nothing names. */
export function folderOf(text: string | undefined): FolderName | undefined {
  const name = bare(text ?? '')
    .split(/[\\/]/)
    .at(-1)
    ?.toLowerCase()
    .replace(/^the /, '')
    .replace(/ folder$/, '')
    .trim();
  if (name === undefined || name === '') return undefined;
  const distinguished = FOLDERS.get(name) ?? FOLDERS.get(name.replaceAll(' ', ''));
  if (distinguished !== undefined) return { distinguished };
  return /^[a-z]{1,40}$/.test(name) ? { distinguished: name } : { opaque: name.slice(0, MOST_ID) };
}

/** The number that a text begins with: `120s`, `200 OK`. */
function numberOf(text: string | undefined): number | undefined {
  const digits = /^\D{0,3}(\d{1,9})(?!\d)/.exec(text?.trim() ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** A status of HTTP. */
export function statusOf(text: string | undefined): number | undefined {
  const status = numberOf(text);
  return status !== undefined && status >= 100 && status <= 599 ? status : undefined;
}

/** Timers of messages run for minutes; a greater number is one of milliseconds. */
const MOST_SECONDS = 3600;

/** `120`, `120s`, `119.98 seconds`. */
export function secondsOf(text: string | undefined): number | undefined {
  const digits = /^(\d{1,6}(?:\.\d{1,7})?)(?![\d.]*\s*(?:ms|millis|min))/i.exec(text?.trim() ?? '')?.[1];
  const seconds = Number(digits ?? 0);
  return seconds > 0 && seconds <= MOST_SECONDS ? seconds : undefined;
}

const YES = /^(?:true|1|yes|on|enabled)$/i;
const NO = /^(?:false|0|no|off|disabled)$/i;

export function flagOf(text: string | undefined): boolean | undefined {
  const word = bare(text ?? '');
  return YES.test(word) ? true : NO.test(word) ? false : undefined;
}

/** Host of a URL, lower case. */
export function hostOf(url: string | undefined): string | undefined {
  return /^https?:\/\/([^\s/?#:]{1,255})/i.exec(url?.trim() ?? '')?.[1]?.toLowerCase();
}
