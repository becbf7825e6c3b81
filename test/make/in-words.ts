import type {
  HttpRequest,
  HttpResponse,
  Observation,
  SpoolFileSeen,
  TransportFailure,
} from '../../src/model/observation.ts';
import type { Ticks } from '../../src/model/ticks.ts';
import type { TraceEvent } from './trace-event.ts';

/** A client's own wording, invented from beginning to end: not one word of it is in any public text. */
export const INVENTED_PHRASES: object = {
  phrasebook: 1,
  name: 'an invented client',
  phrases: [
    { id: 'build', observes: 'client-version', text: 'Pelican build {version} takes off' },
    { id: 'owner', observes: 'sign-in', text: 'Pelican nests at {value} now' },
    { id: 'where', observes: 'mailbox-location', text: 'Pelican fishes {value}, as the harbour says' },
    {
      id: 'kept',
      observes: 'spool-written',
      text: 'Fish {messageId} goes into pouch {spoolFile}',
      component: 'Pelican',
    },
    {
      id: 'make',
      observes: 'ews-request',
      text: "Fish {messageId} for {recipient} is flown out by {operation} as {disposition} into '{folder}', flight {requestId} via {url}",
      component: 'Pelican',
    },
    {
      id: 'make-anywhere',
      observes: 'ews-request',
      text: 'Fish {messageId} for {recipient} is flown out by {operation} as {disposition}, flight {requestId} via {url}',
      component: 'Pelican',
    },
    {
      id: 'release',
      observes: 'ews-request',
      text: 'Fish {messageId}, known as [{itemId}], is dropped by {operation}, flight {requestId} via {url}',
      component: 'Pelican',
    },
    {
      id: 'release-into',
      observes: 'ews-request',
      text: "Fish {messageId}, known as [{itemId}], is dropped by {operation} into '{folder}', flight {requestId} via {url}",
      component: 'Pelican',
    },
    {
      id: 'release-as',
      observes: 'ews-request',
      text: 'Fish {messageId}, known as [{itemId}], is dropped by {operation} as {disposition}, flight {requestId} via {url}',
      component: 'Pelican',
    },
    {
      id: 'other',
      observes: 'ews-request',
      text: 'Plain flight {requestId} for {operation} via {url}',
      component: 'Pelican',
    },
    {
      id: 'landed-with-item',
      observes: 'ews-response',
      text: 'Flight {requestId} of {operation} landed: {status} {responseCode}, [{itemId}]',
    },
    {
      id: 'landed',
      observes: 'ews-response',
      text: 'Flight {requestId} of {operation} landed: {status} {responseCode}.',
    },
    { id: 'turned-back', observes: 'ews-response', text: 'Flight {requestId} turned back with {status}' },
    { id: 'lost', observes: 'ews-failed', text: 'Flight lost over water: {errorCode}' },
  ],
};

/** What the invented client calls its messages: by what they say and to whom, by the ids of calls, by items. */
class Names {
  readonly #names = new Map<string, string>();

  of(...keys: readonly string[]): string | undefined {
    const key = keys.find((one) => this.#names.has(one));
    return key === undefined ? undefined : this.#names.get(key);
  }

  name(...keys: readonly string[]): string {
    const name = this.of(...keys) ?? `P-${this.#names.size + 1001}`;
    for (const key of keys) this.#names.set(key, name);
    return name;
  }
}

function contentOf(people: readonly string[], bodyHash: string | undefined): string {
  return `${people.toSorted().join(' ')} ${bodyHash}`;
}

function idOf(ids: readonly string[]): string {
  return ids[0] ?? 'none';
}

function requestText(one: HttpRequest, names: Names): string {
  const { operation = 'GetItem', requestIds, items, itemIds, disposition, folder, url } = one;
  const flight = `flight ${idOf(requestIds)} via ${url}`;
  const where = folder?.distinguished === undefined ? '' : ` into '${folder.distinguished}'`;
  const [item] = items;
  if (item !== undefined && item.recipients.length > 0 && disposition !== undefined) {
    const id = names.name(contentOf(item.recipients, item.bodyHash));
    names.name(contentOf(item.recipients, item.bodyHash), `call ${idOf(requestIds)}`);
    return `Fish ${id} for ${item.recipients.join('; ')} is flown out by ${operation} as ${disposition}${where}, ${flight}`;
  }
  const name = names.of(...itemIds.map((itemId) => `item ${itemId}`));
  if (name === undefined) return `Plain flight ${idOf(requestIds)} for ${operation} via ${url}`;
  names.name(`item ${itemIds[0]}`, `call ${idOf(requestIds)}`);
  const how = disposition === undefined ? '' : ` as ${disposition}`;
  return `Fish ${name}, known as [${itemIds[0]}], is dropped by ${operation}${how || where}, ${flight}`;
}

function responseText({ requestIds, operation, status, answers, fault }: HttpResponse, names: Names): string {
  const [answer] = fault === undefined ? answers : [fault];
  const flight = `Flight ${idOf(requestIds)}`;
  if (answer?.responseCode === undefined) return `${flight} turned back with ${status}`;
  const [itemId] = answer.itemIds;
  const name = names.of(`call ${idOf(requestIds)}`);
  if (itemId !== undefined && name !== undefined) names.name(`call ${idOf(requestIds)}`, `item ${itemId}`);
  const landed = `${flight} of ${operation ?? 'CreateItem'} landed: ${status} ${answer.innerResponseCode ?? answer.responseCode}`;
  return itemId === undefined ? `${landed}.` : `${landed}, [${itemId}]`;
}

function fileText(file: SpoolFileSeen, names: Names): string {
  const id = names.name(contentOf(file.participants, file.bodyHash));
  return `Fish ${id} goes into pouch C:\\Users\\alice\\History Spooler\\${file.file}`;
}

type Spoken = HttpRequest | HttpResponse | TransportFailure | SpoolFileSeen;

/** What the invented client writes where another wrote the text of its calls; undefined for what is no call to Exchange. */
class InventedClient {
  readonly #names = new Names();
  readonly #flights = new Set<string>();

  /** To be asked in order of time. */
  textOf(one: Spoken): string | undefined {
    switch (one.kind) {
      case 'http-request':
        if (!one.isEws) return undefined;
        for (const id of one.requestIds) this.#flights.add(id);
        return requestText(one, this.#names);
      case 'http-response':
        return one.requestIds.some((id) => this.#flights.has(id)) ? responseText(one, this.#names) : undefined;
      case 'transport-failure':
        return `Flight lost over water: ${one.code}`;
      case 'spool-file':
        if (!one.saysMissed) return undefined;
        return fileText(one, this.#names);
    }
  }
}

interface Client {
  readonly version?: string;
  readonly user?: string;
  readonly mailbox?: string;
}

function isSpoken(one: Observation): one is Spoken {
  return ['http-request', 'http-response', 'transport-failure', 'spool-file'].includes(one.kind);
}

/** A line of the invented client. */
export function pelican(at: Ticks, pid: number, tid: number, text: string): TraceEvent {
  return { at, pid, tid, level: 'TL_INFO', component: 'Pelican', function: 'CPelican::Log', text };
}

/** What it says of itself when it starts. */
export function takeOff(at: Ticks, pid: number, { version, user, mailbox }: Client): readonly TraceEvent[] {
  const texts = [
    version && `Pelican build ${version} takes off`,
    user && `Pelican nests at ${user} now`,
    mailbox && `Pelican fishes ${mailbox}, as the harbour says`,
  ];
  return texts.flatMap((text) => (text ? [pelican(at, pid, 0x0d00, text)] : []));
}

function momentOf(one: Spoken): Ticks | undefined {
  return one.kind === 'spool-file' ? one.writtenAt : one.at;
}

/** All lines of the invented client that tell what observations, in order of time, tell. */
export function inWords(observations: readonly Observation[], pid: number): readonly TraceEvent[] {
  const client = new InventedClient();
  const spoken = observations.filter(isSpoken).toSorted((a, b) => (momentOf(a) ?? 0) - (momentOf(b) ?? 0));
  return spoken.flatMap((one) => {
    const [at, text] = [momentOf(one), client.textOf(one)];
    return at === undefined || text === undefined ? [] : [pelican(at, one.pid ?? pid, one.tid ?? 0x0d04, text)];
  });
}
