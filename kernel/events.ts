// Frames the `<Event>` elements of a window and judges each: what src/formats/event-reader.ts needs to know of it, in one pass.
import { judgeHex, NO_TEXT, UNSURE } from './payload';

// Two bytes in a row of each literal, read as one number. No two have a first byte with the same low
// half, so that one look-up by that half gives the only first byte that may stand there, and another the byte that must follow.
const EVENT_TAG: u32 = 0x7645; // Ev of <Event, </Event>, <BinaryEventData
const SYSTEM_TIME: u32 = 0x546d; // mT
const RAW_TIME: u32 = 0x5477; // wT
const ERROR_DATA: u32 = 0x4472; // rD of <ProcessingErrorData
const NO_FORMAT: u32 = 0x6f46; // Fo of No Format Information found
const EXTRA: u32 = 0x453a; // :E of win:ExtraPayload

// What an event is, as EventKind of src/input/framed-events.ts.
const PLAIN: u32 = 0;
const BROKEN: u32 = 1;
const SILENT: u32 = 2;
const TEXT: u32 = 3;
const UNJUDGED: u32 = 4;
/** Added to these: its time is of no use to tell the least and the greatest. */
const ODD_TIME: u32 = 8;

/** `SystemTime="2017-10-23T` */
const TO_TIME: usize = 23;
const ENTRY: usize = 20;
const HEADER: usize = 32;

/** Time and tail of the first regular time: one is compared with another only where date and offset are the same. */
let known: usize = 0;
let knownTail: u64 = 0;
let tailMask: u64 = 0;
let least: usize = 0;
let greatest: usize = 0;
let undecoded: u32 = 0;

@inline
function isNameEnd(byte: u32): bool {
  return byte == 32 || byte == 9 || byte == 10 || byte == 13 || byte == 62;
}

@inline
function order(one: u64, other: u64): i32 {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Compares `00:14:51.7996065` at two places. */
@inline
function compareTimes(one: usize, other: usize): i32 {
  const by = order(bswap<u64>(load<u64>(one)), bswap<u64>(load<u64>(other)));
  return by == 0 ? order(bswap<u64>(load<u64>(one, 8)), bswap<u64>(load<u64>(other, 8))) : by;
}

/**
 * Takes `SystemTime="2017-10-23T00:14:51.799606500+0159"` into least and greatest. False where it has another form, fewer than seven
 * digits of a second, or another date or offset than the first.
 */
function takeTime(name: usize): bool {
  const quote = load<u8>(name, 11);
  if (load<u8>(name, 10) != 61 || (quote != 34 && quote != 39) || load<u8>(name, 22) != 84) return false;
  const date = name + 12;
  const time = name + TO_TIME;
  const digits = v128.load(time);
  const low = i8x16(48, 48, 58, 48, 48, 58, 48, 48, 46, 48, 48, 48, 48, 48, 48, 48); // 00:00:00.0000000
  const high = i8x16(50, 57, 58, 53, 57, 58, 53, 57, 46, 57, 57, 57, 57, 57, 57, 57); // 29:59:59.9999999
  if (!i8x16.all_true(v128.and(i8x16.ge_u(digits, low), i8x16.le_u(digits, high)))) return false;
  if (load<u8>(time) == 50 && load<u8>(time, 1) > 51) return false;
  let tail = time + 16;
  if (<u32>load<u8>(tail) - 48 <= 9) tail++;
  if (<u32>load<u8>(tail) - 48 <= 9) tail++;
  if (known == 0) {
    let length: u64 = 0;
    while (length < 8 && load<u8>(tail + <usize>length) != quote) length++;
    if (length == 8) return false;
    tailMask = length == 7 ? u64.MAX_VALUE : ((<u64>1) << (8 * (length + 1))) - 1;
    knownTail = load<u64>(tail) & tailMask;
    known = date;
    least = time;
    greatest = time;
    return true;
  }
  if (load<u64>(date) != load<u64>(known) || load<u16>(date, 8) != load<u16>(known, 8)) return false;
  if ((load<u64>(tail) & tailMask) != knownTail) return false;
  if (compareTimes(time, least) < 0) least = time;
  if (compareTimes(time, greatest) > 0) greatest = time;
  return true;
}

/** Judges the payload of an event that ends at `end`: its last BinaryEventData or ProcessingErrorData element. */
function judgePayload(payload: usize, end: usize): u32 {
  const isError = load<u8>(payload, 1) == 80;
  let hex: usize = 0;
  if (!isError) {
    // <BinaryEventData>
    if (load<u8>(payload, 16) != 62) return UNJUDGED;
    hex = payload + 17;
  } else {
    for (let at = payload + 20; at + 14 <= end; at++) {
      // <EventPayload>
      if (load<u64>(at) != 0x6150746e6576453c || load<u64>(at, 6) != 0x3e64616f6c796150) continue;
      hex = at + 14;
      break;
    }
  }
  const text = hex == 0 ? NO_TEXT : judgeHex(hex, end);
  if (text == UNSURE) return UNJUDGED;
  if (isError || text == NO_TEXT) undecoded++;
  return text == NO_TEXT ? SILENT : TEXT;
}

/** A bit for each of the 16 places from `at` on where a pair stands. */
@inline
function pairsAt(at: usize, firsts: v128, seconds: v128): u64 {
  const first = v128.load(at);
  const low = v128.and(first, i8x16.splat(0x0f));
  return <u64>i8x16.bitmask(
    v128.and(i8x16.eq(i8x16.swizzle(firsts, low), first), i8x16.eq(i8x16.swizzle(seconds, low), v128.load(at, 1))),
  );
}

/** Place of an address in the window at `base`, -1 for none. */
@inline
function placeOf(address: usize, base: usize): i32 {
  return address == 0 ? -1 : <i32>(address - base);
}

/**
 * Frames the events in [start, end), no more than `most`, and writes to `out`, as i32: how many there are, where to go on, the start
 * of an event that is open at the end, the attributes with the least and the greatest regular time, the end of the last event, and how
 * many of them are undecoded; from byte 32 on five for each: start, end, its time attribute, its payload, what it is. All of them but
 * numbers are places in the window at `base`, -1 for none.
 */
export function events(base: usize, start: usize, end: usize, out: usize, most: u32): void {
  // By low half:            0   1   2   3   4   5   6    7   8   9   a   b   c    d   e  f; a byte that is never looked up there for none.
  const firsts = i8x16(-1, -1, 0x72, -1, -1, 0x45, 0x46, 0x77, -1, -1, 0x3a, -1, -1, 0x6d, -1, 0);
  const seconds = i8x16(-1, -1, 0x44, -1, -1, 0x76, 0x6f, 0x54, -1, -1, 0x45, -1, -1, 0x54, -1, 0);
  known = 0;
  least = 0;
  greatest = 0;
  undecoded = 0;
  let count: u32 = 0;
  let entry = out + HEADER;
  let used: usize = start;
  let open: usize = 0;
  let time: usize = 0;
  let rawTime: usize = 0;
  let payload: usize = 0;
  let extra: usize = 0;
  let hasNoFormat = false;
  let resume: usize = 0;
  for (let block = start; block < end && resume == 0; block += 32) {
    let places: u64 = pairsAt(block, firsts, seconds) | (pairsAt(block + 16, firsts, seconds) << 16);
    while (places != 0) {
      const place = block + <usize>ctz<u64>(places);
      places &= places - 1;
      if (place >= end) break;
      const pair = <u32>load<u16>(place);
      const before = load<u8>(place - 1);
      if (pair == EVENT_TAG && before == 60) {
        if (load<u32>(place) != 0x6e657645 || load<u8>(place, 4) != 116 || !isNameEnd(load<u8>(place, 5))) continue;
        if (open != 0) {
          store<i32>(entry, placeOf(open, base));
          store<u32>(entry, BROKEN, 16);
          entry += ENTRY;
          open = 0;
          if (++count == most) {
            resume = place - 1;
            break;
          }
        }
        open = place - 1;
        time = 0;
        rawTime = 0;
        payload = 0;
        extra = 0;
        hasNoFormat = false;
        continue;
      }
      if (open == 0) continue;
      if (pair == EVENT_TAG && before == 47) {
        // A tag that the end of the window cuts is none: zeros stand behind it.
        if (load<u64>(place - 2) != 0x3e746e6576452f3c) continue;
        used = place + 6;
        let is = PLAIN;
        if (payload != 0) is = judgePayload(payload, used);
        else if (hasNoFormat) {
          is = SILENT;
          undecoded++;
        } else if (extra != 0) {
          is = UNJUDGED;
          payload = extra;
        }
        if (time == 0) time = rawTime;
        if (time != 0 && (time == rawTime || !takeTime(time))) is |= ODD_TIME;
        store<i32>(entry, placeOf(open, base));
        store<i32>(entry, placeOf(used, base), 4);
        store<i32>(entry, placeOf(time, base), 8);
        store<i32>(entry, placeOf(payload, base), 12);
        store<u32>(entry, is, 16);
        entry += ENTRY;
        open = 0;
        if (++count == most) {
          resume = used;
          break;
        }
      } else if (pair == EVENT_TAG) {
        // <BinaryE ventData
        if (load<u64>(place - 7) == 0x457972616e69423c && load<u64>(place, 1) == 0x61746144746e6576) payload = place - 7;
      } else if (pair == SYSTEM_TIME) {
        if (time == 0 && load<u64>(place - 5) == 0x69546d6574737953 && load<u16>(place, 3) == 0x656d) time = place - 5;
      } else if (pair == RAW_TIME) {
        if (rawTime == 0 && load<u32>(place - 2) == 0x54776152 && load<u32>(place, 1) == 0x656d6954) rawTime = place - 2;
      } else if (pair == ERROR_DATA) {
        // <Process ingError Data
        if (
          load<u64>(place - 15) == 0x737365636f72503c &&
          load<u64>(place - 7) == 0x726f727245676e69 &&
          load<u32>(place, 1) == 0x61746144
        )
          payload = place - 15;
      } else if (pair == NO_FORMAT) {
        // No Forma t Inform on found, the last one from its 19th byte on
        if (
          load<u64>(place - 3) == 0x616d726f46206f4e &&
          load<u64>(place, 5) == 0x6d726f666e492074 &&
          load<u64>(place, 16) == 0x646e756f66206e6f
        )
          hasNoFormat = true;
      } else if (pair == EXTRA) {
        // win:Extr aPayload
        if (load<u64>(place - 3) == 0x727478453a6e6977 && load<u64>(place, 5) == 0x64616f6c79615061) extra = place - 3;
      }
    }
  }
  const isOrdered = known != 0;
  store<u32>(out, count);
  store<i32>(out, placeOf(resume, base), 4);
  store<i32>(out, placeOf(open, base), 8);
  store<i32>(out, isOrdered ? placeOf(least - TO_TIME, base) : -1, 12);
  store<i32>(out, isOrdered ? placeOf(greatest - TO_TIME, base) : -1, 16);
  store<i32>(out, placeOf(used, base), 20);
  store<u32>(out, undecoded, 24);
}
