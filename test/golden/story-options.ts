import type { AnalysisOptions } from '../../src/model/analysis-options.ts';
import { ticksFromIso } from '../../src/model/ticks.ts';

/** The options of a story's command line as the analysis takes them. */
export function storyOptions(words: readonly string[]): AnalysisOptions {
  let options: AnalysisOptions = {};
  for (let i = 0; i < words.length; i += 2) {
    const [name, value = ''] = words.slice(i, i + 2);
    const now = ticksFromIso(value);
    if (name === '--now' && now !== undefined) options = { ...options, now };
    else if (name === '--zone') options = { ...options, zones: [...(options.zones ?? []), zoneOption(value)] };
    else if (name === '--mailbox' && (value === 'on-premises' || value === 'online')) {
      options = { ...options, stated: { ...options.stated, mailbox: value } };
    } else if (name === '--client-version')
      options = { ...options, stated: { ...options.stated, clientVersion: value } };
    else throw new Error(`a story has an option that its test does not know: ${name} ${value}`);
  }
  return options;
}

function zoneOption(value: string): { glob?: string; zone: string } {
  const [glob, zone] = value.split('=', 2);
  return zone === undefined ? { zone: value } : { glob: glob ?? '', zone };
}
