import type { FolderName, ItemAnswer } from '../../model/observation.ts';
import type { Call } from '../calls/call.ts';

const NO_FOLDERS: readonly FolderName[] = [];
const NO_ANSWERS: readonly ItemAnswer[] = [];

/** Ties opaque folder ids to DistinguishedFolderIds by the GetFolder answers of the trace. */
export class FolderNames {
  readonly #names = new Map<string, string>();

  constructor(calls: readonly Call[]) {
    for (const call of calls) {
      // Of an answer that is only thought to be its own it is not known which folders were asked for.
      if (call.link === 'weak') continue;
      const asked = call.request.operation === 'GetFolder' ? call.request.folders : NO_FOLDERS;
      let i = 0;
      for (const { folders } of call.response?.answers ?? NO_ANSWERS) {
        for (const folder of folders) this.#learn(folder.opaque, folder.distinguished ?? asked[i]?.distinguished);
        i++;
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
