import * as cast from '../cast.ts';
import { later, moment } from '../clock.ts';
import { signIn, UCC_LOG } from '../collected-files.ts';
import type { ExchangeServer } from '../exchange-call.ts';
import { noise } from '../noise.ts';
import { ocsText } from '../ocs-text.ts';
import type { Story } from '../story.ts';
import { type UccForm, uccApiLog } from '../uccapilog.ts';

interface Plan {
  readonly id: string;
  readonly title: string;
  readonly tale: string;
  readonly build: string;
  readonly server: ExchangeServer;
  readonly day: string;
  readonly fired: cast.RuleId;
  readonly settings?: { readonly policy?: boolean; readonly option?: boolean };
  readonly log?: UccForm;
  readonly options?: readonly string[];
}

/** A session in which no offline message is ever made. */
function neverOffered(plan: Plan): Story {
  const client = cast.clientProcess(plan.build, plan.server);
  const from = moment(`${plan.day}T07:00:00Z`);
  const to = later(from, 1800);
  const trace = noise(plan.id, client, { from, to, lines: 400, calls: 4 });
  return {
    id: plan.id,
    title: plan.title,
    tale: [
      plan.tale,
      'No offline message is in the bundle; the calls of Exchange in the trace are about the calendar, contacts and the history of conversations.',
    ],
    options: ['--now', `${plan.day}T09:00:00Z`, ...(plan.options ?? [])],
    files: [
      {
        path: cast.tracePath(client, 'txt'),
        bytes: ocsText(trace, { offsetMinutes: plan.log?.offsetMinutes ?? 0 }),
        modifiedAt: to,
      },
      {
        path: UCC_LOG,
        bytes: uccApiLog(signIn(client, from, plan.settings), plan.log),
        modifiedAt: later(from, 5),
      },
    ],
    messages: [],
    fired: [plan.fired],
    quiet: cast.quietBut(plan.fired),
  };
}

export function msiClient(): Story {
  return neverOffered({
    id: 'msi-client',
    title: 'A client installed from an MSI package',
    tale: 'Alice has Skype for Business 16.0.4405.1000, installed from an MSI package: offline messages are a feature of Click-to-Run alone.',
    build: '4405.1000',
    server: cast.EXCHANGE_ONLINE,
    day: '2016-07-06',
    fired: 'msi-client',
    log: { encoding: 'utf-16be-bom', lineEnd: 'crlf' },
  });
}

export function buildOld(): Story {
  return neverOffered({
    id: 'build-old',
    title: 'A client older than the feature',
    tale: 'Alice has the Click-to-Run build 16.0.6568.2036 of March 2016; offline messages need 16.0.6701.1000.',
    build: '6568.2036',
    server: cast.EXCHANGE_ONLINE,
    day: '2016-06-13',
    fired: 'build-old',
    log: { lineEnd: 'crlf' },
  });
}

export function archivingPolicyOff(): Story {
  return neverOffered({
    id: 'archiving-policy-off',
    title: 'The client policy keeps history off',
    tale: 'The client policy that Alice gets at sign-in says EnableIMAutoArchiving false; without it no offline message is offered. The logs hold the local time of Berlin.',
    build: '6965.2058',
    server: cast.EXCHANGE_2016_CU1,
    day: '2016-06-20',
    fired: 'archiving-policy-off',
    settings: { policy: false },
    log: { offsetMinutes: 120, encoding: 'windows-1252', lineEnd: 'crlf' },
    options: ['--zone', 'Europe/Berlin'],
  });
}

export function archivingUserOff(): Story {
  return neverOffered({
    id: 'archiving-user-off',
    title: 'The user has switched history off',
    tale: 'The policy allows it, but Alice has cleared the box "Save IM conversations in my email Conversation History folder": her options say imAutoArchiving false.',
    build: '6965.2058',
    server: cast.EXCHANGE_2016_CU1,
    day: '2016-06-21',
    fired: 'archiving-user-off',
    settings: { policy: true, option: false },
    log: { encoding: 'utf-8-bom' },
  });
}
