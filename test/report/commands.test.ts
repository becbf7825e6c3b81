import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rules } from '../../src/diagnosis/rules/index.ts';
import { wordsAndCommands } from '../../src/report/commands.ts';

function commandsOf(step: string): readonly string[] {
  return wordsAndCommands(step).flatMap(({ text, isCommand }) => (isCommand ? [text] : []));
}

test.each([
  ['Set the clock: w32tm /resync', ['w32tm /resync']],
  [
    'Turn it on: Set-CsClientPolicy -Identity <policy> -EnableIMAutoArchiving $true',
    ['Set-CsClientPolicy -Identity <policy> -EnableIMAutoArchiving $true'],
  ],
  [
    'Find it: Get-CsUser -Identity <user> | Select-Object ClientPolicy (empty means Global).',
    ['Get-CsUser -Identity <user> | Select-Object ClientPolicy'],
  ],
  [
    'See both: Test-ServiceHealth; Get-Service MSExchangeTransport, MSExchangeSubmission',
    ['Test-ServiceHealth', 'Get-Service MSExchangeTransport, MSExchangeSubmission'],
  ],
  [
    'Compare: Get-ADUser <user> -Properties mail, proxyAddresses | Format-List mail, proxyAddresses',
    ['Get-ADUser <user> -Properties mail, proxyAddresses | Format-List mail, proxyAddresses'],
  ],
  [
    'Check what the PC uses: netsh winhttp show proxy, and the LAN settings in Internet Options.',
    ['netsh winhttp show proxy'],
  ],
  [
    'Trust them: reg add HKLM\\Software\\Lync /v TrustModelData /d "<domain>, lync.com"',
    ['reg add HKLM\\Software\\Lync /v TrustModelData /d "<domain>, lync.com"'],
  ],
  [
    "Look: Get-WinEvent -FilterHashtable @{ LogName = 'Lync Server'; Id = 32054 }",
    ["Get-WinEvent -FilterHashtable @{ LogName = 'Lync Server'; Id = 32054 }"],
  ],
  [
    'Or run: "%CommonProgramFiles%\\Microsoft Shared\\OfficeC2RClient.exe" /update user',
    ['"%CommonProgramFiles%\\Microsoft Shared\\OfficeC2RClient.exe" /update user'],
  ],
  [
    'Copy %LOCALAPPDATA%\\Microsoft\\Office\\16.0\\Lync\\sip_<user>\\History Spooler before anything else.',
    ['%LOCALAPPDATA%\\Microsoft\\Office\\16.0\\Lync\\sip_<user>\\History Spooler'],
  ],
  ['Ask the user to sign out of Skype for Business and in again.', []],
])('%s', (step, commands) => {
  expect(commandsOf(step)).toEqual(commands);
});

test('no word of any step is lost', () => {
  for (const step of rules.flatMap(({ fix }) => fix)) {
    expect(
      wordsAndCommands(step)
        .map(({ text }) => text)
        .join(''),
    ).toBe(step);
  }
  const parts = fc.constantFrom(
    'Get-Mailbox',
    ' ',
    ', ',
    '; ',
    '"',
    '%TEMP%\\',
    'then',
    '{',
    '}',
    '(',
    'w32tm /x',
    '|',
    "'",
  );
  fc.assert(
    fc.property(
      fc.array(parts).map((all) => all.join('')),
      (step) => {
        expect(
          wordsAndCommands(step)
            .map(({ text }) => text)
            .join(''),
        ).toBe(step);
      },
    ),
  );
});
