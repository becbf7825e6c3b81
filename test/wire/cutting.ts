import fc from 'fast-check';
import { type Said, say } from '../life/scene.ts';

/** The text of one record as the several that a logger with short records makes of it, cut at these places. */
export function cut(said: Said, places: readonly number[]): readonly Said[] {
  const inside = [...new Set(places)]
    .filter((place) => place > 0 && place < said.text.length)
    .toSorted((a, b) => a - b);
  const ends = [...inside, said.text.length];
  return ends.map((end, i) => ({ ...said, at: said.at + i * 0.001, text: said.text.slice(ends[i - 1] ?? 0, end) }));
}

/** Text formats keep no line feed at the end of a record: the reader takes it for that of the file. */
export function withoutLastLineFeeds(scene: readonly Said[]): readonly Said[] {
  return scene.map((said) => ({ ...said, text: said.text.replace(/[\r\n]+$/, '') }));
}

/** What others say in between: another thread, and the same thread in another function. */
export const NOISE: readonly Said[] = [
  say(0, 'Availability of sip:carol@contoso.com is now 3500', { tid: 0x44, function: 'CPresence::OnNotify' }),
  say(0, 'HTTP/1.1 404 Not Found\nContent-Type: text/html\nContent-Length: 0', { tid: 0x45, function: 'CAbs::End' }),
  say(0, 'Tab 2 selected, 12 contacts visible', { component: 'UI', function: 'CTabStrip::Select' }),
  say(0, 'Keep-alive answered: 20 ms', { component: 'SIPStack', function: 'CSIPConnection::KeepAlive' }),
  say(0, '<presence entity="sip:dave@contoso.com"><state>offline</state></presence>', { tid: 0x46 }),
];

/** The records with noise between each two of them. */
export function interleaved(scene: readonly Said[], noise: readonly Said[]): readonly Said[] {
  return scene.flatMap((said, i) => [said, ...noise.slice(i % 3, (i % 3) + 3).map((one) => ({ ...one, at: said.at }))]);
}

/** Up to `most` places to cut a text at. */
export function places(text: string, most: number): fc.Arbitrary<readonly number[]> {
  return fc.array(fc.integer({ min: 1, max: Math.max(1, text.length - 1) }), { maxLength: most });
}
