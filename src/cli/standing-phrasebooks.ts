import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { AnalysisOptions } from '../model/analysis-options.ts';

const NAME = 'oimscope.phrases.json';

/** The user's configuration folder: of Windows %APPDATA%, elsewhere as the XDG Base Directory Specification has it. */
function configurationFolder(): string {
  const { APPDATA, XDG_CONFIG_HOME } = process.env;
  if (process.platform === 'win32') return join(APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'oimscope');
  return join(XDG_CONFIG_HOME || join(homedir(), '.config'), 'oimscope');
}

/** A folder of that name is no phrasebook, as in a bundle; what is closed to us is none either. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Phrasebooks that stand in the user's configuration folder and in the working folder; the latter goes before the former. */
function standingPhrasebooks(): readonly string[] {
  return [join(configurationFolder(), NAME), join(process.cwd(), NAME)].filter(isFile);
}

/** The options with the phrasebooks that nobody has to name. */
export function withStandingPhrasebooks<Options extends AnalysisOptions>(options: Options): Options {
  const found = standingPhrasebooks();
  return found.length === 0 ? options : { ...options, standingPhrasebooks: found };
}
