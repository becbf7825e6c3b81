import { describe, expect, test } from 'vitest';
import { type TmfFile, TmfLibrary } from '../../../src/etl/wpp/tmf-library.ts';
import { fileOf } from '../../contract/read-file.ts';
import { GUID, tmfOf, wppRecord } from './wpp-record.ts';

const OTHER = '9b93a332-c452-3e71-64f7-55130c7de2e4';
const THIRD = '4857fab7-1162-3184-360b-cdd863ddf4ea';
const NUMBER = Buffer.from('2a000000', 'hex');

function tmf(guid: string, text = 'n=%10!d!'): string {
  return tmfOf(text, ['ItemLong']).replace(GUID, guid);
}

/** Files in memory, and the paths of those that were read, in order. */
function folder(texts: Readonly<Record<string, string>>) {
  const read: string[] = [];
  const files = Object.entries(texts).map(([path, text]): TmfFile => {
    const file = fileOf(Buffer.from(text), { name: path });
    return {
      path,
      bytes: text.length,
      chunks: () => {
        read.push(path);
        return file.chunks();
      },
    };
  });
  return { files, read };
}

async function messageOf(library: TmfLibrary, guid: string): Promise<string | undefined> {
  await library.load(guid);
  return library.format(wppRecord(NUMBER, { provider: guid }))?.message;
}

describe('a library of TMFs', () => {
  test('reads the file named after a GUID, once, and no other', async () => {
    const { files, read } = folder({
      [`a/${GUID}.tmf`]: tmf(GUID),
      [`b\\{${OTHER.toUpperCase()}}.TMF`]: tmf(OTHER),
      'all.tmf': '',
    });
    const library = new TmfLibrary(files);
    expect(read).toEqual([]);
    expect(await messageOf(library, GUID)).toBe('n=42');
    expect(library.load(GUID)).toBeUndefined();
    expect(read).toEqual([`a/${GUID}.tmf`]);
    expect(await messageOf(library, OTHER)).toBe('n=42');
    expect(read).toHaveLength(2);
  });

  test('asked at once from several sides it reads a file once', async () => {
    const { files, read } = folder({ 'all.tmf': `${tmf(GUID)}\n${tmf(OTHER)}` });
    const library = new TmfLibrary(files);
    const first = library.load(GUID);
    // The second has to wait for what the first has begun.
    expect(await messageOf(library, OTHER)).toBe('n=42');
    await Promise.all([first, library.load(GUID)]);
    expect(read).toEqual(['all.tmf']);
  });

  test('a file by another name serves all GUIDs that it holds, also one named after a wrong GUID', async () => {
    const { files } = folder({ [`${THIRD}.tmf`]: '// empty', 'x.tmf': `${tmf(GUID)}\n${tmf(THIRD)}` });
    const library = new TmfLibrary(files);
    expect(await messageOf(library, THIRD)).toBe('n=42');
    expect(await messageOf(library, GUID)).toBe('n=42');
    expect(await messageOf(library, OTHER)).toBeUndefined();
  });

  test('of a message that two files tell the first counts', async () => {
    const { files } = folder({ 'a.tmf': tmf(GUID, 'first'), 'b.tmf': tmf(GUID, 'second') });
    expect(await messageOf(new TmfLibrary(files), GUID)).toBe('first');
  });

  test('a file that is no TMF by its name is read only where it stands alone', async () => {
    const { files } = folder({ 'formats.txt': tmf(GUID) });
    expect(await messageOf(new TmfLibrary(files), GUID)).toBe('n=42');
    const { files: two, read } = folder({ 'formats.txt': tmf(GUID), 'client.pdb': 'x' });
    expect(await messageOf(new TmfLibrary(two), GUID)).toBeUndefined();
    expect(read).toEqual([]);
  });

  test('of files by other names no more are read than the limit allows, and it says so', async () => {
    const { files, read } = folder({ 'a.tmf': tmf(GUID), 'b.tmf': tmf(OTHER), 'c.tmf': tmf(THIRD) });
    const library = new TmfLibrary(files, { otherFiles: 1 });
    expect(await messageOf(library, OTHER)).toBeUndefined();
    expect(read).toEqual(['a.tmf']);
    expect(library.faults).toMatchObject([{ path: 'b.tmf', text: expect.stringContaining('1 more') }]);
  });

  test('a file that cannot be read, is too long or broken is a fault, and no more', async () => {
    const { files } = folder({ 'a.tmf': 'hello', 'b.tmf': `${tmf(GUID)}\n${' '.repeat(1000)}` });
    const broken: TmfFile = {
      path: `${OTHER}.tmf`,
      bytes: 1,
      chunks: () => {
        throw new Error('EACCES');
      },
    };
    const library = new TmfLibrary([...files, broken], { bytes: 500 });
    expect(await messageOf(library, OTHER)).toBeUndefined();
    expect(await messageOf(library, GUID)).toBe('n=42');
    expect(library.faults.map(({ path, line }) => [path, line])).toEqual([
      [`${OTHER}.tmf`, undefined],
      ['a.tmf', 1],
      ['b.tmf', undefined],
    ]);
  });

  test('tells how the formats fit, GUID by GUID', async () => {
    const { files } = folder({ 'all.tmf': `${tmf(GUID)}\n${tmf(OTHER)}` });
    const library = new TmfLibrary(files);
    await library.load(GUID);
    await library.load(THIRD);
    library.format(wppRecord(NUMBER));
    library.format(wppRecord(Buffer.alloc(3)));
    library.format(wppRecord(Buffer.alloc(5)));
    library.format(wppRecord(NUMBER, { id: 11 }));
    library.format(wppRecord(NUMBER, { provider: THIRD }));
    library.format(wppRecord(NUMBER, { kind: 'event' }));
    const { provider: _, ...withComponentId } = wppRecord(NUMBER, { componentId: 0x1234 });
    library.format(withComponentId);
    expect(library.hits()).toEqual({
      rows: [
        { guid: GUID, component: 'spooler', formatted: 3, misfits: 2, unknownNumbers: 1, unknownGuids: 0 },
        { guid: THIRD, formatted: 0, misfits: 0, unknownNumbers: 0, unknownGuids: 1 },
      ],
      others: 0,
    });
  });

  test('once all files have been read that might tell of a GUID, nothing is waited for', async () => {
    const { files } = folder({ [`${GUID}.tmf`]: tmf(GUID), 'all.tmf': tmf(OTHER) });
    const library = new TmfLibrary(files);
    await library.load(THIRD);
    expect(library.load(OTHER)).toBeUndefined();
    expect(library.load(THIRD.replace('4', '5'))).toBeUndefined();
    expect(await messageOf(library, GUID)).toBe('n=42');
    const { files: named } = folder({ [`${GUID}.tmf`]: tmf(GUID), [`${THIRD}.tmf`]: tmf(THIRD) });
    expect(new TmfLibrary(named).load(OTHER)).toBeUndefined();
  });

  test('of GUIDs without a format no more have rows than there is room for; the messages of the others are counted', async () => {
    const { files } = folder({ 'all.tmf': tmf(GUID) });
    const library = new TmfLibrary(files);
    const guids = Array.from({ length: 4100 }, (_, n) => OTHER.replace(/^.{8}/, n.toString(16).padStart(8, '0')));
    for (const provider of [...guids, GUID, ...guids]) {
      await library.load(provider);
      library.format(wppRecord(NUMBER, { provider }));
    }
    const { rows, others } = library.hits();
    expect(rows).toHaveLength(4097);
    expect(rows).toContainEqual(expect.objectContaining({ guid: GUID, formatted: 1 }));
    expect(others).toBe(8);
  });
});
