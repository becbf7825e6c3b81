import { describe, expect, test } from 'vitest';
import { maskLine } from '../../src/radar/mask-line.ts';

/** What is kept of a line. */
function keptOf(line: string): string {
  return maskLine(line)
    .pieces.map((piece) => (typeof piece === 'string' ? piece : '<>'))
    .join('');
}

describe('a word with a capital that is no usual one is taken for a name', () => {
  test.each([
    'Zqgwen: failed to save offline note',
    "Zqgwen's offline message",
    "O'Zqgwen failed the offline note",
    'Zqgwen-Marie failed the offline note',
    'ZQERIN saved the offline note',
    'van der Zqmaine failed the offline note',
    'Dr. Zqgwen failed the offline note',
    'Offline note of Dr. Zqgwen',
    'Offline note saved, Zqerin is away',
    'Offline note saved: Zqerin is away',
    'Offline note (Zqerin) saved',
    '(Zqerin) saved the offline note',
    'Offline note to recipient Zqmaine, Zqgwen (Zqdept) done',
    'Offline note saved, ZQERIN is away',
    "Offline note in Zqgwen's basket",
    'Offline note m17 Zqgwen failed',
    'Offline note folder Zqprojekt',
    'Offline note saved as Zqsecret Plans.docx',
    'Offline note [zqext] saved',
    'Offline note [zqsecret',
    'Offline note to:<zqgwen> saved',
    'Offline note by zqgwen saved',
    'Offline note sender zqgwen saved',
    'Offline note contact zqgwen saved',
    'Offline note participant zqgwen saved',
    'Offline note upn zqgwen saved',
    'Zqgwen->Zqerin: offline note saved',
    'Offline note Zqgwen->Zqerin saved',
    'Offline note Zqgwen -> Zqerin saved',
    'Offline note saved for @Zqgwen Zqvogel',
    'Offline note @zqgwen saved',
    'Offline note (@zqgwen_vogel) saved',
    'Offline note /Zqgwen Zqvogel/ saved',
    'Offline note //Zqgwen// saved',
    'Offline note peer zqgwen saved',
    'Offline note buddy zqgwen saved',
    'Offline note alias zqgwen saved',
    'Offline note login zqgwen saved',
  ])('%s', (line) => {
    expect(keptOf(line)).not.toMatch(/zq/i);
  });
});

describe('a usual word, a first one, and one of code stay', () => {
  test.each([
    'Heron perches, offline note is laid in the Basket of the Ferry',
    'Zqgwen failed the offline note',
    'Offline note saved. Zqgwen is up',
    'Offline note waits for the Tide [Lane] (late) (cached)',
    'Offline note by CHeronFerry::Log',
    'Offline note in Zqferry::Log',
    'Offline note Zqstate=up',
    'Offline note <unknown> in List<zqferry>',
    'OIM saved in Drafts by timer, EWS is up',
    "Client's offline note retried by lane",
    'Offline note by the Dispatcher, Stopped',
    'OIM kept, UCMAPI busy, MSAL hit, STS up, WAM broker, GAL lookup, ABS download, DRM ok',
    'OIM kept over TCP/IP and HTTP/HTTPS',
    'Offline note Zqferry->Push() and Zqferry->m_x and pLane->Zqferry::Log',
    'Offline note /Inbox/ @lane @ m_x peer closed, login failed, alias unknown',
  ])('%s', (line) => {
    expect(keptOf(line)).toBe(line);
  });
});

test.each(['Holly', 'Charly', 'Grant', "Grant's", 'Marshal', 'Sid', 'Nat', 'Gal'])('%s is a name', (name) => {
  expect(keptOf(`Offline note saved, ${name} is away`)).not.toContain(name.slice(0, 3));
});

test.each(['Newly', 'Finally', 'Keeps', 'Granted', 'SID', 'NAT', 'DAG'])('%s is none', (word) => {
  expect(keptOf(`Offline note saved, ${word} is away`)).toContain(word);
});
