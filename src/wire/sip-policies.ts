import type { Observed, PolicySeen } from '../model/observation.ts';
import { placeOf, type TraceRecord } from '../model/record.ts';
import type { Ref } from '../model/ref.ts';
import { decodeReferences } from '../model/xml-text.ts';
import { cite } from './cite.ts';
import { booleanOf } from './property-lines.ts';

/** `<property name="EnableIMAutoArchiving" >false</property>`; the blank is real, as is an xmlns behind the name. */
const PROPERTY = /<property\s+name\s*=\s*"([^"]{1,80})"[^<>]{0,300}>\s*([^<]{0,200}?)\s*<\/property>/gi;
/** The same as UCMA prints it: `Property[ enableimautoarchiving ] = false`. */
const PROPERTY_LINE = /\bProperty\[\s*(\w{1,80})\s*\]\s*=\s*(\S{1,200})/gi;
/** User option of the roaming category otherOptions; its element may have a prefix. */
const USER_OPTION = /<(?:[\w.-]+:)?imAutoArchiving>\s*(true|false|1|0)\s*</i;
/** The element form some servers use for the switch of Set-CsImConfiguration. */
const OFFLINE_ELEMENT = /<(?:[\w.-]+:)?(enable_?offline_?im)>\s*(true|false|1|0)\s*</i;
const OFFLINE_NAME = /offline_?im|offlineinstant/i;

const ANY_POLICY = /autoarchiving|offline/i;

/** How a record is cited. */
export type Cite = (record: TraceRecord, needle: string) => Ref;

export function observedOf(record: TraceRecord, needle: string, citeAs: Cite = cite): Observed {
  return {
    source: record.source,
    offset: placeOf(record),
    evidence: [citeAs(record, needle)],
    ...(record.at === undefined ? {} : { at: record.at }),
    ...(record.pid === undefined ? {} : { pid: record.pid }),
    ...(record.tid === undefined ? {} : { tid: record.tid }),
  };
}

/** The switch that a property of the in-band provisioning stands for. */
export function policyName(property: string): PolicySeen['name'] | undefined {
  const lower = property.toLowerCase();
  if (lower === 'enableimautoarchiving') return 'EnableIMAutoArchiving';
  // The wire name of the switch is in no public text: any property that names offline IM is taken for it.
  return OFFLINE_NAME.test(lower) ? 'EnableOfflineIM' : undefined;
}

/** In-band provisioning ([MS-SIPREGE] 2.2.2.5.6) and the user's own archiving option, in either encoding. */
export function observePolicies(
  record: TraceRecord,
  message: string = record.message,
  citeAs: Cite = cite,
): readonly PolicySeen[] {
  // Most records speak of no policy: one quick look spares them four patterns.
  if (!ANY_POLICY.test(message)) return [];
  const text = /&lt;\/?(?:property|imAutoArchiving)/i.test(message) ? decodeReferences(message) : message;
  const found: PolicySeen[] = [];
  const add = (name: PolicySeen['name'], value: string, origin: PolicySeen['origin'], needle: string): void => {
    const flag = booleanOf(value);
    if (flag === undefined) return;
    found.push({ kind: 'policy', ...observedOf(record, needle, citeAs), name, value: flag, origin });
  };
  for (const pattern of [PROPERTY, PROPERTY_LINE]) {
    for (const [, property = '', value = ''] of text.matchAll(pattern)) {
      const name = policyName(property);
      if (name !== undefined) add(name, value, 'in-band', property);
    }
  }
  const option = USER_OPTION.exec(text);
  if (option !== null) add('imAutoArchiving', option[1] ?? '', 'user-option', 'imAutoArchiving');
  const offline = OFFLINE_ELEMENT.exec(text);
  if (offline !== null) add('EnableOfflineIM', offline[2] ?? '', 'in-band', offline[1] ?? '');
  return found;
}
