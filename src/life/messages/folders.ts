import type { FolderName } from '../../model/observation.ts';
import type { Call } from '../calls/call.ts';

/** Ties opaque folder ids to DistinguishedFolderIds by the GetFolder answers of the trace. */
export class FolderNames {
  readonly #names = new Map<string, string>();

  constructor(calls: readonly Call[]) {
    for (const call of calls) {
      const asked = call.request.operation === 'GetFolder' ? call.request.folders : [];
      for (const [i, answer] of (call.response?.answers ?? []).entries()) {
        for (const folder of answer.folders)
          this.#learn(folder.opaque, folder.distinguished ?? asked[i]?.distinguished);
      }
    }
  }

  /** The DistinguishedFolderId in lower case; `unknown` for an opaque id that nothing ties to a folder; undefined for none. */
  nameOf(folder: FolderName | undefined): string | undefined {
    if (folder?.distinguished !== undefined) return folder.distinguished;
    return folder?.opaque === undefined ? undefined : (this.#names.get(folder.opaque) ?? 'unknown');
  }

  #learn(opaque: string | undefined, distinguished: string | undefined): void {
    if (opaque !== undefined && distinguished !== undefined) this.#names.set(opaque, distinguished);
  }
}
