import type { Channel } from '../model/installation.ts';
import type { Observation, SettingSeen } from '../model/observation.ts';
import type { TraceRecord } from '../model/record.ts';
import { addressOf, booleanOf, observedOn, propertiesOf, versionIn } from './property-lines.ts';

const LYNC_KEY = /\\software\\(?:wow6432node\\)?(policies\\)?microsoft\\office\\16\.0\\lync$/i;
const CLICK_TO_RUN_KEY = /\\software\\(?:wow6432node\\)?microsoft\\office\\clicktorun\\configuration$/i;
const UPDATE_POLICY_KEY = /\\software\\policies\\microsoft\\office\\16\.0\\common\\officeupdate$/i;

/** https://learn.microsoft.com/microsoft-365-apps/deploy (channels by their CDN URL), with the names of 2016. */
const CHANNELS_BY_ID: ReadonlyMap<string, Channel> = new Map([
  ['492350f6-3a01-4f97-b9c0-c7c6ddf67d60', 'current'],
  ['b8f9b850-328d-4355-9145-c59439a0c4cf', 'first-release-deferred'],
  ['7ffbc6bf-bc32-4f92-8982-f9dd17fd3114', 'deferred'],
]);
/** Values of the group policy "Update channel", in its first and second spelling. */
const CHANNELS_BY_NAME: ReadonlyMap<string, Channel> = new Map([
  ['current', 'current'],
  ['firstreleasedeferred', 'first-release-deferred'],
  ['validation', 'first-release-deferred'],
  ['deferred', 'deferred'],
  ['business', 'deferred'],
]);

/** Under the policy keys alone; that the first two are read from there by the client is assumed. */
const POLICY_SETTINGS: readonly SettingSeen['name'][] = ['DisableSavingIM', 'AllowAdalForNonLyncIndependentOfLync'];
const SETTINGS: readonly SettingSeen['name'][] = [
  'EnableTracing',
  'TracingLevel',
  'AllowAdalForNonLyncIndependentOfLync',
];
/** The name in band, and that of the policy of Communicator; that the client of 2016 reads either is assumed. */
const ARCHIVING_VALUES: readonly string[] = ['EnableIMAutoArchiving', 'IMAutoArchivingPolicy'];
const USER_VALUES: readonly string[] = ['ServerSipUri', 'UserName'];
/** The one that tells the channel updates now come from stands first. */
const CHANNEL_VALUES: readonly string[] = ['UpdateChannel', 'CDNBaseUrl', 'UpdateBranch'];
/** Version of the installed release; ClientVersionToReport is that of the tool that updates it. */
const VERSION_VALUE = 'VersionToReport';

type Values = ReadonlyMap<string, string>;

function settingsOf(
  record: TraceRecord,
  values: Values,
  names: readonly SettingSeen['name'][],
  origin: SettingSeen['origin'],
): readonly Observation[] {
  return names.flatMap((name): readonly Observation[] => {
    const value = values.get(name.toLowerCase()) ?? '';
    return value === '' ? [] : [{ kind: 'setting', ...observedOn(record, name), name, value, origin }];
  });
}

function lyncPolicies(record: TraceRecord, values: Values, isMachine: boolean): readonly Observation[] {
  const origin = isMachine ? 'machine-policy' : 'user-policy';
  const policies = ARCHIVING_VALUES.flatMap((property): readonly Observation[] => {
    const value = booleanOf(values.get(property.toLowerCase()));
    if (value === undefined) return [];
    return [{ kind: 'policy', ...observedOn(record, property), name: 'EnableIMAutoArchiving', value, origin }];
  });
  return [...policies, ...settingsOf(record, values, POLICY_SETTINGS, origin)];
}

function lyncOptions(record: TraceRecord, values: Values): readonly Observation[] {
  for (const name of USER_VALUES) {
    const address = addressOf(values.get(name.toLowerCase()));
    if (address === undefined) continue;
    const user: Observation = { kind: 'user', ...observedOn(record, name), address, origin: 'registry' };
    return [user, ...settingsOf(record, values, SETTINGS, 'user-option')];
  }
  return settingsOf(record, values, SETTINGS, 'user-option');
}

function channelOf(record: TraceRecord, values: Values): readonly Observation[] {
  for (const name of CHANNEL_VALUES) {
    const text = (values.get(name.toLowerCase()) ?? '').toLowerCase();
    const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text)?.[0] ?? '';
    const value = CHANNELS_BY_ID.get(id) ?? CHANNELS_BY_NAME.get(text);
    if (value !== undefined) return [{ kind: 'channel', ...observedOn(record, name), value }];
    // A channel that is none of the three, or an URL of the organisation's own: the other values may be out of date.
    if (id !== '') return [];
  }
  return [];
}

/** What Click-to-Run wrote down: that it is there is what tells the kind of installation. */
function clickToRun(record: TraceRecord, values: Values): readonly Observation[] {
  const channel = channelOf(record, values);
  const version = versionIn(values.get(VERSION_VALUE.toLowerCase()));
  if (version === undefined) return channel;
  const seen = observedOn(record, VERSION_VALUE);
  return [
    ...channel,
    { kind: 'client-version', ...seen, version, origin: 'configuration' },
    { kind: 'install-type', ...seen, value: 'click-to-run' },
  ];
}

/** One key of the registry. */
export function observeRegistryKey(record: TraceRecord): readonly Observation[] {
  const [key = ''] = record.message.split('\n', 1);
  if (CLICK_TO_RUN_KEY.test(key)) return clickToRun(record, propertiesOf(record));
  if (UPDATE_POLICY_KEY.test(key)) return channelOf(record, propertiesOf(record));
  const lync = LYNC_KEY.exec(key);
  if (lync === null) return [];
  const values = propertiesOf(record);
  if (lync[1] === undefined) return lyncOptions(record, values);
  return lyncPolicies(record, values, /^HKEY_LOCAL_MACHINE\\/i.test(key));
}
