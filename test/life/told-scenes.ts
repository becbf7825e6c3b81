import type { SpoolFileSeen } from '../../src/model/observation.ts';
import { later } from '../make/clock.ts';
import { BOB, create } from './exchange.ts';
import { told } from './in-phrases.ts';
import { DAWN, type Said } from './scene.ts';

export const UI: { readonly tid: number } = { tid: 0x2000 };
export const WORKER = { tid: 0x3000 };

export function hist(name: string, at: number, more: Partial<SpoolFileSeen> = {}): SpoolFileSeen {
  const source = `sip_alice@contoso.com/History Spooler/${name}`;
  return {
    kind: 'spool-file',
    source,
    offset: 0,
    evidence: [{ source, line: 1, offset: 0, text: '' }],
    file: name,
    owner: 'alice@contoso.com',
    reading: 'parsed',
    initiator: 'alice@contoso.com',
    participants: ['bob@contoso.com'],
    saysMissed: true,
    conversationIds: [],
    writtenAt: later(DAWN, at),
    ...more,
  };
}

export function stepsOf(scene: readonly Said[], wording: Parameters<typeof told>[1] = {}): readonly string[][] {
  return told(scene, wording).lives.map(({ steps }) =>
    steps
      .filter(({ fit }) => fit !== 'required-not-seen')
      .map(({ event, fit }) => (fit === 'allowed' ? event : `${event}?`)),
  );
}

/** A request of which nothing but the people is left. */
export const CUT_TO_BOB = create(BOB, 'SendOnly').replace(/<t:Subject>.*<t:ToRecipients>/s, '<t:ToRecipients>');
