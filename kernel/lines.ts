// Survey of the records of all forms of lines: what src/formats/{ocs-text,tracefmt,uccapilog}.ts tell of one line each, told of a
// whole window in one pass.

const TAB: u8 = 9;
const LINE_FEED: u8 = 10;
const BLANK: u8 = 32;
const OPEN: u8 = 40; // (
const CLOSE: u8 = 41;
const DASH: u8 = 45;
const POINT: u8 = 46;
const SLASH: u8 = 47;
const COLON: u8 = 58;
const LETTER_T: u8 = 84;
const OPEN_BRACKET: u8 = 91;
const CLOSE_BRACKET: u8 = 93;
const BAR: u8 = 124;
/** `TL_`, read as one number with whatever stands in front of it masked out. */
const TL_UNDERSCORE: u32 = 0x5f4c54;
const TWO_COLONS: u16 = 0x3a3a;
const LONGEST_NAMES: usize = 600;
const LONGEST_GAP: usize = 8;
const MOST_CPU_DIGITS: usize = 4;

@inline
function digit(at: usize): u32 {
  return <u32>load<u8>(at) - 48;
}

/** Value of two decimal digits, more than 99 where there are none. */
@inline
function twoDigits(at: usize): u32 {
  const tens = digit(at);
  const ones = digit(at + 1);
  return tens > 9 || ones > 9 ? 1000 : tens * 10 + ones;
}

/** A bit for each of the 16 bytes at `at` that is no hexadecimal digit. */
@inline
function notHex(at: usize): u32 {
  const bytes = v128.load(at);
  const lower = v128.or(bytes, i8x16.splat(0x20));
  const digits = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(48)), i8x16.splat(10));
  const letters = i8x16.lt_u(i8x16.sub(lower, i8x16.splat(97)), i8x16.splat(6));
  return ~(<u32>i8x16.bitmask(v128.or(digits, letters)));
}

/** Address of the time behind `1F68.0C14::`, or 0: timeBehindThread of formats/line-grammar.ts. */
@inline
function timeBehindThread(start: usize): usize {
  const marks = notHex(start);
  // Four digits each, as nearly always: what is foreseen needs no waiting for the places of the marks.
  if ((marks & 0x7ff) == 0x610 && load<u8>(start, 4) == POINT && load<u16>(start, 9) == TWO_COLONS) {
    return digit(start + 11) <= 9 ? start + 11 : 0;
  }
  const process = <usize>ctz<u32>(marks);
  if (process < 4 || process > 8 || load<u8>(start + process) != POINT) return 0;
  const second = start + process + 1;
  // The first look reaches behind the thread, but where both numbers are long.
  let thread = <usize>ctz<u32>(marks >> (<u32>process + 1));
  if (process + 1 + thread >= 16) thread = <usize>ctz<u32>(notHex(second));
  if (thread < 4 || thread > 8) return 0;
  const colons = second + thread;
  return load<u16>(colons) == TWO_COLONS && digit(colons + 2) <= 9 ? colons + 2 : 0;
}

/** Address of `wanted` on the line, less than LONGEST_NAMES behind `start`, or 0. */
@inline
function onLine(wanted: u8, start: usize): usize {
  const name = i8x16.splat(<i8>wanted);
  const feed = i8x16.splat(<i8>LINE_FEED);
  const zero = i8x16.splat(0);
  for (let at = start; at < start + LONGEST_NAMES; at += 16) {
    const bytes = v128.load(at);
    const ends = v128.or(i8x16.eq(bytes, name), v128.or(i8x16.eq(bytes, feed), i8x16.eq(bytes, zero)));
    const places = i8x16.bitmask(ends);
    if (places == 0) continue;
    const place = at + <usize>ctz<i32>(places);
    return load<u8>(place) == wanted && place < start + LONGEST_NAMES ? place : 0;
  }
  return 0;
}

/** `TL_INFO(TF_COMPONENT) [`, as the last record had it that was long enough: its first and its last 16 bytes. */
let leadStart: v128 = i8x16.splat(0);
let leadEnd: v128 = i8x16.splat(0);
let leadLength: usize = 16;

/** Address behind `TL_INFO(TF_PROTOCOL) [`, or 0. */
@inline
function behindLead(start: usize): usize {
  const rest = v128.or(
    v128.xor(v128.load(start), leadStart),
    v128.xor(v128.load(start + leadLength - 16), leadEnd),
  );
  return v128.any_true(rest) ? readLead(start) : start + leadLength;
}

function readLead(start: usize): usize {
  if ((load<u32>(start) & 0xffffff) != TL_UNDERSCORE) return 0;
  let at = start + 3;
  while (at < start + LONGEST_NAMES && load<u8>(at) - 65 <= 25) at++;
  if (at == start + 3 || load<u8>(at) != OPEN) return 0;
  const close = onLine(CLOSE, at + 1);
  if (close == 0) return 0;
  let open = close + 1;
  while (open < close + LONGEST_GAP && (load<u8>(open) == BLANK || load<u8>(open) == TAB)) open++;
  if (load<u8>(open) != OPEN_BRACKET) return 0;
  const length = open + 1 - start;
  // Of a longer one the middle would not be compared.
  if (length >= 16 && length <= 32) {
    leadStart = v128.load(start);
    leadEnd = v128.load(start + length - 16);
    leadLength = length;
  }
  return open + 1;
}

/** `TL_INFO(TF_PROTOCOL) [0]06E4.0EB4::0` */
@inline
function ocsTime(start: usize): usize {
  const where = behindLead(start);
  if (where == 0) return 0;
  const isOneDigit = load<u8>(where, 1) == CLOSE_BRACKET && digit(where) <= 9;
  const end = isOneDigit ? where + 1 : onLine(CLOSE_BRACKET, where);
  return end == 0 ? 0 : timeBehindThread(end + 1);
}

/** `[0]0888.0D60::1` */
@inline
function tracefmtTime(start: usize): usize {
  let at = start + 1;
  while (at <= start + MOST_CPU_DIGITS && digit(at) <= 9) at++;
  return at > start + 1 && load<u8>(at) == CLOSE_BRACKET ? timeBehindThread(at + 1) : 0;
}

/** `04/16/2013|0` */
@inline
function uccTime(start: usize): usize {
  let slashes = 0;
  let at = start;
  for (; at < start + 10; at++) {
    if (load<u8>(at) == SLASH) slashes++;
    else if (digit(at) > 9) break;
  }
  return slashes == 2 && load<u8>(at) == BAR && digit(at + 1) <= 9 ? start : 0;
}

/** Whether the machine is named in front of process and thread: isUtc of formats/ocs-text.ts. */
@inline
function isUtc(time: usize): bool {
  let at = time - 12;
  if (load<u8>(at) != CLOSE_BRACKET) {
    at = time - 4;
    while (load<u8>(at) != CLOSE_BRACKET) at--;
  }
  at--;
  while (digit(at) <= 9) at--;
  return load<u8>(at) != OPEN_BRACKET;
}

function daysIn(month: u32, year: u32): u32 {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/** Start of the last minute that was read, as text, and in 100 ns; months count 31 days, as only the order matters. */
let minuteText: v128 = i8x16.splat(0);
let minute: i64 = 0;

/** Reads `01/18/2012-05:00` or `2012/01/18-05:00`; false where there is none. */
function readMinute(at: usize): bool {
  const isYearFirst = load<u8>(at, 4) == SLASH;
  const yearAt = isYearFirst ? at : at + 6;
  const monthAt = isYearFirst ? at + 5 : at;
  if (load<u8>(monthAt, 2) != SLASH || (!isYearFirst && load<u8>(at, 5) != SLASH)) return false;
  const mark = load<u8>(at, 10);
  if ((mark != DASH && mark != BAR) || load<u8>(at, 13) != COLON) return false;
  const century = twoDigits(yearAt);
  const rest = twoDigits(yearAt + 2);
  const month = twoDigits(monthAt);
  const day = twoDigits(monthAt + 3);
  const hour = twoDigits(at + 11);
  const min = twoDigits(at + 14);
  if (century < 19 || century > 99 || rest > 99 || hour > 23 || min > 59) return false;
  const year = century * 100 + rest;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(month, year)) return false;
  minuteText = v128.load(at);
  minute = ((((<i64>year * 12 + month) * 31 + day) * 24 + hour) * 60 + min) * 600_000_000;
  return true;
}

/** `:43.101`, the digits as their values: no more than 9 each, and the marks 0. */
const SECONDS: u64 = 0x3030302e30303a;
const SEVEN_BYTES: u64 = 0xffffffffffffff;
const NO_DIGITS: u64 = 0xf0f0f0fff0f0ff;
const SIX_MORE: u64 = 0x06060600060600;
const ABOVE_NINE: u64 = 0x10101000101000;

@inline
function byteOf(values: u64, place: u64): u32 {
  return <u32>(values >> (place << 3)) & 0xff;
}

/** 100 ns since the minute of `:43`, with any number of digits of a second or none, or -1. */
function oddSeconds(at: usize): i64 {
  const second = twoDigits(at + 1);
  if (load<u8>(at) != COLON || second > 59) return -1;
  let fraction: u32 = 0;
  let unit: u32 = 1_000_000;
  if (load<u8>(at, 3) == POINT) {
    for (let place = at + 4; unit > 0; place++) {
      const value = digit(place);
      if (value > 9) break;
      fraction += value * unit;
      unit /= 10;
    }
  }
  return <i64>(second * 10_000_000 + fraction);
}

/** Rank of the time at `at` among times of its kind, or -1 for one of an unusual form: that needs the long way. */
@inline
function rankOf(at: usize): i64 {
  if (v128.any_true(v128.xor(v128.load(at), minuteText)) && !readMinute(at)) return -1;
  const digits = (load<u64>(at, 16) ^ SECONDS) & SEVEN_BYTES;
  const isUsual = (digits & NO_DIGITS) == 0 && ((digits + SIX_MORE) & ABOVE_NINE) == 0 && digit(at + 23) > 9;
  if (!isUsual || byteOf(digits, 1) > 5) {
    const odd = oddSeconds(at + 16);
    return odd < 0 ? -1 : minute + odd;
  }
  const second = byteOf(digits, 1) * 10 + byteOf(digits, 2);
  const milliseconds = byteOf(digits, 4) * 100 + byteOf(digits, 5) * 10 + byteOf(digits, 6);
  return minute + <i64>(second * 10_000_000 + milliseconds * 10_000);
}

/** What a survey writes, as u32. */
@unmanaged
class Survey {
  count: u32;
  /** Addresses of the last record, and of the earliest and the latest: of those with local time, and of those with UTC. */
  last: u32;
  earliestLocal: u32;
  latestLocal: u32;
  earliestUtc: u32;
  latestUtc: u32;
  /** Line feeds in front of the last record. */
  feeds: u32;
}

/**
 * Looks at all records in [start, end) and writes a Survey to `out`. `isRecordStart`: a record begins at `start` itself;
 * `isLast`: the file ends at `end`. Answers 0 when some time has another form: then nothing written counts.
 */
export function lineRecords(start: usize, end: usize, isRecordStart: bool, isLast: bool, out: usize): i32 {
  const feed = i8x16.splat(<i8>LINE_FEED);
  const letter = i8x16.splat(<i8>LETTER_T);
  const bracket = i8x16.splat(<i8>OPEN_BRACKET);
  const zeroDigit = i8x16.splat(48);
  const ten = i8x16.splat(10);
  const survey = changetype<Survey>(out);
  let count: u32 = 0;
  let last: usize = 0;
  let lastFeeds: u32 = 0;
  let earliestLocal: usize = 0;
  let latestLocal: usize = 0;
  let leastLocal = i64.MAX_VALUE;
  let greatestLocal = i64.MIN_VALUE;
  let earliestUtc: usize = 0;
  let latestUtc: usize = 0;
  let leastUtc = i64.MAX_VALUE;
  let greatestUtc = i64.MIN_VALUE;
  let isAtStart = isRecordStart;
  let feedsBefore: u32 = 0;
  let feeds: i32 = 0;
  let places: i32 = 0;
  let block = start - 16;
  while (true) {
    let record = start;
    let recordFeeds: u32 = 0;
    if (isAtStart) isAtStart = false;
    else {
      while (places == 0) {
        feedsBefore += <u32>popcnt<i32>(feeds);
        block += 16;
        if (block >= end) break;
        feeds = i8x16.bitmask(i8x16.eq(v128.load(block), feed));
        if (feeds == 0) continue;
        const next = v128.load(block, 1);
        const begins = v128.or(
          v128.or(i8x16.eq(next, letter), i8x16.eq(next, bracket)),
          i8x16.lt_u(i8x16.sub(next, zeroDigit), ten),
        );
        places = feeds & i8x16.bitmask(begins);
      }
      if (places == 0) break;
      const place = ctz<i32>(places);
      record = block + <usize>place + 1;
      recordFeeds = feedsBefore + <u32>popcnt<i32>(feeds & ((2 << place) - 1));
      places &= places - 1;
      if (record >= end) break;
    }
    const first = load<u8>(record);
    let time: usize;
    let hasUtc = false;
    if (first == LETTER_T) {
      time = ocsTime(record);
      if (time != 0) hasUtc = isUtc(time);
    } else time = first == OPEN_BRACKET ? tracefmtTime(record) : uccTime(record);
    if (time == 0) continue;
    // A time cut by the end of a window comes again, whole, in the next.
    if (time + 32 > end && !isLast) break;
    const rank = rankOf(time);
    if (rank < 0) return 0;
    count++;
    last = record;
    lastFeeds = recordFeeds;
    if (hasUtc) {
      if (rank < leastUtc) {
        leastUtc = rank;
        earliestUtc = record;
      }
      if (rank > greatestUtc) {
        greatestUtc = rank;
        latestUtc = record;
      }
    } else {
      if (rank < leastLocal) {
        leastLocal = rank;
        earliestLocal = record;
      }
      if (rank > greatestLocal) {
        greatestLocal = rank;
        latestLocal = record;
      }
    }
  }
  survey.count = count;
  survey.last = <u32>last;
  survey.earliestLocal = <u32>earliestLocal;
  survey.latestLocal = <u32>latestLocal;
  survey.earliestUtc = <u32>earliestUtc;
  survey.latestUtc = <u32>latestUtc;
  survey.feeds = lastFeeds;
  return 1;
}
