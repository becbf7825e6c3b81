// The prefix that trace texts of this product family have, with and without thread and time:
//   TL_INFO(TF_PROTOCOL) [0]06E4.0EB4::01/18/2012-05:00:43.101.00005386 (SIPStack,SIPAdminLog::TraceProtocolRecord:SIPAdminLog.cpp(125))$$begin_record
//   TL_ERROR(TF_COMPONENT) (EWS,CEwsRequest::Send:ewsrequest.cpp(310))( 00000000028FDD70 ) Exit
// Levels and flags: https://learn.microsoft.com/previous-versions/office/communications-server/bb801688(v=office.12)

/** Sources of regular expressions; groups: the level. */
export const LEVEL_AND_FLAGS = 'TL_([A-Z]+)\\([A-Za-z0-9_|, \\t]*\\)';
/** Behind the level: groups of process and thread. */
export const THREAD_AND_TIME =
  '[ \\t]*\\[[^\\]\\n]*\\]([0-9A-Fa-f]{4,8})\\.([0-9A-Fa-f]{4,8})::\\d{1,4}\\/\\d{1,2}\\/\\d{1,4}-\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9}(?![0-9A-Fa-f]))?(?:\\.[0-9A-Fa-f]{8})?';
/** Behind those: groups of component, place and correlation. */
export const LOCATION =
  '(?:[ \\t]+\\(([^,()\\n]*),([^\\n]*?:[^:()\\n]+\\(\\d+\\)|[^()\\n]*)\\))?(?:[ \\t]?\\[(\\d+)\\][ \\t])?';

export interface TraceLocation {
  readonly component?: string;
  /** `Class::Method` */
  readonly function?: string;
}

/** `:ewsrequest.cpp(310)` behind a method. */
const CODE_LINE = /^:[^:()]+\(\d+\)$/;

function methodIn(place: string): string {
  const colon = place.lastIndexOf(':');
  return colon >= 0 && CODE_LINE.test(place.slice(colon)) ? place.slice(0, colon) : place;
}

export function locationOf(component = '', place = ''): TraceLocation {
  const method = methodIn(place);
  if (component === '') return method === '' ? {} : { function: method };
  return method === '' ? { component } : { component, function: method };
}

/** As ETW numbers them, 1 the gravest; noise is below all of those. */
const LEVELS: Readonly<Record<string, number>> = { FATAL: 1, ERROR: 2, WARN: 3, INFO: 4, VERBOSE: 5, NOISE: 6 };

const PREFIX = new RegExp(`^\\s*${LEVEL_AND_FLAGS}(?:${THREAD_AND_TIME})?${LOCATION}[ \\t]*`);
/** `CPeopleSearch::Search - wzText=…`: two names or more, and no other text in front. */
const METHOD = /^\s*(~?[A-Za-z_]\w{0,99}(?:::~?[A-Za-z_]\w{0,99}){1,5})(?![\w:])/;

export interface TraceText extends TraceLocation {
  /** The text behind the prefix; where only a method stands in front, all of it. */
  readonly message: string;
  readonly level?: number;
}

/** What the text of an event says of where it comes from, by its beginning. */
export function readTraceText(text: string): TraceText {
  const match = text.includes('TL_') ? PREFIX.exec(text) : null;
  if (match !== null) {
    const [whole, name = '', , , component, place] = match;
    const level = LEVELS[name];
    return {
      message: text.slice(whole.length),
      ...(level === undefined ? {} : { level }),
      ...locationOf(component, place),
    };
  }
  const method = METHOD.exec(text)?.[1];
  return { message: text, ...(method === undefined ? {} : { function: method }) };
}
