import { type Ticks, ticksFromFileTime } from '../model/ticks.ts';
import { BUFFER_HEADER_SIZE } from './buffer-header.ts';
import { isEtl, RECORD_TYPE_AT, SYSTEM_32 } from './is-etl.ts';
import { TraceClock } from './trace-clock.ts';

/** TIME_ZONE_INFORMATION: local time = UTC - (`bias` + `standardBias` or `daylightBias`), in minutes. */
export interface LogZone {
  readonly bias: number;
  readonly standardName: string;
  readonly standardBias: number;
  readonly daylightName: string;
  readonly daylightBias: number;
}

/** TRACE_LOGFILE_HEADER (learn.microsoft.com; Geoff Chappell). Times are undefined where they are 0 or absurd. */
export interface LogHeader {
  readonly bufferSize: number;
  /** Of Windows: `10.0`. */
  readonly osVersion: string;
  readonly osBuild: number;
  /** Of the file: `1.5`; `2.0` may be compressed. */
  readonly layoutVersion: string;
  readonly cpus: number;
  /** Undefined while the trace is still running. */
  readonly endTime: Ticks | undefined;
  readonly timerResolution: number;
  /** In MB, or in KB with bit 0x2000 of `logFileMode`; 0: no limit. */
  readonly maximumFileSize: number;
  /** EVENT_TRACE_*_MODE bits. */
  readonly logFileMode: number;
  /** 0 while the trace is still running. */
  readonly buffersWritten: number;
  readonly startBuffers: number;
  readonly pointerSize: 4 | 8;
  readonly eventsLost: number;
  readonly cpuSpeedMHz: number;
  readonly zone: LogZone;
  readonly bootTime: Ticks | undefined;
  readonly perfFreq: bigint;
  readonly startTime: Ticks | undefined;
  /** 1 performance counter, 2 system time, 3 CPU cycles. */
  readonly clockType: number;
  readonly buffersLost: number;
  readonly loggerName: string;
  readonly logFileName: string;
  /** Undefined where `startTime` or the frequency is missing. */
  readonly clock: TraceClock | undefined;
  /** Layouts before 1.1 have shorter instance headers. */
  readonly isBefore11: boolean;
}

const RECORD_TIME_AT = BUFFER_HEADER_SIZE + 0x10;
const PAYLOAD_AT = BUFFER_HEADER_SIZE + 0x20;
/** LoggerName and LogFileName are pointers, and the zone is aligned to them. */
const ZONE_AT = { 4: 0x40, 8: 0x48 } as const;
const BOOT_TIME_AT = { 4: 0xf0, 8: 0xf8 } as const;
const NAME_CHARACTERS = 32;
const SYSTEM_TIME_BYTES = 16;
/** From BootTime to the names: four quadwords. */
const NAMES_BEHIND_BOOT_TIME = 0x20;

/** Little-endian UTF-16 up to its NUL, or to the end of `bytes`. */
function utf16(bytes: Buffer, start: number, most: number): string {
  const end = Math.min(bytes.length, start + most);
  return bytes.toString('utf16le', Math.min(start, end), end).split('\0', 1)[0] ?? '';
}

function readZone(bytes: Buffer, at: number): LogZone {
  const nameBytes = NAME_CHARACTERS * 2;
  const standardBiasAt = at + 4 + nameBytes + SYSTEM_TIME_BYTES;
  const daylightAt = standardBiasAt + 4;
  return {
    bias: bytes.readInt32LE(at),
    standardName: utf16(bytes, at + 4, nameBytes),
    standardBias: bytes.readInt32LE(standardBiasAt),
    daylightName: utf16(bytes, daylightAt, nameBytes),
    daylightBias: bytes.readInt32LE(daylightAt + nameBytes + SYSTEM_TIME_BYTES),
  };
}

/** The header of a log from its first buffer; undefined where that is none, or ends before the header does. */
export function readLogHeader(first: Uint8Array): LogHeader | undefined {
  if (!isEtl(first)) return undefined;
  const buffer = Buffer.from(first.buffer, first.byteOffset, first.byteLength);
  // By the record's own type: the 64-bit kernel writes the header that a 32-bit program traced, too.
  const form = buffer.readUInt16LE(RECORD_TYPE_AT) === SYSTEM_32 ? 4 : 8;
  const recordEnd = BUFFER_HEADER_SIZE + buffer.readUInt16LE(BUFFER_HEADER_SIZE + 4);
  const payload = buffer.subarray(PAYLOAD_AT, recordEnd);
  const late = BOOT_TIME_AT[form];
  if (payload.length < late + NAMES_BEHIND_BOOT_TIME) return undefined;
  const u32 = (at: number): number => payload.readUInt32LE(at);
  const time = (at: number): Ticks | undefined => ticksFromFileTime(payload.readBigInt64LE(at));
  const [major, minor, layoutMajor, layoutMinor] = payload.subarray(4, 8);
  const clockFacts = {
    clockType: u32(late + 0x18),
    perfFreq: payload.readBigInt64LE(late + 8),
    cpuSpeedMHz: u32(0x34),
    startTime: time(late + 0x10),
    started: { low: buffer.readUInt32LE(RECORD_TIME_AT), high: buffer.readInt32LE(RECORD_TIME_AT + 4) },
  };
  const namesAt = late + NAMES_BEHIND_BOOT_TIME;
  const loggerName = utf16(payload, namesAt, payload.length);
  return {
    bufferSize: u32(0),
    osVersion: `${major}.${minor}`,
    osBuild: u32(8),
    layoutVersion: `${layoutMajor}.${layoutMinor}`,
    cpus: u32(0x0c),
    endTime: time(0x10),
    timerResolution: u32(0x18),
    maximumFileSize: u32(0x1c),
    logFileMode: u32(0x20),
    buffersWritten: u32(0x24),
    startBuffers: u32(0x28),
    pointerSize: u32(0x2c) === 4 ? 4 : 8,
    eventsLost: u32(0x30),
    cpuSpeedMHz: clockFacts.cpuSpeedMHz,
    zone: readZone(payload, ZONE_AT[form]),
    bootTime: time(late),
    perfFreq: clockFacts.perfFreq,
    startTime: clockFacts.startTime,
    clockType: clockFacts.clockType,
    buffersLost: u32(late + 0x1c),
    loggerName,
    logFileName: utf16(payload, namesAt + (loggerName.length + 1) * 2, payload.length),
    clock: TraceClock.of(clockFacts),
    isBefore11: (layoutMajor ?? 0) < 1 || (layoutMajor === 1 && layoutMinor === 0),
  };
}
