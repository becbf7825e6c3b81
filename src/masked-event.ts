import type { DecodedEvent } from './etl/index.ts';
import { PRIVATE_NAMES } from './model/private-names.ts';
import type { PrivateMask } from './wire/private-mask.ts';

type Fields = NonNullable<DecodedEvent['fields']>;
type Value = Fields[string];

/** `Body`, `wszSubject`: a field of this name is what somebody wrote, whatever stands in it. */
const PRIVATE_FIELD = new RegExp(`^(?:p|psz|sz|wsz|pwsz|str|bstr|m_)?(?:${PRIVATE_NAMES.join('|')})$`, 'i');

/** Replaces all texts in a value by those that `replace` answers, asked in their order. */
function withTexts(name: string, value: Value, replace: (text: string, name: string) => string): Value {
  if (typeof value === 'string') return replace(value, name);
  if (Array.isArray(value)) return value.map((one: Value) => withTexts(name, one, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withTexts(key, one, replace)]));
}

function withFieldTexts(fields: Fields, replace: (text: string, name: string) => string): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, withTexts(name, value, replace)]));
}

/** An event without what people wrote. Events must come in the order in which they are printed. */
export function maskEvent(event: DecodedEvent, mask: PrivateMask): DecodedEvent {
  const { record, how, fields, message } = event;
  if (how === 'header') return event;
  if (how === 'opaque') {
    mask.tear(record);
    return event;
  }
  let text = message;
  const open =
    fields === undefined
      ? undefined
      : withFieldTexts(fields, (part, name) => {
          if (!PRIVATE_FIELD.test(name) || part === '') return part;
          const token = mask.token(part);
          text = text.replaceAll(part, token);
          return token;
        });
  const parts: string[] = [];
  if (open !== undefined) withFieldTexts(open, (part) => `${parts.push(part)}`);
  const masked = mask.mask(text, record, parts);
  if (masked.text === message && masked.parts.every((part, i) => part === parts[i]) && text === message) return event;
  let next = 0;
  const { function: method, ...rest } = event;
  // A function that the text itself begins with may be a word of it.
  const isShown =
    method !== undefined && (masked.text.trimStart().startsWith(method) || !message.trimStart().startsWith(method));
  return {
    ...rest,
    message: masked.text,
    ...(open === undefined ? {} : { fields: withFieldTexts(open, () => masked.parts[next++] ?? '') }),
    ...(isShown ? { function: method } : {}),
  };
}
