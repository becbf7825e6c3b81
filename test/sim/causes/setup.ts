import type { Channel } from '../../../src/model/installation.ts';
import { EXCHANGE_2013_CU12, EXCHANGE_2016_CU1, EXCHANGE_ONLINE } from '../../make/cast.ts';
import type { Call, ExchangeServer } from '../../make/exchange-call.ts';
import type { SoapStyle } from '../../make/soap-xml.ts';
import type { Dice } from '../dice.ts';
import { healthyRelease } from './builds.ts';

export type Form = 'ocs-text' | 'cls-text' | 'tracerpt-xml' | 'tracerpt-csv' | 'winevent-csv' | 'uccapilog';

const FORMS: readonly [Form, ...Form[]] = [
  'ocs-text',
  'tracerpt-xml',
  'cls-text',
  'uccapilog',
  'winevent-csv',
  'tracerpt-csv',
];

/** What stays the same all through one world. */
export interface Setup {
  readonly mailbox: 'online' | 'on-premises';
  readonly server: ExchangeServer;
  /** `7070.2022` */
  readonly build: string;
  /** Of Click-to-Run. */
  readonly channel?: Channel;
  readonly form: Form;
  readonly style: SoapStyle;
  readonly layout: NonNullable<Call['layout']>;
  readonly handshake: NonNullable<Call['handshake']>;
  readonly hasIds: boolean;
  readonly hasFullUrls: boolean;
  /** Answers carry a Date header. */
  readonly hasDates: boolean;
  readonly hasSpooler: boolean;
  /** A SIP log lies beside the trace, or in it where the trace is one. */
  readonly hasSip: boolean;
  /** How far the clock of the PC is ahead of that of Exchange, in seconds. */
  readonly clockAhead: number;
  /** Zone of the times in traces that do not state theirs, in hours. */
  readonly zoneHours: number;
}

const EXCHANGE_2010: ExchangeServer = {
  host: 'webmail.contoso.com',
  frontEnd: 'CAS07',
  backEnd: 'mbx03.corp.contoso.com',
  version: { major: 14, minor: 3, build: 319, revision: 2, version: 'Exchange2010_SP2' },
};
const EXCHANGE_2013_CU13: ExchangeServer = {
  ...EXCHANGE_2013_CU12,
  host: 'ews.contoso.com',
  version: { major: 15, minor: 0, build: 1210, revision: 3, version: 'V2_23' },
};

function serverOf(dice: Dice, mailbox: Setup['mailbox']): ExchangeServer {
  if (mailbox === 'online') return EXCHANGE_ONLINE;
  return dice.pick([EXCHANGE_2013_CU12, EXCHANGE_2016_CU1, EXCHANGE_2013_CU13, EXCHANGE_2010]);
}

/** Draws what a world leaves open; the form goes round with the seeds. */
export function drawSetup(dice: Dice, seed: number, wish: Partial<Setup>): Setup {
  const mailbox = wish.mailbox ?? dice.pick(['online', 'on-premises']);
  const release = healthyRelease(dice, mailbox);
  const form = wish.form ?? FORMS[seed % FORMS.length] ?? 'ocs-text';
  const layout = dice.weighted<Setup['layout']>([
    [75, 'together'],
    [15, 'headers-then-body'],
    [10, 'in-pieces'],
  ]);
  return {
    mailbox,
    server: serverOf(dice, mailbox),
    ...release,
    form,
    style: { prefix: dice.pick(['s', 'soap', '']), pretty: dice.chance(25) },
    // tracerpt writes the length of a text in front of it into a row: pieces of one could not be put together.
    layout: form === 'tracerpt-csv' && layout === 'in-pieces' ? 'together' : layout,
    handshake: dice.pick(['none', 'negotiate', 'ntlm']),
    hasIds: dice.chance(80),
    hasFullUrls: dice.chance(30),
    hasDates: dice.chance(50),
    hasSpooler: dice.chance(60),
    hasSip: dice.chance(70),
    zoneHours: dice.chance(85) ? 0 : dice.pick([-8, -5, 1, 2, 9]),
    clockAhead: dice.chance(50) ? 0 : Math.round(dice.between(-100, 100)),
    ...wish,
  };
}
