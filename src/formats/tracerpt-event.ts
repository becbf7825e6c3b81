import { harvestHex, harvestMessage } from '../input/harvest.ts';
import { childOf, type EventNode, leafTexts, textOf } from './event-node.ts';

/** Process or thread that does not apply: 0xFFFFFFFF. */
const NO_ID = 4_294_967_295;

export function idOf(text: string | undefined): number | undefined {
  const id = text === undefined ? Number.NaN : Number(text);
  return Number.isInteger(id) && id >= 0 && id < NO_ID ? id : undefined;
}

function hexOf(event: EventNode): string {
  const binary = childOf(event, 'BinaryEventData');
  return textOf(binary ?? childOf(childOf(event, 'ProcessingErrorData'), 'EventPayload'));
}

/** Texts of the data of an event; of bytes that are more than its schema has, what they hold. */
function dataTexts(node: EventNode | undefined): readonly string[] {
  if (node?.attributes.Name !== 'win:ExtraPayload') {
    const elements = node?.children.filter((child): child is EventNode => typeof child === 'object') ?? [];
    return elements.length > 0 ? elements.flatMap(dataTexts) : leafTexts(node);
  }
  const text = textOf(node);
  return /[^0-9A-Fa-f\s]/.test(text) ? [text] : [harvestMessage(harvestHex(text))].filter((found) => found !== '');
}

/** All text of an event as one message; several items are joined by a space. */
export function messageOf(event: EventNode): string {
  const debug = childOf(event, 'DebugData');
  if (debug !== undefined) return textOf(childOf(debug, 'Message'));
  const payload = hexOf(event);
  if (payload !== '') return harvestMessage(harvestHex(payload));
  const data = childOf(event, 'EventData') ?? childOf(event, 'UserData') ?? childOf(event, 'Data');
  const items = dataTexts(data).join(' ');
  const rendered = textOf(childOf(childOf(event, 'RenderingInfo'), 'Message'));
  // A rendered message holds the data and the words around them.
  return rendered.length >= items.length ? rendered : items;
}

export interface EventIdentity {
  readonly pid?: number;
  readonly tid?: number;
  readonly component?: string;
  readonly function?: string;
}

export function identityOf(event: EventNode): EventIdentity {
  const system = childOf(event, 'System');
  const execution = childOf(system, 'Execution');
  const pid = idOf(execution?.attributes.ProcessID);
  const tid = idOf(execution?.attributes.ThreadID);
  const debug = childOf(event, 'DebugData');
  const provider = childOf(system, 'Provider')?.attributes;
  const component = textOf(childOf(debug, 'Component')).trim() || (provider?.Name ?? provider?.Guid ?? '').trim();
  const method = textOf(childOf(debug, 'Function')).trim();
  return {
    ...(pid === undefined ? {} : { pid }),
    ...(tid === undefined ? {} : { tid }),
    ...(component === '' ? {} : { component }),
    ...(method === '' ? {} : { function: method }),
  };
}
