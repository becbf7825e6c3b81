// XML of `wevtutil qe trace.etl /lf:true /f:XML` (https://learn.microsoft.com/windows-server/administration/windows-commands/wevtutil),
// with /f:RenderedXml also the message in words, and of "Save all events as" in Event Viewer:
//   <Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='…'/><EventID Qualifiers='0'>1000</EventID>
//   … <TimeCreated SystemTime='2016-01-28T20:33:27.990735300Z'/><EventRecordID>42</EventRecordID> … </System> … </Event>
// Quotes are single, an event is a line, and times are UTC. A root is there only with /e:Events, a declaration only from Event Viewer.
import { eventBoundary, isNewestFirst, readEvents } from './event-reader.ts';
import { eventWriter } from './event-root.ts';
import type { Format } from './format.ts';

export const wevtutilXml: Format = {
  id: 'wevtutil-xml',
  title: 'XML of wevtutil or Event Viewer (wevtutil qe trace.etl /lf:true /f:XML)',
  sniff: (head) => eventWriter(head.text) === 'wevtutil',
  read: (source, context) => readEvents(source, context, 'UTC'),
  boundary: eventBoundary,
  isReversed: (head) => isNewestFirst(head.text),
};
