// node kernel/build.mjs: compiles scan.ts and the files it takes from, and writes the module, as base64, to
// src/input/scan-kernel.ts. With --check it only compares: the committed module must be what the sources give.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { main } from 'assemblyscript/asc';

const TARGET = new URL('../src/input/scan-kernel.ts', import.meta.url);
const flags = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory', '--use', 'abort='];

let binary = new Uint8Array();
const { error, stderr } = await main(['scan.ts', '--outFile', 'scan.wasm', ...flags], {
  readFile: (name) =>
    existsSync(new URL(name, import.meta.url)) ? readFileSync(new URL(name, import.meta.url), 'utf8') : null,
  writeFile: (name, contents) => {
    if (name === 'scan.wasm') binary = contents;
  },
  listFiles: () => [],
});
if (error) throw new Error(`${error.message}\n${stderr.toString()}`);

const lines =
  Buffer.from(binary)
    .toString('base64')
    .match(/.{1,100}/g) ?? [];
const module = `/** Compiled from kernel/scan.ts by kernel/build.mjs, in base64. */
export const SCAN_KERNEL: string = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('');
`;
if (!process.argv.includes('--check')) writeFileSync(TARGET, module);
else if (readFileSync(TARGET, 'utf8') !== module) {
  throw new Error('src/input/scan-kernel.ts is not what kernel/scan.ts gives: run node kernel/build.mjs');
}
