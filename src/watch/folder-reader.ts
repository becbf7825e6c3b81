import { basename, resolve } from 'node:path';
import { reportOn } from '../analyze.ts';
import type { BundleFile } from '../input/bundle-file.ts';
import { type Discovery, discover, listFiles } from '../input/discover.ts';
import { isFolder } from '../input/folder-state.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import { TraceError } from '../model/errors.ts';
import type { Report } from '../model/report.ts';
import { makeVisible } from '../model/visible.ts';
import { bundledPhrasebooks, phrasesOf, ReadingMemory } from '../reading/index.ts';

/** How a folder under watch is read and judged. */
export type WatchAnalysis = Omit<AnalysisOptions, 'signal' | 'stdin' | 'onProgress' | 'stretchBytes'>;

/** A folder that was there when the watch began, and is not now, or is none: there is nothing in it. */
function gone(folder: string, text: string): Discovery {
  const name = makeVisible(basename(resolve(folder)));
  return {
    name,
    files: [],
    folders: [],
    issues: [{ code: 'UNREADABLE', source: name, text }],
  };
}

/** Reads one folder again and again: each report is the one that `analyze` gives, for the price of what changed. */
export class FolderReader {
  readonly #folder: string;
  readonly #options: WatchAnalysis;
  readonly #memory: ReadingMemory;

  /** `stretchBytes`: how much of a growing trace is read again, about. */
  constructor(folder: string, options: WatchAnalysis, stretchBytes?: number) {
    this.#folder = folder;
    this.#options = options;
    this.#memory = new ReadingMemory(stretchBytes);
  }

  /** Throws a TraceError for phrasebooks that cannot be used. Those in archives are left to the first report, as opening these takes its time. */
  async checkPhrasebooks(): Promise<void> {
    const files = (await isFolder(this.#folder)) === true ? await listFiles([this.#folder]) : [];
    await phrasesOf(this.#options, bundledPhrasebooks(files));
  }

  async report(): Promise<Report> {
    return reportOn(await this.#discover(), this.#options, this.#memory);
  }

  async #discover(): Promise<Discovery> {
    const { zones } = this.#options;
    if ((await isFolder(this.#folder)) === false) {
      return gone(this.#folder, 'Something that is no folder stands in its place.');
    }
    try {
      const isPlain = (file: BundleFile): boolean => this.#memory.knows(file);
      return await discover([this.#folder], undefined, { isPlain, ...(zones === undefined ? {} : { zones }) });
    } catch (error) {
      if (error instanceof TraceError && error.code === 'PATH_NOT_FOUND')
        return gone(this.#folder, 'The folder is not there any more.');
      throw error;
    }
  }
}
