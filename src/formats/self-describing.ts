import { ticksFromIso } from '../model/ticks.ts';
import type { Body } from './line-grammar.ts';

/** Stands in every such event. */
export const DATA_MARK = '"meta"';

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // No JSON, or cut: it is read as plain text.
  }
}

/** Texts of all members but `meta`, in their order. Without recursion: JSON may nest deeper than the stack. */
function valueTexts(event: Readonly<Record<string, unknown>>): readonly string[] {
  const texts: string[] = [];
  const members = Object.entries(event).filter(([name]) => name !== 'meta');
  const left: unknown[] = members.map(([, value]) => value).reverse();
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'object' && value !== null) {
      const inner: unknown[] = Object.values(value);
      for (let i = inner.length - 1; i >= 0; i--) left.push(inner[i]);
    } else if (value !== null && value !== '') texts.push(String(value));
  }
  return texts;
}

/**
 * An event that describes itself (TraceLogging) is written as JSON:
 *   {"url":"https://…","status":200,"meta":{"provider":"Contoso.Client","event":"Request","time":"2016-06-08T09:15:00.1010000Z"}}
 * Its message is the text of its values, as that of an event of tracerpt is.
 */
export function selfDescribingBody(message: string): Body | undefined {
  if (!message.trimStart().startsWith('{') || !message.includes(DATA_MARK)) return undefined;
  const event = parsed(message);
  if (!isObject(event) || !isObject(event.meta)) return undefined;
  const { provider, time, event: name } = event.meta;
  const texts = valueTexts(event);
  const at = typeof time === 'string' ? ticksFromIso(time) : undefined;
  return {
    message: texts.length > 0 ? texts.join(' ') : typeof name === 'string' ? name : '',
    ...(typeof provider === 'string' && provider !== '' ? { component: provider } : {}),
    ...(at === undefined ? {} : { at }),
  };
}
