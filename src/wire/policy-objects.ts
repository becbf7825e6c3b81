import type { Observation, PolicySeen, SettingSeen } from '../model/observation.ts';
import type { TraceRecord } from '../model/record.ts';
import { booleanOf, observedOn, propertiesOf } from './property-lines.ts';

const POLICIES: ReadonlyArray<readonly [string, PolicySeen['name']]> = [
  ['EnableOfflineIm', 'EnableOfflineIM'],
  ['EnableIMAutoArchiving', 'EnableIMAutoArchiving'],
];
/** An entry of the policy, as lists print it: `{Name=AllowAdalForNonLyncIndependentOfLync,Value=True}`. */
const ADAL = 'AllowAdalForNonLyncIndependentOfLync';
const ADAL_ENTRY = new RegExp(`\\bName=${ADAL}[,;]\\s?Value=(\\w{1,20})`, 'i');
const SETTINGS: readonly SettingSeen['name'][] = ['DisableSavingIM', 'EnableServerConversationHistory'];

/** One object of Get-CsImConfiguration, Get-CsClientPolicy or Get-CsConversationHistoryConfiguration. A value left empty tells nothing. */
export function observePolicyObject(record: TraceRecord): readonly Observation[] {
  const properties = propertiesOf(record);
  const identity = properties.get('identity');
  const policies = POLICIES.flatMap(([property, name]): readonly PolicySeen[] => {
    const value = booleanOf(properties.get(property.toLowerCase()));
    if (value === undefined) return [];
    const whose = identity === undefined || identity === '' ? {} : { identity };
    return [{ kind: 'policy', ...observedOn(record, property), name, value, origin: 'companion', ...whose }];
  });
  const settings = SETTINGS.flatMap((name): readonly SettingSeen[] => {
    const value = properties.get(name.toLowerCase()) ?? '';
    return value === '' ? [] : [{ kind: 'setting', ...observedOn(record, name), name, value, origin: 'companion' }];
  });
  const adal = ADAL_ENTRY.exec(properties.get('policyentry') ?? '')?.[1];
  const entries: readonly SettingSeen[] =
    adal === undefined
      ? []
      : [{ kind: 'setting', ...observedOn(record, 'PolicyEntry'), name: ADAL, value: adal, origin: 'companion' }];
  return [...policies, ...settings, ...entries];
}
