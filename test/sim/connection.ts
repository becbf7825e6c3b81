import type { Ticks } from '../../src/model/ticks.ts';
import { ticksToIso } from '../../src/model/ticks.ts';
import { later } from '../make/clock.ts';
import type { MailItem } from '../make/ews.ts';
import type { Agenda } from './agenda.ts';
import type { PartOf, Reply, SimCall } from './call.ts';
import type { Dice } from './dice.ts';
import { answerSoap, requestSoap } from './exchange-soap.ts';
import { answerHead, LEGS, requestHead } from './http.ts';
import type { Profile } from './profile.ts';
import type { Threads } from './threads.ts';
import type { Trace } from './trace.ts';

/** A leg of a handshake and its refusal take so long. */
const LEG = 0.05;
/** A thread whose call gets no answer gives up after so long, and says nothing. */
const GIVES_UP = 100;
/** A request on the same thread within a minute of a refusal that ends a call would read as its next leg. */
const KEEPS_OFF = 65;

/** Everything a call needs of its world. */
export interface Surroundings {
  readonly agenda: Agenda;
  readonly profile: Profile;
  readonly dice: Dice;
  readonly trace: Trace;
  readonly threads: Threads;
  readonly start: Ticks;
}

/** A request as the client hands it over, before it has a thread. */
export interface Asked {
  readonly soap: string;
  readonly operation: string;
  readonly requestId?: string;
  /** The call whose part the records are; absent for calls that are none of a message. */
  readonly call?: number;
}

/** What the server will say, and when. */
export interface Answered {
  readonly reply: Reply;
  readonly soap: string | undefined;
  readonly afterSeconds: number;
}

/** Word to the client: when the trace shows the request, and when it shows the end. */
export interface Told {
  readonly whenAsked: (startedAt: number) => void;
  readonly whenOver: (endedAt: number) => void;
}

function statusOf(reply: Reply): number {
  return reply.kind === 'status' || reply.kind === 'fault' ? reply.status : 200;
}

function httpDate(at: Ticks): string {
  return new Date(ticksToIso(at)).toUTCString();
}

const FAILURE_WORDS = [
  (code: number): string => `WinHttpSendRequest failed, error ${code}`,
  (code: number): string => `Request failed: 0x${(0x8007_0000 + code).toString(16).toUpperCase()}`,
] as const;

/** Carries one call: its legs, its answer or failure in the trace, and word to the client when it is over. */
export function carry(around: Surroundings, asked: Asked, answered: Answered, { whenAsked, whenOver }: Told): void {
  const { agenda, profile, dice, trace, threads } = around;
  const tid = threads.take(agenda.now);
  const source = { pid: profile.pid, level: 'TL_INFO', component: 'OcExchange' } as const;
  const date = (at: number): string | undefined => (profile.hasDates ? httpDate(later(around.start, at)) : undefined);
  const of = (part: PartOf['part'], round: number): PartOf | undefined =>
    asked.call === undefined ? undefined : { call: asked.call, part, round };
  const idOfAnswer = dice.chance(profile.anonymousAnswers) ? undefined : asked.requestId;
  const serverId = profile.idHeader === 'none' ? undefined : dice.guid();
  const handshake: Profile['handshake'] =
    profile.mixesHandshakes && dice.chance(30) ? dice.pick(['none', 'negotiate', 'ntlm', 'proxy']) : profile.handshake;
  let at = agenda.now;
  let startedAt: number | undefined;
  for (const [round, leg] of LEGS[handshake].entries()) {
    const head = requestHead(profile, leg, asked.soap, asked.operation, asked.requestId);
    const where = { ...source, at, tid, function: 'CEwsTransport::SendRequest' };
    // A thread that still writes something else asks later.
    at = trace.writeHttp(where, head, asked.soap, profile.layout, of('request', round));
    startedAt ??= at;
    if (leg.refusal === undefined) break;
    const refused = answerHead(profile, {
      ...leg.refusal,
      id: idOfAnswer,
      serverId,
      date: date(at + LEG),
      bytes: 0,
      isSoap: false,
    });
    const back = { ...source, at: at + LEG, tid: threads.answering(tid), function: 'CEwsTransport::OnResponse' };
    at = LEG + trace.writeHttp(back, refused, '', profile.layout, of('challenge', round));
  }
  whenAsked(startedAt ?? at);
  const { reply } = answered;
  if (reply.kind === 'silence') {
    threads.release(tid, agenda.now + GIVES_UP);
    return;
  }
  agenda.after(at - agenda.now + answered.afterSeconds, () => {
    let now = agenda.now;
    const where = { ...source, at: now, tid: threads.answering(tid) };
    if (reply.kind === 'transport') {
      const id =
        asked.requestId === undefined || profile.threading === 'waiting'
          ? ''
          : `, client-request-id: ${asked.requestId}`;
      const text = dice.pick(FAILURE_WORDS)(reply.code) + id;
      const end = of('answer', 0);
      const failed = { ...where, level: 'TL_ERROR', function: 'CEwsTransport::OnError', text } as const;
      now = trace.write({ ...failed, ...(end === undefined ? {} : { of: end }) });
    } else {
      const body = answered.soap ?? (statusOf(reply) === 200 ? '<html><body>Welcome to the proxy.</body></html>' : '');
      const head = answerHead(profile, {
        status: statusOf(reply),
        id: idOfAnswer,
        serverId,
        date: date(now),
        schemes: statusOf(reply) === 401 ? ['Negotiate', 'NTLM'] : [],
        bytes: Buffer.byteLength(body),
        isSoap: answered.soap !== undefined,
      });
      const said = { ...where, function: 'CEwsTransport::OnResponse' };
      now = trace.writeHttp(said, head, body, profile.layout, of('answer', 0));
    }
    threads.release(tid, statusOf(reply) === 401 ? now + KEEPS_OFF : now + 0.002);
    whenOver(now);
  });
}

/** Carries a call of a message. */
export function carryCall(
  around: Surroundings,
  call: SimCall,
  mails: readonly MailItem[],
  version: number,
  afterSeconds: number,
  whenOver: () => void,
): void {
  const { profile } = around;
  const soap = requestSoap(profile, call, mails, version);
  const asked = { soap, operation: call.operation, call: call.id };
  carry(
    around,
    call.requestId === undefined ? asked : { ...asked, requestId: call.requestId },
    { reply: call.reply, soap: answerSoap(profile, call, call.reply, version + 1), afterSeconds },
    {
      whenAsked: (startedAt) => {
        call.startedAt = startedAt;
      },
      whenOver: (endedAt) => {
        call.endedAt = endedAt;
        whenOver();
      },
    },
  );
}
