import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatMessage } from '../../../src/etl/wpp/format-message.ts';
import { parseTmf } from '../../../src/etl/wpp/tmf.ts';
import { tracefmtLine } from '../../../src/etl/wpp/tracefmt-line.ts';
import { ticksFromIso } from '../../../src/model/ticks.ts';
import { wppRecord } from './wpp-record.ts';

// The page quotes what tracefmt prints of the sample driver tracedrv; its formats are made here after the driver's source
// (https://github.com/microsoft/Windows-driver-samples/tree/main/general/tracing/tracedriver).
const PAGE = readFileSync(
  join(import.meta.dirname, '../../../fixtures/samples/wdk-doc-example-9--creating-a-tmf-file.md'),
  'utf8',
);

const TMF = `// PDB: tracedrv.pdb
1606d1a7-1682-57d1-65f7-36693800e096 tracedrv // SRC=tracedrv.c MJ= MN=
#typev tracedrv_c258 10 "%0IOCTL = %10!d!" //   LEVEL=FLAG_ONE FUNC=TracedrvDispatchDeviceControl
{
ioctlCount, ItemLong -- 10
}
#typev tracedrv_c264 11 "%0Hello, %10!d! %11!s!" //   LEVEL=FLAG_ONE FUNC=TracedrvDispatchDeviceControl
{
i, ItemLong -- 10
"Hi", ItemString -- 11
}
#typev tracedrv_c270 12 "%0Machine State :: %10!s!" //   LEVEL=FLAG_TWO FUNC=TracedrvDispatchDeviceControl
{
CurrentState, ItemEnum(_MachineState) -- 10
}
#typev tracedrv_c275 13 "%0Function Return=%10!s!" //   FUNC=TracedrvDispatchDeviceControl
{
Status, ItemNTSTATUS -- 10
}
#enumv _MachineState
{
Offline, 2
Online, 1
Failed, 0xFF000001
Stalled, 0xFF000002
}
`;

/** Message number and payload of each line that the page quotes, in its order. */
const RECORDS: readonly (readonly [number, string, string])[] = [
  [10, '01000000', '43.968'],
  [11, '01000000486900', '43.968'],
  [11, '02000000486900', '43.968'],
  [11, '03000000486900', '43.968'],
  [12, '02000000', '43.968'],
  [13, '0f000080', '43.968'],
  [10, '02000000', '45.539'],
  [11, '01000000486900', '45.539'],
  [11, '02000000486900', '45.539'],
  [11, '03000000486900', '45.539'],
  [12, '02000000', '45.539'],
  [13, '0f000080', '45.539'],
];

test('the lines of a documented run of tracefmt, but for the digits behind the millisecond', () => {
  const { messages } = parseTmf(TMF);
  const lines = RECORDS.map(([id, hex, second]) => {
    const message = messages.find(({ number }) => number === id);
    const at = ticksFromIso(`2005-06-10T14:25:${second}Z`);
    if (message === undefined || at === undefined) throw new Error(`no format of ${id}`);
    const record = wppRecord(Buffer.from(hex, 'hex'), { id, at, cpu: 0, pid: 0x338, tid: 0xe40 });
    return tracefmtLine(record, formatMessage(message, record)).replace(/(\.\d{3})0000 /, '$1 ');
  });
  expect(lines).toEqual(PAGE.split('\n').filter((line) => line.startsWith('[0]0338.0E40::')));
});
