// What a trace tells of the programs that wrote it: events of the image and system groups that the logger itself adds.
// https://www.geoffchappell.com/studies/windows/km/ntoskrnl/api/etw/tracelog/index.htm has the hook numbers (WMI_LOG_TYPE_…).
import { ansiText } from '../input/encoding.ts';
import type { EtlRecord } from './etl-record.ts';
import { guidOf } from './guid-text.ts';
import { PackedReader } from './packed-reader.ts';

const [RSDS, BUILD_INFO, BINARY_PATH] = [0x40, 0x42, 0x43];
/** A binary has a few control GUIDs. */
const MOST_GUIDS = 1024;

export interface DebugId {
  readonly kind: 'pdb';
  /** As the linker wrote it: `C:\build\Lync.pdb`. */
  readonly path: string;
  /** Lower case, without braces. */
  readonly guid: string;
  readonly age: number;
}

export interface BuildInfo {
  readonly kind: 'build';
  /** `26100.1.amd64fre.ge_release.240331-1435` */
  readonly text: string;
}

export interface ProviderBinary {
  readonly kind: 'binary';
  readonly path: string;
  /** Control GUIDs of the providers in it. */
  readonly guids: readonly string[];
}

/** Reads a record that names a PDB (DbgId_RSDS), the build of Windows (BuildInfo), or the binary of providers (ProviderBinaryPath). */
export function readDebugRecord({ kind, id, payload }: EtlRecord): DebugId | BuildInfo | ProviderBinary | undefined {
  if (kind !== 'perfinfo' && kind !== 'system') return undefined;
  const reader = new PackedReader(payload);
  switch (id) {
    case RSDS: {
      const guid = reader.take(16);
      const age = reader.uint(4);
      const path = reader.upToNul(1);
      if (guid === undefined || age === undefined || path === undefined || path.length === 0) return undefined;
      return { kind: 'pdb', path: ansiText(path), guid: guidOf(guid), age };
    }
    case BUILD_INFO: {
      const text = reader.upToNul(1);
      return text === undefined || text.length === 0 ? undefined : { kind: 'build', text: ansiText(text) };
    }
    case BINARY_PATH: {
      const count = reader.uint(4) ?? 0;
      if (count === 0 || count > MOST_GUIDS) return undefined;
      const bytes = reader.take(16 * count);
      const path = reader.upToNul(2);
      if (bytes === undefined || path === undefined || path.length === 0) return undefined;
      const guids = Array.from({ length: count }, (_, index) => guidOf(bytes.subarray(16 * index, 16 * index + 16)));
      return { kind: 'binary', path: path.toString('utf16le'), guids };
    }
    default:
      return undefined;
  }
}

/** `E5C0A2D1…1`: the folder of a symbol store that holds a PDB, from its GUID and age. */
export function symbolKey({ guid, age }: DebugId): string {
  return `${guid.replaceAll('-', '').toUpperCase()}${age.toString(16).toUpperCase()}`;
}
