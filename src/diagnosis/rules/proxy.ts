import { callsEndSo, explainedBy, waits } from '../call-ends.ts';
import { endsAtProxy, endsAtStatedProxy, mayBeOfProxy } from '../call-matches.ts';
import { collect } from '../collect.ts';
import { anyOf } from '../conditions.ts';
import { autodiscoverEndsSo } from '../link-conditions.ts';
import { remembered } from '../remembered.ts';
import type { Case, EnvironmentRule } from '../rule.ts';

/** Where the client asks for the address of EWS the proxy may stand in the way as well, and what it refuses is not "not deployed". */
const autodiscoverStopped = autodiscoverEndsSo('a proxy answers in the place of autodiscover', endsAtStatedProxy);

const isStoppedEarly = remembered((subject: Case): boolean => autodiscoverStopped.ask(subject).holds === 'yes');

/**
 * Source: KB2298541 (a proxy or firewall in the way of EWS); WinHTTP error messages. A connection that does not come about
 * may have other reasons, so that it alone stops at possible.
 */
export const proxy: EnvironmentRule = {
  id: 'proxy',
  rootCause: 'RC-12',
  scope: 'environment',
  severity: 'error',
  restsOn: ['data'],
  title: 'A proxy, a firewall or the network keeps the client from Exchange Web Services',
  why: 'The calls do not reach Exchange, so that offline messages fail or wait, and the user may be asked for credentials again and again.',
  fix: [
    'See which proxy the PC uses: netsh winhttp show proxy; reg query "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings"',
    'Look the EWS host up and try its port: Test-NetConnection -ComputerName <server> -Port 443',
    'Let the EWS and autodiscover hosts go past the proxy: Internet Options > Connections > LAN settings > Advanced > Exceptions, or return "DIRECT" for them in the PAC file',
    'If the PC needs no proxy, clear "Automatically detect settings" in the LAN settings.',
    'On the proxy or firewall, allow /EWS and /autodiscover without authentication of its own.',
  ],
  references: [
    'https://support.microsoft.com/kb/2298541',
    'https://learn.microsoft.com/en-us/windows/win32/winhttp/error-messages',
  ],
  mistakenFor: [
    { rule: 'tls-cert', how: 'There the connection comes about, and TLS fails: 12037, 12038, 12045, 12175.' },
    { rule: 'ews-timeout', how: 'There the connection stands, and Exchange does not answer in time: 12002.' },
    { rule: 'auth-401', how: 'Exchange refuses with 401, a proxy with 407.' },
    {
      rule: 'ews-blocked',
      how: 'Exchange puts headers of its own beside its 403, such as X-FEServer or request-id; the page of a proxy has none of them.',
    },
    { rule: 'ews-not-deployed', how: 'There autodiscover is answered, with errors, or its name does not exist.' },
  ],
  collect: [collect.proxy, collect.trace, collect.secondNetwork],
  when: [
    anyOf(
      'the way to Exchange is closed',
      callsEndSo(
        'calls to Exchange end on the way',
        'a final HTTP 407, an answer of a proxy or a redirect to another host in the place of Exchange, or an error of the proxy or of the connection',
        endsAtProxy,
        mayBeOfProxy,
      ),
      autodiscoverStopped,
    ),
  ],
  explains: (life, subject) => explainedBy(endsAtProxy)(life, subject) || (waits(life) && isStoppedEarly(subject)),
};
