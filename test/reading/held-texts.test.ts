import { expect, test } from 'vitest';
import { discover } from '../../src/input/discover.ts';
import { readSources } from '../../src/reading/index.ts';
import { heldBy } from '../model/held-memory.ts';
import { inFolder } from '../radar/temporary-folder.ts';

const MIB = 1 << 20;
/** Every four-hundredth line makes an observation; every fourth is looked at, as it names a port that may be an error. */
function line(number: number): string {
  const begin = `TL_INFO(TF_COMPONENT) [0]1BD4.2A00::06/08/2016-09:15:00.123.${number.toString(16).padStart(8, '0')} `;
  if (number % 400 === 7)
    return `${begin}(ABS,CAbsDownload::Begin:AbsDownload.cpp(803))GET /abs/handler/F-${number}.lsabs HTTP/1.1\r\nUser-Agent: OC/16.0.6741 (Skype for Business)\r\nHost: lyncweb.contoso.com\r\n`;
  return number % 4 === 0
    ? `${begin}(Media,CIceSession::Check:IceSession.cpp(766))Candidate pair ${number} timed out on port 12002\r\n`
    : `${begin}(UCCP,CUccPresence::OnNotify:UccPresence.cpp(914))Availability of sip:erin@contoso.com is now ${number}\r\n`;
}

test.each([
  ['in one piece', 1 << 30],
  ['in stretches', MIB],
])('what a trace told keeps no more of it, read %s', async (_, stretchBytes) => {
  const trace = Array.from({ length: 100_000 }, (__, number) => line(number)).join('');
  await inFolder({ 'trace.txt': trace }, async (folder) => {
    const discovery = await discover([folder], undefined, {});
    const { result, bytes } = await heldBy(() => readSources(discovery, { stretchBytes }));
    expect(result.observations).toHaveLength(250);
    expect(bytes).toBeLessThan(3 * MIB);
  });
});
