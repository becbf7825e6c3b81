// XML of `tracerpt Lync-….etl -of XML` (https://learn.microsoft.com/windows-server/administration/windows-commands/tracerpt_1):
//   <Events>
//   <Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">
//   	<System> … <TimeCreated SystemTime="2017-10-23T00:14:51.799606500+0159" /> … </System>
//   	<DebugData> … <Component>…</Component> … <Message>text, escaped</Message></DebugData>
// No XML declaration, CR LF, non-ASCII text as references. With -rts: <TimeCreated RawTime="131531840917996065" />.
import { eventBoundary, isNewestFirst, readEvents } from './event-reader.ts';
import { eventWriter } from './event-root.ts';
import type { Format } from './format.ts';

export const tracerptXml: Format = {
  id: 'tracerpt-xml',
  title: 'XML of tracerpt (tracerpt trace.etl -of XML)',
  sniff: (head) => eventWriter(head.text) === 'tracerpt',
  read: (source, context) => readEvents(source, context),
  boundary: eventBoundary,
  isReversed: (head) => isNewestFirst(head.text),
};
