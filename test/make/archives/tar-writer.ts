export interface TarMember {
  readonly name: string | Uint8Array;
  readonly data?: Uint8Array | string;
  /** `0` file, `1` and `2` links, `3`, `4`, `6` devices, `5` folder, `L` long name, `x` and `g` pax. */
  readonly type?: string;
  /** Seconds since 1970. */
  readonly mtime?: number;
  /** Size as the header states it. */
  readonly stated?: number;
  readonly prefix?: string;
  readonly isGnu?: boolean;
}

const BLOCK = 512;

function padded(data: Uint8Array): Buffer {
  return Buffer.concat([data, Buffer.alloc((BLOCK - (data.length % BLOCK)) % BLOCK)]);
}

/** Octal digits with a NUL behind, or base 256 where they do not suffice. */
function numberField(value: number, width: number): Buffer {
  const digits = value.toString(8);
  if (digits.length < width) return Buffer.from(`${digits.padStart(width - 1, '0')}\0`);
  const bytes = Buffer.alloc(width);
  bytes[0] = 0x80;
  bytes.writeBigUInt64BE(BigInt(value), width - 8);
  return bytes;
}

function header(member: TarMember, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  Buffer.from(member.name).copy(block, 0, 0, 100);
  block.write('0000644\0', 100);
  numberField(member.stated ?? size, 12).copy(block, 124);
  numberField(member.mtime ?? 1465377300, 12).copy(block, 136);
  block.write('        ', 148);
  block.write(member.type ?? '0', 156, 'latin1');
  block.write(member.isGnu === true ? 'ustar  \0' : 'ustar\0' + '00', 257);
  block.write(member.prefix ?? '', 345);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** `isOpen`: without the two blocks of zeros at the end. */
export function writeTar(members: readonly TarMember[], isOpen = false): Buffer {
  const blocks = members.map((member) => {
    const data = Buffer.from(member.data ?? '');
    return Buffer.concat([header(member, data.length), padded(data)]);
  });
  return Buffer.concat([...blocks, Buffer.alloc(isOpen ? 0 : 2 * BLOCK)]);
}

/** A GNU header with the name of the member behind it. */
export function longName(name: string): TarMember {
  return { name: '././@LongLink', type: 'L', data: `${name}\0`, isGnu: true };
}

/** A pax header with attributes of the member behind it (`x`) or of all (`g`). */
export function paxHeader(attributes: Readonly<Record<string, string>>, type: 'x' | 'g' = 'x'): TarMember {
  const lines = Object.entries(attributes).map(([key, value]) => {
    const rest = Buffer.byteLength(` ${key}=${value}\n`);
    // The number counts itself.
    let length = rest + String(rest).length;
    if (rest + String(length).length > length) length++;
    return `${length} ${key}=${value}\n`;
  });
  return { name: 'PaxHeaders/x', type, data: lines.join('') };
}
