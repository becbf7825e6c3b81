import { EXCHANGE_2013_CU12, EXCHANGE_2016_CU1, EXCHANGE_ONLINE } from '../make/cast.ts';
import type { ExchangeServer } from '../make/exchange-call.ts';
import type { SoapStyle } from '../make/soap-xml.ts';
import type { FolderKind } from './call.ts';
import type { Condition } from './condition.ts';
import type { Dice } from './dice.ts';

export type Handshake = 'none' | 'negotiate' | 'ntlm' | 'proxy';

/** How the records of one call are cut: head and body in one record, in two, or in pieces of some hundred characters. */
export type Layout = 'together' | 'head-then-body' | 'in-pieces';

export type TraceForm =
  | 'ocs-text'
  | 'cls-text'
  | 'tracefmt'
  | 'uccapilog'
  | 'tracerpt-xml'
  | 'tracerpt-csv'
  | 'wevtutil-xml'
  | 'winevent-csv'
  | 'etl';

/** What stays the same all through one world. */
export interface Profile {
  readonly form: TraceForm;
  readonly server: ExchangeServer;
  readonly clientVersion: string;
  readonly pid: number;
  readonly style: SoapStyle;
  readonly hasFullUrls: boolean;
  readonly layout: Layout;
  readonly handshake: Handshake;
  /** A call in some has another handshake than the profile's. */
  readonly mixesHandshakes: boolean;
  readonly idHeader: 'client-request-id' | 'request-id' | 'none';
  /** A thread waits for its answer, or calls are asked and answered on any thread, tied by their ids. */
  readonly threading: 'waiting' | 'any';
  /** Percent of answers without the id of the request; none where threads do not wait. */
  readonly anonymousAnswers: number;
  readonly draftsFolder: FolderKind;
  readonly hasDates: boolean;
  readonly hasSpooler: boolean;
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le-bom';
  readonly lineEnd: 'lf' | 'crlf';
}

const DECODED: readonly [TraceForm, ...TraceForm[]] = [
  'ocs-text',
  'tracefmt',
  'tracerpt-xml',
  'cls-text',
  'uccapilog',
  'wevtutil-xml',
  'winevent-csv',
  'tracerpt-csv',
];
/** Forms in which a decoder says that it has no format for an event. */
const UNDECODED: readonly [TraceForm, ...TraceForm[]] = ['tracefmt', 'tracerpt-xml', 'tracerpt-csv', 'winevent-csv'];

function formOf(seed: number, condition: Condition): TraceForm {
  if (condition.isRaw) return 'etl';
  const forms = condition.undecoded > 0 ? UNDECODED : DECODED;
  return forms[seed % forms.length] ?? forms[0];
}

/** Draws a profile; the form goes round with the seeds. */
export function drawProfile(seed: number, condition: Condition, dice: Dice): Profile {
  const isAny = condition.hasIds && dice.chance(40);
  const form = formOf(seed, condition);
  const layout = dice.weighted<Layout>([
    [75, 'together'],
    [14, 'head-then-body'],
    [11, 'in-pieces'],
  ]);
  return {
    form,
    server: dice.pick([EXCHANGE_2016_CU1, EXCHANGE_2013_CU12, EXCHANGE_ONLINE]),
    clientVersion: `16.0.${dice.pick(['6741.2042', '6965.2058', '7167.2040', '8067.2115'])}`,
    pid: 4 * (500 + dice.below(4000)),
    style: { prefix: dice.pick(['s', 'soap', '']), pretty: dice.chance(25) },
    hasFullUrls: dice.chance(30),
    // tracerpt writes the length of a text in front of it into a row: pieces of one could not be put together.
    layout: form === 'tracerpt-csv' && layout === 'in-pieces' ? 'head-then-body' : layout,
    handshake: dice.weighted<Handshake>([
      [45, 'none'],
      [30, 'negotiate'],
      [15, 'ntlm'],
      [10, 'proxy'],
    ]),
    mixesHandshakes: dice.chance(30),
    idHeader: condition.hasIds ? (dice.chance(85) ? 'client-request-id' : 'request-id') : 'none',
    threading: isAny ? 'any' : 'waiting',
    anonymousAnswers: isAny ? 0 : dice.pick([0, 0, 15, 100]),
    draftsFolder: dice.weighted<FolderKind>([
      [50, 'drafts'],
      [20, 'none'],
      [20, 'opaque-tied'],
      [10, 'opaque-untied'],
    ]),
    hasDates: condition.hasWrongClock || dice.chance(50),
    hasSpooler:
      condition.witnesses === 'spooler' ||
      condition.spoolContradicts ||
      (condition.witnesses === 'any' && dice.chance(60)),
    encoding: dice.weighted([
      [70, 'utf-8'],
      [15, 'utf-8-bom'],
      [15, 'utf-16le-bom'],
    ]),
    lineEnd: dice.pick(['lf', 'crlf']),
  };
}
