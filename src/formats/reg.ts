// Exported keys of the registry, by regedit or `reg export` (UTF-16, or ANSI in the form of Windows 95):
//   Windows Registry Editor Version 5.00
//   [HKEY_CURRENT_USER\Software\Microsoft\Office\16.0\Lync]
//   "EnableTracing"=dword:00000001
// and the output of `reg query`:
//   HKEY_CURRENT_USER\Software\Microsoft\Office\16.0\Lync
//       EnableTracing    REG_DWORD    0x1
// Each key becomes one record: its path on the first line of the message, then `Name : Value` lines. A key or value that the file
// would delete (`[-HKEY…]`, `"name"=-`) was not there; binary values are left out.

import type { Format } from './format.ts';
import { isQueryOutput, isRegistryFile, registryKeys } from './registry-keys.ts';
import { propertyLine, readWholeText, type TextPart } from './whole-text.ts';

function partsOf(text: string): readonly TextPart[] {
  return registryKeys(text).map(({ path, values, ...place }) => ({
    ...place,
    component: 'Registry key',
    message: [path, ...[...values].map(([name, value]) => propertyLine(name, value))].join('\n'),
  }));
}

export const reg: Format = {
  id: 'reg',
  title: 'Exported registry keys (.reg), or output of reg query',
  sniff: ({ text }) => isRegistryFile(text) || isQueryOutput(text),
  read: (source, context) => readWholeText(source, context, 'registry keys', partsOf),
};
