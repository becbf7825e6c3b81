import type { FSWatcher } from 'chokidar';

/** Tells that something in a folder may have changed. */
export interface FolderEvents {
  close(): Promise<void>;
}

/**
 * Listens to what the system tells of a folder. Only that something happened is told on: what it was is seen by looking. Never
 * `awaitWriteFinish`, which waits for a log to end; nor `atomic`, which holds back every removal.
 */
export async function openFolderEvents(
  folder: string,
  onChange: () => void,
  onError: (error: unknown) => void,
): Promise<FolderEvents> {
  const { watch } = await import('chokidar');
  const watcher: FSWatcher = watch(folder, {
    ignoreInitial: true,
    followSymlinks: false,
    atomic: false,
    awaitWriteFinish: false,
    ignorePermissionErrors: true,
  });
  watcher.on('all', onChange).on('error', onError);
  return { close: () => watcher.close() };
}
