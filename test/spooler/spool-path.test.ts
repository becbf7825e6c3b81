import { describe, expect, it } from 'vitest';
import { isSpoolPath, spoolOwner } from '../../src/spooler/index.ts';

describe('paths of the spooler', () => {
  it.each([
    ['sip_alice@contoso.com/History Spooler/1.hist', true],
    ['Lync\\sip_alice@contoso.com\\history spooler\\1', true],
    ['History%20Spooler/1.hist', true],
    ['a/HISTORY_SPOOLER/deep/1.hist', true],
    ['History Spooler', false],
    ['a/History Spooler.txt', false],
    ['My History Spooler/1.hist', false],
    ['Tracing/Lync-UccApi-0.UccApilog', false],
  ])('%s: %s', (path, expected) => {
    expect(isSpoolPath(path)).toBe(expected);
  });

  it.each([
    ['sip_Alice@contoso.com/History Spooler/1.hist', 'alice@contoso.com'],
    ['sip_a@contoso.com/old/SIP_b@contoso.com/History Spooler/1.hist', 'b@contoso.com'],
    ['x\\sip_alice%40contoso.com\\History Spooler\\1.hist', 'alice@contoso.com'],
    ['sip_zo%C3%AB@contoso.com/History Spooler/1.hist', 'zoë@contoso.com'],
    ['sip_100%@contoso.com/History Spooler/1.hist', '100%@contoso.com'],
    ['sip_/History Spooler/1.hist', undefined],
    ['History Spooler/sip_alice@contoso.com', undefined],
    ['', undefined],
  ])('%s belongs to %s', (path, owner) => {
    expect(spoolOwner(path)).toBe(owner);
  });
});
