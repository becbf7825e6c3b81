import type { SettingSeen } from '../model/observation.ts';
import { decodeReferences } from '../model/xml-text.ts';

/** `<property name="EnableServerConversationHistory">true</property>`, or `Property[ … ] = true` as UCMA prints it. */
const PROPERTY = /<property\s+name\s*=\s*"EnableServerConversationHistory"[^<>]{0,300}>\s*(true|false|1|0)\s*</i;
const PROPERTY_LINE = /\bProperty\[\s*EnableServerConversationHistory\s*\]\s*=\s*(true|false|1|0)\b/i;

export interface InBandSetting {
  readonly name: SettingSeen['name'];
  readonly value: string;
}

/** Switches of the in-band provisioning ([MS-SIPREGE] 2.2.2.5) other than those that are facts of the environment. */
export function inBandSettings(text: string): readonly InBandSetting[] {
  if (!/serverconversationhistory/i.test(text)) return [];
  const plain = text.includes('&lt;') ? decodeReferences(text) : text;
  const value = PROPERTY.exec(plain)?.[1] ?? PROPERTY_LINE.exec(plain)?.[1];
  return value === undefined ? [] : [{ name: 'EnableServerConversationHistory', value }];
}
