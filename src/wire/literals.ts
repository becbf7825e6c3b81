/**
 * The literals that can begin an observation, as one pattern of alternatives: a reader searches whole chunks of a
 * trace for it (1.6 GB/s measured over Latin-1 slices) and builds records only where it hits. Everything that
 * observe.ts reads must hold one of them, or continue a message that does.
 */
export const LITERALS: string = [
  'HTTP/[12]',
  'Envelope',
  '[Cc]lient-[Rr]equest-[Ii]d',
  'ERROR_(?:WINHTTP|INTERNET)_',
  'WSA[EHNT]',
  '0[xX]80072[7AEFaef]',
  '-21470',
  // Numbers of transport errors; the records they hit are read closely, where `12002 contacts` falls away.
  '\\b1(?:00[56]|100|20[0-5]|21[5-8])\\d\\b',
  '\\bOC/\\d',
  'RTC/\\d',
  '(?:REGISTER|SUBSCRIBE) sip:',
  '<property ',
  'Property\\[',
  '[Ii][Mm]AutoArchiving',
  '[Oo]ffline_?I[Mm]',
  'ItemsInFolder',
].join('|');
