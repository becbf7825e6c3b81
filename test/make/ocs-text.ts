import { wallClock } from './clock.ts';
import { encodeText, type TextForm } from './encode.ts';
import { byTime, type TraceEvent } from './trace-event.ts';

export interface OcsTextForm extends TextForm {
  /** `ocs`: the number of the CPU in brackets, local time. `cls`: `pool\machine` and a correlation number, UTC. */
  readonly flavour?: 'ocs' | 'cls';
  readonly offsetMinutes?: number;
}

function hex4(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}

function sourceFile(event: TraceEvent): string {
  const type = event.function.split('::', 1)[0] ?? 'Main';
  return `${type.replace(/^C/, '')}.cpp(${100 + ((event.function.length * 37) % 900)})`;
}

/**
 * `TL_INFO(TF_COMPONENT) [0]1BD4.0D0C::06/08/2016-09:15:00.101.00005386 (Component,Class::Method:File.cpp(125))text`
 */
function ocsLine(event: TraceEvent, sequence: number, form: OcsTextForm): string {
  const isCls = form.flavour === 'cls';
  const clock = wallClock(event.at, isCls ? 0 : (form.offsetMinutes ?? 0));
  const where = isCls ? 'fe01\\fe01.contoso.com' : String(event.tid % 4);
  const time = `${clock.month}/${clock.day}/${clock.year}-${clock.hour}:${clock.minute}:${clock.second}.${clock.fraction.slice(0, 3)}`;
  const number = sequence.toString(16).padStart(8, '0');
  const correlation = isCls ? ` [${1_000_000 + event.tid * 31}] ` : '';
  const flags = event.level === 'TL_ERROR' ? 'TF_DIAG' : 'TF_COMPONENT';
  return `${event.level}(${flags}) [${where}]${hex4(event.pid)}.${hex4(event.tid)}::${time}.${isCls ? number.toUpperCase() : number} (${event.component},${event.function}:${sourceFile(event)})${correlation}${event.text}\n`;
}

/** A file as OCSLogger or CLSLogger writes it: one prefix a record, its further lines without one. */
export function ocsText(events: readonly TraceEvent[], form: OcsTextForm = {}): Buffer {
  const lines = byTime(events).map((event, i) => ocsLine(event, 0x5300 + i, form));
  return encodeText(lines.join(''), form);
}
