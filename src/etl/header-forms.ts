import type { EtlKind } from './etl-record.ts';

/** Where the fields of a record's header stand, in bytes from its start; 0: it has no such field. */
export interface HeaderForm {
  readonly kind: EtlKind;
  /** Type byte, or 0x90 for a trace message. */
  readonly header: number;
  /** Bytes of the header without what its flags or counts add. */
  readonly fixed: number;
  readonly sizeAt: 0 | 4;
  readonly timeAt: number;
  /** The thread's id; the process's stands 4 bytes behind it. */
  readonly threadAt: number;
  readonly guidAt: number;
  readonly sequenceAt: number;
  readonly componentAt: number;
  /** Bytes of a pointer as the header tells it; 0: it does not, and the log's own size counts. */
  readonly pointerSize: 0 | 4 | 8;
}

const MESSAGE_HEADER = 0x90;
export const MESSAGE_FLAGS_AT = 6;

/** A record whose size is known, and nothing else. */
const OPAQUE: HeaderForm = {
  kind: 'other',
  header: 0,
  fixed: 8,
  sizeAt: 0,
  timeAt: 0,
  threadAt: 0,
  guidAt: 0,
  sequenceAt: 0,
  componentAt: 0,
  pointerSize: 0,
};

/** Of a type that no public source names, its size as a u16 at `sizeAt`. */
export function unknownForm(header: number, sizeAt: 0 | 4): HeaderForm {
  return { ...OPAQUE, header, sizeAt };
}

const SYSTEM = { ...OPAQUE, kind: 'system', sizeAt: 4, threadAt: 8, timeAt: 0x10 } as const;
const CLASSIC = { ...OPAQUE, kind: 'classic', threadAt: 8, timeAt: 0x10 } as const;

/** One header for each size of pointers. */
function pair(form: HeaderForm, type32: number, type64: number): (readonly [number, HeaderForm])[] {
  return [
    [type32, { ...form, header: type32, pointerSize: 4 }],
    [type64, { ...form, header: type64, pointerSize: 8 }],
  ];
}

/**
 * TRACE_HEADER_TYPE of ntwmi.h (Geoff Chappell, "Trace Headers"): by the third byte of a record whose fourth has the bits 0xC0.
 * The thread's id stands before the process's in all of them. Instance headers of logs before layout 1.1 are shorter and have
 * a handle in place of the class GUID.
 */
function formsByType(instance: Pick<HeaderForm, 'fixed' | 'guidAt'>): readonly (HeaderForm | undefined)[] {
  const forms: (HeaderForm | undefined)[] = Array.from({ length: 256 }, () => undefined);
  const known: (readonly [number, HeaderForm])[] = [
    ...pair({ ...SYSTEM, fixed: 0x20 }, 0x01, 0x02),
    ...pair({ ...SYSTEM, fixed: 0x18 }, 0x03, 0x04),
    ...pair({ ...CLASSIC, fixed: 0x30, guidAt: 0x18 }, 0x0a, 0x14),
    ...pair({ ...CLASSIC, ...instance }, 0x0b, 0x15),
    ...pair({ ...OPAQUE, kind: 'perfinfo', fixed: 0x10, sizeAt: 4, timeAt: 8 }, 0x10, 0x11),
    ...pair({ ...OPAQUE, kind: 'event', fixed: 0x50, threadAt: 8, timeAt: 0x10, guidAt: 0x18 }, 0x12, 0x13),
    // Timed, error, node: nothing public says what is in them.
    ...[0x0c, 0x0d, 0x0e].map((type) => [type, unknownForm(type, 0)] as const),
  ];
  for (const [type, form] of known) forms[type] = form;
  return forms;
}

export type FormsByType = readonly (HeaderForm | undefined)[];
export const FORMS: FormsByType = formsByType({ fixed: 0x48, guidAt: 0x18 });
export const FORMS_BEFORE_1_1: FormsByType = formsByType({ fixed: 0x38, guidAt: 0 });

const SEQUENCE = 0x01;
const GUID = 0x02;
const COMPONENT = 0x04;
const TIMESTAMP = 0x08;
const SYSTEM_INFO = 0x20;
const POINTER_32 = 0x40;
const POINTER_64 = 0x80;
const ALL_OPTIONS = 0xff;

/**
 * A trace message's items stand behind its 8 bytes, unaligned, in this order, each only where its flag is set; a component id
 * takes the place of the GUID. TRACE_MESSAGE_PERFORMANCE_TIMESTAMP (0x10) alone writes nothing.
 */
function messageForm(options: number): HeaderForm {
  let at = 8;
  const item = (isThere: boolean, bytes: number): number => {
    if (!isThere) return 0;
    at += bytes;
    return at - bytes;
  };
  const has = (flag: number): boolean => (options & flag) !== 0;
  const sequenceAt = item(has(SEQUENCE), 4);
  const componentAt = item(has(COMPONENT), 4);
  const guidAt = item(has(GUID) && !has(COMPONENT), 16);
  const timeAt = item(has(TIMESTAMP), 8);
  const threadAt = item(has(SYSTEM_INFO), 8);
  const pointerSize = has(POINTER_32) ? 4 : has(POINTER_64) ? 8 : 0;
  const places = { sequenceAt, componentAt, guidAt, timeAt, threadAt };
  return { kind: 'wpp', header: MESSAGE_HEADER, fixed: at, sizeAt: 0, ...places, pointerSize };
}

const MESSAGE_FORMS: readonly HeaderForm[] = Array.from({ length: ALL_OPTIONS + 1 }, (_, options) =>
  messageForm(options),
);

export function formOfMessage(optionFlags: number): HeaderForm {
  return MESSAGE_FORMS[optionFlags & ALL_OPTIONS] ?? OPAQUE;
}
