import { type Ticks, ticksToIso } from '../../../src/model/ticks.ts';
import { ALICE, clientProcess, missedMail, sipStackVersion, tracePath } from '../../make/cast.ts';
import { later, moment } from '../../make/clock.ts';
import { spoolFile } from '../../make/collected-files.ts';
import {
  createItem,
  type Disposition,
  type FolderId,
  itemResponse,
  type MailItem,
  sendItem,
  soapFault,
} from '../../make/ews.ts';
import { type Call, type CallAnswer, type ClientProcess, callEvents } from '../../make/exchange-call.ts';
import { transportFailure } from '../../make/exchange-session.ts';
import { noise } from '../../make/noise.ts';
import type { SipClient } from '../../make/sip.ts';
import type { TraceEvent } from '../../make/trace-event.ts';
import { type UccEvent, uccApiLog } from '../../make/uccapilog.ts';
import type { Dice } from '../dice.ts';
import type { Fate } from '../plan.ts';
import type { SimFile } from '../spool-files.ts';
import type { Setup } from './setup.ts';
import { EXTENSIONS, type LocalText, traceBytes } from './write-trace.ts';

/** One call as a scene asks for it. Times are seconds from the beginning. */
export interface Asked {
  readonly at: number;
  readonly operation: string;
  readonly soap: string;
  readonly fate: Fate;
  readonly itemId?: string;
  /** SOAP of a good answer, where it is not that of the operation alone. */
  readonly answerSoap?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly refusalHeaders?: Readonly<Record<string, string>>;
  readonly authorization?: string;
  readonly handshake?: Call['handshake'];
}

export interface SendParts {
  readonly disposition?: Disposition;
  readonly folder?: FolderId;
  readonly headers?: Readonly<Record<string, string>>;
}

const FAILURES: Readonly<Record<number, string>> = {
  12002: 'ERROR_WINHTTP_TIMEOUT',
  12007: 'ERROR_WINHTTP_NAME_NOT_RESOLVED',
  12017: 'ERROR_WINHTTP_OPERATION_CANCELLED',
  12029: 'ERROR_WINHTTP_CANNOT_CONNECT',
  12030: 'ERROR_WINHTTP_CONNECTION_ERROR',
  12037: 'ERROR_WINHTTP_SECURE_CERT_DATE_INVALID',
  12038: 'ERROR_WINHTTP_SECURE_CERT_CN_INVALID',
  12045: 'ERROR_WINHTTP_SECURE_INVALID_CA',
  12175: 'ERROR_WINHTTP_SECURE_FAILURE',
};

/** A PC on which something happens, told step by step, and the bundle that is collected from it. */
export class Scene {
  readonly setup: Setup;
  readonly dice: Dice;
  readonly client: ClientProcess;
  readonly who: SipClient;
  readonly start: Ticks;
  readonly files: SimFile[] = [];
  readonly #events: TraceEvent[] = [];
  readonly #sip: UccEvent[] = [];
  #discovers = false;
  #threads = 0;
  #names = 0;

  constructor(dice: Dice, setup: Setup) {
    const { build, server, style, hasFullUrls } = setup;
    this.dice = dice;
    this.setup = setup;
    this.client = { ...clientProcess(build, server, style), pid: 4 * (500 + dice.below(4000)), hasFullUrls };
    this.who = { user: ALICE, agent: `UCCAPI/${sipStackVersion(this.client)} OC/${this.client.version}` };
    this.start = later(moment('2016-06-15T06:00:00Z'), Math.floor(dice.between(0, 90 * 86_400)));
  }

  /** What the clock of the PC shows. */
  clock(seconds: number): Ticks {
    return later(this.start, seconds + this.setup.clockAhead);
  }

  say(at: number, component: string, name: string, text: string): void {
    const tid = 0x2800 + 8 * (this.#threads % 40);
    this.#events.push({
      at: this.clock(at),
      pid: this.client.pid,
      tid,
      level: 'TL_INFO',
      component,
      function: name,
      text,
    });
  }

  /** A request that is none of Exchange Web Services, and what came of it, on a thread of its own. */
  http(at: number, thread: number, name: string, request: string, end: string): void {
    this.#discovers = true;
    const of = {
      pid: this.client.pid,
      tid: 0x3400 + 8 * thread,
      level: 'TL_INFO',
      component: 'Discover',
      function: name,
    } as const;
    this.#events.push({ ...of, at: this.clock(at), text: request }, { ...of, at: this.clock(at + 1.5), text: end });
  }

  sip(at: number, kind: UccEvent['kind'], text: string): void {
    this.#sip.push({ at: this.clock(at), pid: this.client.pid, tid: 0xc14, kind, text });
  }

  /** Chatter and, if asked for, calls that have nothing to do with offline messages; all of them succeed. */
  noise(until: number, calls: number): void {
    const span = { from: this.clock(0), to: this.clock(until) };
    const undecodedPercent = this.setup.form === 'tracerpt-xml' && this.dice.chance(30) ? 5 : 0;
    const lines = 20 + this.dice.below(40);
    this.#events.push(...noise(this.dice.hex(12), this.client, { ...span, lines, calls, undecodedPercent }));
  }

  itemId(): string {
    return `AAMkAGE1${this.dice.hex(24)}AAA=`;
  }

  /** A message of the user to somebody who is offline. */
  mail(to: readonly string[] = [`${this.dice.pick(['bob', 'carol', 'dave', 'erin'])}@contoso.com`]): MailItem {
    const words = `About ${this.dice.pick(['lunch', 'the plan', 'page 12002', 'HTTP 503'])}: ${this.dice.hex(8)}.`;
    return missedMail(
      to,
      words,
      this.dice.pick(['IPM.Note.Microsoft.Missed', 'IPM.Note.Microsoft.MissedConversation', 'IPM.Note']),
    );
  }

  #dated(at: number): Readonly<Record<string, string>> {
    if (!this.setup.hasDates) return {};
    return { Date: new Date(ticksToIso(later(this.start, at))).toUTCString() };
  }

  #answer(asked: Asked, at: number): CallAnswer | undefined {
    const { fate, operation, itemId, headers = {} } = asked;
    const { style, server } = this.client;
    const afterSeconds = this.dice.between(0.1, 1.5);
    const common = { afterSeconds, headers: { ...this.#dated(at + afterSeconds), ...headers } };
    switch (fate.kind) {
      case 'ok':
      case 'code': {
        if (asked.answerSoap !== undefined) return { status: 200, soap: asked.answerSoap, ...common };
        const isOk = fate.kind === 'ok';
        const item = itemId === undefined || !isOk ? {} : { item: { id: itemId, changeKey: 'CQAAABYAAACone' } };
        const inner = fate.kind === 'code' && fate.inner !== undefined ? { inner: fate.inner } : {};
        const outcome = { code: fate.kind === 'ok' ? 'NoError' : fate.code, ...inner, ...item };
        return { status: 200, soap: itemResponse(operation, [outcome], server.version, style), ...common };
      }
      case 'fault':
        return {
          status: 500,
          soap: soapFault(fate.code, 'The request was not carried out.', fate.backOffMs, style),
          ...common,
        };
      case 'status':
        return { status: fate.status, ...common };
      case 'transport':
      case 'silence':
        return undefined;
    }
  }

  #failureText(code: number): string {
    const hresult = `0x${(0x80070000 + code).toString(16).toUpperCase()}`;
    const name = FAILURES[code];
    return this.dice.pick([
      `WinHttpSendRequest failed, error ${code}`,
      `Request ended, hr=${hresult}`,
      ...(name === undefined ? [] : [`Request failed: ${name} (${code})`]),
    ]);
  }

  /** Makes a call and tells when it was over. */
  call(asked: Asked): number {
    const tid = 0x2000 + 8 * this.#threads++;
    const { setup, client } = this;
    const rounds = { none: 0, negotiate: 1, ntlm: 2 }[asked.handshake ?? setup.handshake];
    const at = asked.at + 0.08 * rounds;
    const answer = this.#answer(asked, at);
    const events = callEvents(client, {
      at: this.clock(asked.at),
      tid,
      soap: asked.soap,
      layout: setup.layout,
      handshake: asked.handshake ?? setup.handshake,
      ...(setup.hasIds ? { requestId: this.dice.guid() } : {}),
      ...(asked.authorization === undefined ? {} : { authorization: asked.authorization }),
      refusalHeaders: { ...this.#dated(at), ...asked.refusalHeaders },
      ...(answer === undefined ? {} : { answer }),
    });
    this.#events.push(...events);
    if (asked.fate.kind !== 'transport') return at + (answer?.afterSeconds ?? 0);
    const wait = asked.fate.code === 12002 ? 30 : this.dice.between(0.2, 3);
    this.#events.push(transportFailure(client, this.clock(at + wait), tid, this.#failureText(asked.fate.code)));
    return at + wait;
  }

  /** A call that looks something up. */
  look(at: number, fate: Fate, more: Partial<Asked> = {}): number {
    const { style } = this.client;
    const soap = createItem(
      [{ kind: 'Contact', subject: 'Heidi Hazel' }],
      'SaveOnly',
      { distinguished: 'contacts' },
      style,
    );
    return this.call({ at, operation: 'CreateItem', soap, fate, ...more });
  }

  create(at: number, mail: MailItem, fate: Fate, parts: SendParts & Partial<Asked> = {}): number {
    const { disposition = 'SendAndSaveCopy', folder, ...more } = parts;
    const saved = folder ?? (disposition === 'SendAndSaveCopy' ? { distinguished: 'sentitems' } : undefined);
    const soap = createItem([mail], disposition, saved, this.client.style);
    return this.call({ at, operation: 'CreateItem', soap, fate, ...more });
  }

  /** Sends a message in one step, again and again until a fate is good or none is left. */
  send(at: number, mail: MailItem, fates: readonly Fate[], parts: SendParts & Partial<Asked> = {}): number {
    const disposition = parts.disposition ?? this.dice.pick(['SendAndSaveCopy', 'SendOnly']);
    let next = at;
    let end = at;
    for (const fate of fates) {
      end = this.create(next, mail, fate, { ...parts, disposition });
      next = end + this.dice.between(8, 14);
    }
    return end;
  }

  /** Saves a draft of a message; the id it got. */
  save(at: number, mail: MailItem, parts: SendParts = {}): { readonly end: number; readonly itemId: string } {
    const itemId = this.itemId();
    const folder: FolderId | undefined = this.dice.chance(70) ? { distinguished: 'drafts' } : undefined;
    const end = this.create(
      at,
      mail,
      { kind: 'ok' },
      { disposition: 'SaveOnly', ...(folder && { folder }), ...parts, itemId },
    );
    return { end, itemId };
  }

  sendDraft(at: number, itemId: string, fate: Fate): number {
    const soap = sendItem({ id: itemId, changeKey: 'CQAAABYAAACone' }, this.client.style);
    return this.call({ at, operation: 'SendItem', soap, fate });
  }

  /** A file in the History Spooler: an offline message, or, by its type, ordinary history. */
  spool(at: number, mail: MailItem, type: 'Missed' | 'Conversation' = 'Missed', from: string = ALICE): void {
    const name = `${(0x2a00_0000 + this.#names++).toString(16).toUpperCase()}.hist`;
    this.files.push(spoolFile({ name, mail, writtenAt: this.clock(at), type, from }));
  }

  /** A file that lies beside the trace. */
  beside(path: string, bytes: Buffer, at: number): void {
    this.files.push({ path, bytes, modifiedAt: this.clock(at) });
  }

  /** The bundle as it is collected some time after the trace has ended. */
  bundle(end: number, hasTrace = true): readonly SimFile[] {
    const { form, hasSip } = this.setup;
    const { dice } = this;
    this.say(end, 'UI', 'CTabStrip::Select', `Tab ${dice.below(4)} selected`);
    const text: LocalText = {
      offsetMinutes: 60 * this.setup.zoneHours,
      encoding: dice.pick(['utf-8', 'utf-8-bom', 'utf-16le-bom']),
      lineEnd: dice.pick(['lf', 'crlf']),
    };
    const isSipLog = form === 'uccapilog';
    const path = isSipLog ? 'Tracing/Lync-UccApi-0.UccApilog' : tracePath(this.client, EXTENSIONS[form]);
    const sip = hasSip ? this.#sip : [];
    // Where a story tells of autodiscover, chatter does not: what is answered on its threads would count as an answer to it.
    const events = this.#events.filter(({ text }) => !(this.#discovers && text.startsWith('GET /autodiscover')));
    const bytes = traceBytes(events, sip, form, text);
    const modifiedAt = this.clock(end);
    return [
      ...(hasTrace ? [{ path, bytes, modifiedAt }] : []),
      ...(hasSip && !isSipLog
        ? [{ path: 'Tracing/Lync-UccApi-0.UccApilog', bytes: uccApiLog(sip, text), modifiedAt }]
        : []),
      ...this.files,
    ];
  }
}
