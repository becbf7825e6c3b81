import type { DecodedEvent } from './etl/index.ts';
import { hiddenArray, type OnHidden, withoutHexText } from './input/hidden-bytes.ts';
import { PRIVATE_NAMES } from './model/private-names.ts';
import type { PrivateMask } from './wire/private-mask.ts';

type Fields = NonNullable<DecodedEvent['fields']>;
type Value = Fields[string];

/** `Body`, `wszSubject`, `MessageBody`, the second of two `Body#2`: a field of this name is what somebody wrote, whatever stands in it. */
const PRIVATE_FIELD = new RegExp(
  `^(?:m_)?(?:p|psz|sz|wsz|pwsz|str|bstr)?(?:(?:message|msg|item|mail|html|text|plain)_?)*(?:${PRIVATE_NAMES.join('|')})(?:#\\d+)?$`,
  'i',
);

/** Replaces all texts in a value by those that `replace` answers, asked in their order. */
function withTexts(value: Value, replace: (text: string) => string): Value {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((one: Value) => withTexts(one, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withTexts(one, replace)]));
}

/** How what somebody wrote is taken out of the values of an event. */
interface Hiding {
  readonly token: (text: string) => string;
  readonly onHidden: OnHidden;
}

/** A value without what somebody wrote: its fields of such a name, bytes that hold text. */
function withoutPrivate(value: Value, name: string, hiding: Hiding, isInside = false): Value {
  const isPrivate = isInside || PRIVATE_FIELD.test(name);
  if (typeof value === 'string') return isPrivate ? hiding.token(value) : withoutHexText(value, hiding.onHidden);
  if (Array.isArray(value)) {
    const hidden = hiddenArray(value, isPrivate, hiding.onHidden);
    return hidden ?? value.map((one: Value) => withoutPrivate(one, name, hiding, isPrivate));
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  return Object.fromEntries(members.map(([key, one]) => [key, withoutPrivate(one, key, hiding, isPrivate)]));
}

function withFields(fields: Fields, change: (value: Value, name: string) => Value): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, change(value, name)]));
}

/** An event without what people wrote. Events must come in the order in which they are printed. */
export function maskEvent(event: DecodedEvent, mask: PrivateMask): DecodedEvent {
  const { record, how, isMisfit, fields, message, messageWith } = event;
  if (how === 'header') return event;
  if (how === 'opaque') {
    mask.tear(record);
    return event;
  }
  let isPrivate = false;
  const hidden: string[] = [];
  const hiding: Hiding = {
    token: (text) => {
      isPrivate = true;
      return mask.token(text);
    },
    onHidden: (text) => {
      isPrivate = true;
      hidden.push(text);
    },
  };
  const shown = (value: Value, name: string): Value => withoutPrivate(value, name, hiding);
  const open = fields === undefined ? undefined : withFields(fields, shown);
  // The text of hidden bytes is followed all the same: what the thread logs next may go on with it.
  const followed = [...hidden];
  let text = message;
  // What no argument took, and dumps, stand in the text as digits.
  if (how === 'formatted' || isMisfit === true) text = withoutHexText(message, (bytes) => followed.push(bytes));
  // Made anew: a value may be as short as a letter, which stands in many words.
  else if (isPrivate && messageWith !== undefined) text = messageWith(shown);
  const parts: string[] = [];
  if (open !== undefined) withFields(open, (value) => withTexts(value, (part) => `${parts.push(part)}`));
  const masked = mask.mask(text, record, parts);
  for (const one of followed) mask.mask(one, record);
  if (!isPrivate && masked.text === message && masked.parts.every((part, i) => part === parts[i])) return event;
  let next = 0;
  const { function: method, ...rest } = event;
  // A function that the text itself begins with may be a word of it.
  const isShown =
    method !== undefined && (masked.text.trimStart().startsWith(method) || !message.trimStart().startsWith(method));
  return {
    ...rest,
    message: masked.text,
    ...(open === undefined
      ? {}
      : { fields: withFields(open, (value) => withTexts(value, () => masked.parts[next++] ?? '')) }),
    ...(isShown ? { function: method } : {}),
  };
}
