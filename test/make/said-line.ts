import { moment } from './clock.ts';
import type { TraceEvent } from './trace-event.ts';

/** Something that a component of the client says. */
export function saidLine(text: string): TraceEvent {
  return {
    at: moment('2016-06-08T09:15:00Z'),
    pid: 7124,
    tid: 0x0d0c,
    level: 'TL_INFO',
    component: 'Oim',
    function: 'COim::Log',
    text,
  };
}
