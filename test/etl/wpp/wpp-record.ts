import type { EtlRecord } from '../../../src/etl/etl-record.ts';
import { type FormattedMessage, formatMessage } from '../../../src/etl/wpp/format-message.ts';
import { parseTmf } from '../../../src/etl/wpp/tmf.ts';

export const GUID = '744151fd-b3f4-32e6-38eb-0fd11e3fb62d';

/** A trace message as a reader of the container hands it over. */
export function wppRecord(payload: Uint8Array, members: Partial<EtlRecord> = {}): EtlRecord {
  return {
    kind: 'wpp',
    header: 0x90,
    buffer: 1,
    bufferOffset: 0x2000,
    offset: 72,
    size: payload.length + 40,
    cpu: 3,
    pid: 0x2a4c,
    tid: 0x7b8,
    provider: GUID,
    id: 10,
    pointerSize: 8,
    extended: [],
    payload,
    ...members,
  };
}

/** A TMF of one message. */
export function tmfOf(
  text: string,
  types: readonly string[],
  tail = '//   LEVEL=TRACE FLAGS=All FUNC=Foo::Bar',
): string {
  const list = types.map((type, i) => `arg${i}, ${type} -- ${i + 10}`);
  return [`${GUID} spooler // SRC=foo.cpp MJ= MN=`, `#typev foo_cpp7 10 "%0${text}" ${tail}`, '{', ...list, '}'].join(
    '\n',
  );
}

export function formatted(tmf: string, payload: Uint8Array, members: Partial<EtlRecord> = {}): FormattedMessage {
  const [message] = parseTmf(tmf).messages;
  if (message === undefined) throw new Error('the TMF has no message');
  return formatMessage(message, wppRecord(payload, members));
}

/** The text of one argument, its bytes in hexadecimal digits. */
export function printed(type: string, hex: string, spec = 's', members: Partial<EtlRecord> = {}): string {
  return formatted(tmfOf(`%10!${spec}!`, [type]), Buffer.from(hex.replaceAll(' ', ''), 'hex'), members).message;
}
