import type { TraceSummary } from '../index.ts';
import { listing } from './listing.ts';

function share(part: number, all: number): string {
  return all === 0 ? '' : ` (${((100 * part) / all).toFixed(1)} %)`;
}

function section(title: string, text: string): readonly string[] {
  return text.trim() === ''
    ? []
    : [
        '',
        title,
        ...text
          .trimEnd()
          .split('\n')
          .map((line) => `  ${line}`),
      ];
}

function table(rows: readonly (readonly string[])[]): string {
  return rows.length < 2 ? '' : listing('table', rows, (row) => row);
}

/** The facts of the file itself, a line each. */
function facts(summary: TraceSummary): string {
  const { from, to, startedAt, stoppedAt, records, undecoded, eventsLost, buffersLost, pointerSize } = summary;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Bytes', `${summary.bytes} in ${summary.buffers} buffers, ${summary.compressedBuffers} of them compressed`],
    ['Windows', summary.unresolved.build ?? summary.windows],
    ['Session', [summary.logger, ...summary.modes].filter((one) => one !== undefined).join(', ')],
    ['Written by', pointerSize === undefined ? undefined : `${pointerSize * 8}-bit, ${summary.cpus ?? '?'} processors`],
    ['Clock', summary.clock],
    ['Started', startedAt],
    ['Stopped', stoppedAt ?? 'not said: the trace still ran, or was cut'],
    ['Records', `${records}${from === undefined ? '' : `, ${from} to ${to}`}`],
    ['Undecoded', `${undecoded}${share(undecoded, records)}`],
    ['Lost', `${eventsLost} events, ${buffersLost} buffers`],
  ];
  return table([['', ''], ...rows.map(([name, value = 'not said']) => [name, value])]).replace(/^\n/, '');
}

/** What a raw trace holds, in words. Ends with one newline. */
export function summaryText(summary: TraceSummary): string {
  const { providers, otherEvents, unresolved, formats, otherMessages } = summary;
  const byProvider = [
    ['Kind', 'Provider or message GUID', 'Name', 'Events', 'Undecoded'],
    ...providers.map(({ kind, provider = '', name = '', events, undecoded }) => [
      kind,
      provider,
      name,
      `${events}`,
      `${undecoded}${share(undecoded, events)}`,
    ]),
    ...(otherEvents === 0 ? [] : [['', 'others', '', `${otherEvents}`, '']]),
  ];
  const missing = [
    ['Message GUID', 'Messages', 'With text in their arguments', 'Numbers'],
    ...unresolved.rows
      .filter(({ kind }) => kind === 'wpp')
      .map(({ provider = '', opaque, harvested, ids }) => [
        provider,
        `${opaque + harvested}`,
        `${harvested}`,
        ids.join(' '),
      ]),
  ];
  const symbols = [['PDB', 'GUID', 'Age'], ...unresolved.pdbs.map(({ path, guid, age }) => [path, guid, `${age}`])];
  const binaries = [['Binary', 'Providers'], ...unresolved.binaries.map(({ path, guids }) => [path, guids.join(' ')])];
  const hits = [
    ['Message GUID', 'Component', 'Formatted', 'Do not fit', 'Unknown number', 'No TMF'],
    ...formats.map(({ guid, component = '', formatted, misfits, unknownNumbers, unknownGuids }) => [
      guid,
      component,
      `${formatted}`,
      `${misfits}`,
      `${unknownNumbers}`,
      `${unknownGuids}`,
    ]),
    ...(otherMessages === 0 ? [] : [['others', '', '', '', '', `${otherMessages}`]]),
  ];
  const lines = [
    facts(summary).trimEnd(),
    ...section('Events', table(byProvider)),
    ...section('Formats missing', table(missing)),
    ...section('Symbols that hold formats', table(symbols)),
    ...section('Binaries of providers', table(binaries)),
    ...section('How the TMF files fit', table(hits)),
  ];
  return `${lines.join('\n')}\n`;
}
