import type { FolderName, ItemAnswer } from '../model/observation.ts';
import type { Ref } from '../model/ref.ts';
import { folderOf } from './ews-request.ts';
import { childOf, descendants, type Element } from './soap.ts';

export interface ResponseBody {
  /** `CreateItem` for CreateItemResponse. */
  readonly operation?: string;
  readonly answers: readonly ItemAnswer[];
  readonly fault?: ItemAnswer;
}

type Cite = (needle: string) => Ref | undefined;

const CLASSES: readonly NonNullable<ItemAnswer['responseClass']>[] = ['Success', 'Warning', 'Error'];

interface MessageXml {
  readonly innerResponseCode?: string;
  readonly backOffMs?: number;
}

/** `<t:MessageXml><t:Value Name="InnerErrorResponseCode">ErrorServerBusy</t:Value><t:Value Name="BackOffMilliseconds">297749</t:Value>` */
function messageXmlOf(element: Element): MessageXml {
  const values = descendants(element, 'MessageXml').flatMap((xml) => descendants(xml, 'Value'));
  const inner = values.find((value) => /^Error[A-Z]\w+$/.test(value.text.trim()))?.text.trim();
  const backOff = values.find((value) => value.attributes.Name === 'BackOffMilliseconds')?.text.trim();
  return {
    ...(inner === undefined ? {} : { innerResponseCode: inner }),
    ...(backOff === undefined || !/^\d{1,9}$/.test(backOff) ? {} : { backOffMs: Number(backOff) }),
  };
}

function foldersOf(answer: Element): readonly FolderName[] {
  return (childOf(answer, 'Folders')?.children ?? []).map((folder) => {
    const named = folderOf(folder) ?? {};
    // Exchange 2013 and later also say `<t:DistinguishedFolderId>drafts</t:DistinguishedFolderId>`.
    const text = childOf(folder, 'DistinguishedFolderId')?.text.trim().toLowerCase();
    return named.distinguished === undefined && text !== undefined && text !== ''
      ? { ...named, distinguished: text }
      : named;
  });
}

/** Item classes of conversation history: `IPM.Note.Microsoft.Conversation`, `….Conversation.Voice`. */
const HISTORY_CLASS = /^IPM\.Note\.Microsoft\.Conversation(?:\.|$)/i;

/** `<t:ItemClass>IPM.Note.Microsoft.Conversation</t:ItemClass> … <t:IsDraft>true</t:IsDraft>`; undefined where no such item says. */
function holdsHistoryDraft(answer: Element): boolean | undefined {
  const states = descendants(answer, 'Items')
    .flatMap((list) => list.children)
    .filter((item) => HISTORY_CLASS.test(childOf(item, 'ItemClass')?.text.trim() ?? ''))
    .flatMap((item) => childOf(item, 'IsDraft')?.text.trim() ?? []);
  return states.length === 0 ? undefined : states.some((state) => /^(?:true|1)$/i.test(state));
}

function answerOf(answer: Element, cite: Cite): ItemAnswer {
  const responseClass = CLASSES.find((known) => known === answer.attributes.ResponseClass);
  const responseCode = childOf(answer, 'ResponseCode')?.text.trim();
  const itemIds = descendants(answer, 'ItemId').flatMap((id) => id.attributes.Id ?? []);
  const evidence = cite(
    responseCode === undefined || responseCode === '' ? `${answer.name}` : `ResponseCode>${responseCode}`,
  );
  const hasHistoryDraft = holdsHistoryDraft(answer);
  return {
    itemIds: [...new Set(itemIds)],
    folders: foldersOf(answer),
    evidence: evidence === undefined ? [] : [evidence],
    ...(responseClass === undefined ? {} : { responseClass }),
    ...(responseCode === undefined || responseCode === '' ? {} : { responseCode }),
    ...(hasHistoryDraft === undefined ? {} : { hasHistoryDraft }),
    ...messageXmlOf(answer),
  };
}

/** The code of a fault: `<e:ResponseCode>` in its detail, else the local name of faultcode (`a:ErrorSchemaValidation`). */
function faultCode(fault: Element): string | undefined {
  const detail = descendants(fault, 'ResponseCode')[0]?.text.trim();
  if (detail !== undefined && detail !== '') return detail;
  const codes = [
    childOf(fault, 'faultcode')?.text,
    ...descendants(childOf(fault, 'Code'), 'Value').map((value) => value.text),
  ];
  return codes
    .map((code) => code?.trim().split(':').at(-1))
    .find((code) => code !== undefined && /^Error\w+$/.test(code));
}

function faultOf(fault: Element, cite: Cite): ItemAnswer {
  const responseCode = faultCode(fault);
  const evidence = cite(responseCode ?? 'Fault');
  return {
    responseClass: 'Error',
    itemIds: [],
    folders: [],
    evidence: evidence === undefined ? [] : [evidence],
    ...(responseCode === undefined ? {} : { responseCode }),
    ...messageXmlOf(fault),
  };
}

/** Reads the response element or the fault of a SOAP body. */
export function readResponse(response: Element, cite: Cite): ResponseBody {
  if (response.name === 'Fault') return { answers: [], fault: faultOf(response, cite) };
  const messages = childOf(response, 'ResponseMessages')?.children ?? [];
  return {
    operation: response.name.replace(/Response$/, ''),
    answers: messages.map((answer) => answerOf(answer, cite)),
  };
}
