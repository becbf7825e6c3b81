import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure, oimscope } from './measure.mjs';

/** What a sample belongs to, by the function on top of the stack; the first that fits. */
const PARTS = [
  ['waiting', ({ functionName }) => functionName === '(idle)'],
  ['garbage collection', ({ functionName }) => functionName === '(garbage collector)'],
  ['reading the file', ({ functionName, url }) => functionName === 'read' && url === ''],
  ['searching in the kernel (WebAssembly)', ({ functionName }) => /^wasm-|WasmWrapper/.test(functionName)],
  ['framing and building records', ({ url }) => /\/(?:scan-task|formats)\.js$/.test(url)],
  ['messages, lives, diagnosis, report', ({ url }) => /\/bin\/(?!main|args)[\w-]+\.js$/.test(url)],
  ['starting: Node, modules, command line', () => true],
];

function partsOf(path) {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(path, 'utf8'));
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const parts = new Map(PARTS.map(([name]) => [name, 0]));
  for (const [i, id] of samples.entries()) {
    const [name] = PARTS.find(([, fits]) => fits(frames.get(id)));
    parts.set(name, parts.get(name) + timeDeltas[i] / 1000);
  }
  return parts;
}

/** Milliseconds that each thread of one run spends on what; this thread first. The sampling itself costs a tenth. */
export function profile(file, workers) {
  const folder = mkdtempSync(join(tmpdir(), 'oimscope-profile-'));
  try {
    const [node, ...words] = oimscope(file, undefined, '--workers', String(workers));
    measure([node, '--cpu-prof', '--cpu-prof-interval', '500', '--cpu-prof-dir', folder, ...words]);
    const threads = readdirSync(folder)
      .toSorted()
      .map((name) => partsOf(join(folder, name)));
    return PARTS.map(([name]) => [name, ...threads.map((parts) => Math.round(parts.get(name)))]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
