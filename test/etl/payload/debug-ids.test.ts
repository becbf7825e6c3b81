import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDebugRecord, symbolKey } from '../../../src/etl/debug-ids.ts';
import { UndecodedTable } from '../../../src/etl/undecoded-table.ts';
import { recordOf, sampleRecords } from './sample-records.ts';

test('a real trace names the PDB that holds its formats, and the build of Windows', () => {
  const table = new UndecodedTable();
  for (const record of sampleRecords('findneedle-wppstr-sample.etl'))
    if (!table.addProgram(record) && record.kind === 'wpp') table.addUndecoded(record, 'harvested');
  const { rows, pdbs, binaries, build, others } = table.summary();
  expect(build).toBe('26100.1.amd64fre.ge_release.240331-1435');
  expect(pdbs.map(({ guid, age }) => ({ guid, age }))).toEqual([
    { guid: 'd72030fa-15fe-4a1f-9c32-4c03eb2e3a35', age: 1 },
  ]);
  expect(pdbs[0]?.path).toMatch(/^C:\\Users\\.*\\WppStrEmitter\.pdb$/);
  expect(pdbs.map(symbolKey)).toEqual(['D72030FA15FE4A1F9C324C03EB2E3A351']);
  expect({ binaries, others }).toEqual({ binaries: [], others: 0 });
  expect(rows).toEqual([
    { kind: 'wpp', provider: '744151fd-b3f4-32e6-38eb-0fd11e3fb62d', opaque: 0, harvested: 4, ids: [10, 11] },
  ]);
});

test('the binary of providers is told with their control GUIDs', () => {
  const guid = Buffer.from('c414d60af40e25428013f44f37cb0397', 'hex');
  const payload = Buffer.concat([Buffer.from([2, 0, 0, 0]), guid, guid, Buffer.from('C:\\lync.exe\0', 'utf16le')]);
  expect(readDebugRecord(recordOf({ kind: 'perfinfo', id: 0x43, payload }))).toEqual({
    kind: 'binary',
    path: 'C:\\lync.exe',
    guids: ['0ad614c4-0ef4-4225-8013-f44f37cb0397', '0ad614c4-0ef4-4225-8013-f44f37cb0397'],
  });
});

test('random payloads throw nothing, and the table stays small', () => {
  const table = new UndecodedTable();
  fc.assert(
    fc.property(fc.constantFrom(0x40, 0x42, 0x43, 7), fc.uint8Array({ maxLength: 80 }), (id, payload) => {
      readDebugRecord(recordOf({ kind: 'perfinfo', id, payload }));
      expect(readDebugRecord(recordOf({ kind: 'event', id, payload }))).toBeUndefined();
    }),
  );
  for (let i = 0; i < 5000; i++) table.addUndecoded(recordOf({ provider: String(i), id: i }), 'opaque');
  expect(table.summary().rows).toHaveLength(4096);
  expect(table.summary().others).toBe(904);
});
