/** What a written `.hist` file holds; the order of the members is that of the file. */
export interface HistContents {
  readonly initiator: HistPerson;
  readonly members: readonly HistPerson[];
  readonly title: string;
  readonly body: string;
  readonly sipStrings: readonly [string, string, string];
  readonly type: string;
  readonly xml: string;
  readonly note: string;
  readonly fileName: string;
  /** FILETIME at this place of the block of 21 bytes, 0..9, so that the length before the XML stays whole. */
  readonly fileTime?: { readonly at: number; readonly value: bigint };
}

export interface HistPerson {
  readonly name: string;
  readonly uri: string;
}

/** What stands in the four bytes before a string: its length with the NUL, or a number that is none. */
export type LengthField = 'length' | 'zero' | 'wrong';

export interface HistOptions {
  readonly lengths?: LengthField;
  /** The file is written in this encoding; strings end in one NUL byte either way. */
  readonly encoding?: 'utf8' | 'latin1';
}

function i32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

/** Writes the layout of Lync 2010 and 2013 spool files, as far as it is known: little-endian, NUL-terminated strings. */
export function writeHist(contents: HistContents, options: HistOptions = {}): Buffer {
  const { lengths = 'length', encoding = 'utf8' } = options;
  const text = (value: string): Buffer => Buffer.from(`${value}\0`, encoding);
  const lengthOf = (value: string): number => {
    if (lengths === 'zero') return 0;
    return lengths === 'length' ? text(value).length : -559038737;
  };
  const string = (value: string): Buffer => Buffer.concat([i32(lengthOf(value)), text(value)]);
  const person = (who: HistPerson): Buffer => Buffer.concat([string(who.name), string(who.uri)]);
  const block21 = Buffer.alloc(17, 0xff);
  if (contents.fileTime !== undefined) block21.writeBigUInt64LE(contents.fileTime.value, contents.fileTime.at);
  return Buffer.concat([
    i32(3),
    person(contents.initiator),
    i32(contents.members.length),
    ...contents.members.map(person),
    string(contents.title),
    i32(1),
    string(contents.body),
    i32(0x0a000001),
    Buffer.from([1, 0, 1, 0, 1]),
    i32(7),
    i32(0),
    string(contents.sipStrings[0]),
    string(contents.sipStrings[1]),
    string(contents.type),
    block21,
    string(contents.xml),
    string(contents.note),
    string(contents.fileName),
    string(contents.sipStrings[2]),
    Buffer.alloc(13, 0xff),
  ]);
}
