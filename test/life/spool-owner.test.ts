import { expect, it } from 'vitest';
import { buildLives, inOrderOfTime } from '../../src/life/index.ts';
import type { Observation, SpoolFileSeen, UserSeen } from '../../src/model/observation.ts';
import { later } from '../make/clock.ts';
import { answered, BOB, call, create, NO_ERROR } from './exchange.ts';
import { DAWN, observe } from './scene.ts';

const TRACE = 'alice/Lync-UccApi-0.UccApilog';

function signedIn(address: string, source: string): UserSeen {
  return { kind: 'user', source, offset: 0, evidence: [], address, origin: 'sip-from' };
}

/** A spool file to Bob, written as the message is sent. */
function spoolOf(owner: string): SpoolFileSeen {
  const source = `sip_${owner}/History Spooler/1.hist`;
  return {
    kind: 'spool-file',
    source,
    offset: 0,
    evidence: [{ source, line: 1, offset: 0, text: 'spool' }],
    file: '1.hist',
    owner,
    reading: 'parsed',
    initiator: owner,
    participants: ['bob@contoso.com'],
    saysMissed: true,
    conversationIds: [],
    writtenAt: DAWN,
  };
}

function told(...more: readonly Observation[]) {
  const trace = observe(
    call(0, create(BOB), answered('CreateItem', NO_ERROR)).map((one) => ({ ...one, source: TRACE })),
  );
  const at = later(DAWN, 300);
  const context = { hasSpooler: true, hasTrace: true, hasUnpaired: false, hasUndecoded: false };
  return buildLives(inOrderOfTime([...trace, ...more]), { ...context, horizon: at, collectedAt: at }).map(
    (one) => one.witnesses,
  );
}

const ALICE = signedIn('alice@contoso.com', TRACE);

it('a spool file of one user is of no message in the trace of another', () => {
  expect(told(ALICE, spoolOf('dave@contoso.com'))).toEqual(['trace-only', 'spool-only']);
  expect(told(ALICE, spoolOf('alice@contoso.com'))).toHaveLength(1);
});

it('it may be of one in a trace that names both, or nobody', () => {
  expect(told(ALICE, signedIn('dave@contoso.com', TRACE), spoolOf('dave@contoso.com'))).toHaveLength(1);
  expect(told(spoolOf('dave@contoso.com'))).toHaveLength(1);
});

it('the other files of a log are of the user that it names', () => {
  const rotated = signedIn('alice@contoso.com', 'alice/Lync-UccApi-1.UccApilog');
  expect(told(rotated, spoolOf('dave@contoso.com'))).toHaveLength(2);
});
