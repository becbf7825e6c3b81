import type { ExchangeLinkSeen, Observation } from '../model/observation.ts';
import type { TraceRecord } from '../model/record.ts';
import { withoutSubject } from './private-text.ts';
import { addressOf, booleanOf, observedOn, propertiesOf, versionIn } from './property-lines.ts';

/** States in the words of KB3026442, KB2833618 and KB2787614; MAPI has no state but its own two. */
const STATES: ReadonlyArray<readonly [RegExp, ExchangeLinkSeen['state']]> = [
  [/\bstatus ok\b/i, 'ok'],
  [/\bnot deployed\b/i, 'not-deployed'],
  [/\bnot fully initialized\b/i, 'not-initialized'],
  [/\bunavailable\b/i, 'unavailable'],
];

/** What words say of the way to Exchange; `other` for those that are in no public text. */
export function linkStateOf(words: string): ExchangeLinkSeen['state'] {
  return STATES.find(([known]) => known.test(words))?.[1] ?? 'other';
}

/** Rows with the version of the client and the address of the user; that there are such rows is assumed. */
const VERSION_ROWS: readonly string[] = ['Lync Version', 'Skype for Business Version', 'Client Version'];
const USER_ROWS: readonly string[] = ['Server SIP URI', 'User SIP address'];

function links(record: TraceRecord, rows: ReadonlyMap<string, string>): readonly ExchangeLinkSeen[] {
  return (['ews', 'mapi'] as const).flatMap((service): readonly ExchangeLinkSeen[] => {
    const name = `${service.toUpperCase()} Information`;
    const text = rows.get(name.toLowerCase()) ?? '';
    if (text === '') return [];
    return [{ kind: 'exchange-link', ...observedOn(record, name), service, state: linkStateOf(text) }];
  });
}

function urls(record: TraceRecord, rows: ReadonlyMap<string, string>): readonly Observation[] {
  const isInside = booleanOf(rows.get('inside user status'));
  return (['Internal', 'External'] as const).flatMap((side): readonly Observation[] => {
    const name = `EWS ${side} URL`;
    const url = rows.get(name.toLowerCase()) ?? '';
    const host = /^https?:\/\/([^\s/?#:]{1,255})/i.exec(url)?.[1];
    if (host === undefined) return [];
    const seen = observedOn(record, name);
    const isInUse = isInside === undefined || isInside === (side === 'Internal');
    return [
      { kind: 'ews-url', ...seen, url: withoutSubject(url), isInUse },
      ...(isInUse ? [{ kind: 'mailbox-signal', ...seen, signal: 'ews-host', value: host } as const] : []),
    ];
  });
}

/** The client's Configuration Information, pasted as text. */
export function observeConfiguration(record: TraceRecord): readonly Observation[] {
  const rows = propertiesOf(record);
  const found: Observation[] = [...links(record, rows), ...urls(record, rows)];
  for (const name of VERSION_ROWS) {
    const version = versionIn(rows.get(name.toLowerCase()));
    if (version === undefined) continue;
    found.push({ kind: 'client-version', ...observedOn(record, name), version, origin: 'configuration' });
  }
  for (const name of USER_ROWS) {
    const address = addressOf(rows.get(name.toLowerCase()));
    if (address === undefined) continue;
    found.push({ kind: 'user', ...observedOn(record, name), address, origin: 'configuration' });
  }
  return found;
}
