import type { Ticks } from '../../src/model/ticks.ts';
import {
  createItem,
  type Disposition,
  type FolderId,
  type ItemOutcome,
  type ItemRef,
  itemResponse,
  type MailItem,
  sendItem,
} from './ews.ts';
import { type Call, type ClientProcess, callEvents } from './exchange-call.ts';
import { type Seeded, seeded } from './seeded.ts';
import type { TraceEvent } from './trace-event.ts';

/** Calls of one story; ids come from its seed. */
export interface Exchange {
  readonly item: () => ItemRef;
  readonly create: (call: CreateCall) => readonly TraceEvent[];
  readonly send: (call: SendCall) => readonly TraceEvent[];
  readonly call: (call: Omit<Call, 'requestId'>) => readonly TraceEvent[];
  readonly id: () => string;
}

type CallParts = Partial<Omit<Call, 'at' | 'tid' | 'soap' | 'answer'>> & Pick<Call, 'at' | 'tid'>;

export interface CreateCall extends CallParts {
  readonly mails: readonly MailItem[];
  readonly disposition: Disposition;
  readonly folder?: FolderId;
  /** Absent: no answer ever comes. */
  readonly outcomes?: readonly ItemOutcome[];
  readonly answer?: Partial<NonNullable<Call['answer']>>;
}

export interface SendCall extends CallParts {
  readonly item: ItemRef;
  readonly outcome?: ItemOutcome;
  readonly answer?: Partial<NonNullable<Call['answer']>>;
}

export function exchangeOf(seed: string, client: ClientProcess): Exchange {
  const of: Seeded = seeded(`${seed} exchange`);
  const answerOf = (
    operation: string,
    outcomes: readonly ItemOutcome[] | undefined,
    more: Partial<NonNullable<Call['answer']>> | undefined,
  ): Pick<Call, 'answer'> => {
    if (outcomes === undefined && more?.status === undefined) return {};
    const soap = outcomes && itemResponse(operation, outcomes, client.server.version, client.style);
    return { answer: { status: 200, afterSeconds: 0.35, ...(soap === undefined ? {} : { soap }), ...more } };
  };
  const call = (parts: Call): readonly TraceEvent[] => callEvents(client, parts);
  return {
    id: () => of.guid(),
    item: () => ({ id: `AAMkAGE1${of.hex(24)}AAA=`, changeKey: `CQAAABYAAAC${of.hex(10)}` }),
    call: (parts) => call({ ...parts, requestId: of.guid() }),
    create: ({ mails, disposition, folder, outcomes, answer, ...parts }) =>
      call({
        requestId: of.guid(),
        ...parts,
        soap: createItem(mails, disposition, folder, client.style),
        ...answerOf('CreateItem', outcomes, answer),
      }),
    send: ({ item, outcome, answer, ...parts }) =>
      call({
        requestId: of.guid(),
        ...parts,
        soap: sendItem(item, client.style),
        ...answerOf('SendItem', outcome && [outcome], answer),
      }),
  };
}

/** The client's words for a call that failed below HTTP; assumed. */
export function transportFailure(client: ClientProcess, at: Ticks, tid: number, text: string): TraceEvent {
  return {
    at,
    pid: client.pid,
    tid,
    level: 'TL_ERROR',
    component: 'OcExchange',
    function: 'CEwsTransport::OnError',
    text,
  };
}
