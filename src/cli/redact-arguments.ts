import type { Argv } from 'yargs';
import { TraceError } from '../model/errors.ts';
import { choice, text } from './option-forms.ts';

export type RedactProfile = 'none' | 'ticket';

/** What is to be done about identities; absent where they stay. */
export interface RedactArguments {
  readonly keepDomains: readonly string[];
  /** File with the key, or `env:NAME`; absent for a key of this run alone. */
  readonly key?: string;
  /** File for what each token stands for. */
  readonly map?: string;
}

/** The options as yargs hands them over. */
export interface RedactTexts {
  readonly redact: RedactProfile;
  readonly 'redact-key': string | undefined;
  readonly 'redact-map': string | undefined;
  readonly 'keep-domain': readonly string[] | undefined;
}

const PROFILES: readonly RedactProfile[] = ['none', 'ticket'];
const NONE: RedactProfile = 'none';
const DOMAIN = /^(?:[\p{L}\p{N}_-]+\.)+[\p{L}\p{N}-]+$/u;

/** Adds what keeps identities out of an output to a yargs builder. */
export function describeRedaction<Texts>(builder: Argv<Texts>): Argv<Texts & RedactTexts> {
  return builder
    .option('redact', {
      default: NONE,
      ...choice(PROFILES, 'Tokens in the place of people, hosts and ids, for a ticket'),
    })
    .option('keep-domain', { ...text('With --redact: a domain that stays readable, "*" for all'), array: true })
    .option('redact-key', text('With --redact: file (or env:NAME) with the key that makes the same tokens again'))
    .option('redact-map', text('With --redact: file for what each token stands for; keep it to yourself'));
}

function domainOption(domain: string): string {
  const name = domain.replace(/^\.|^@/, '').toLowerCase();
  if (name !== '*' && !DOMAIN.test(name)) {
    throw new TraceError(
      'USAGE',
      `--keep-domain ${JSON.stringify(domain)}: not a domain; write contoso.com, or "*" for all`,
    );
  }
  return name;
}

/** Reads the texts; throws a TraceError that names the option and what it wants. */
export function redactArguments(texts: RedactTexts): RedactArguments | undefined {
  const { redact, 'redact-key': key, 'redact-map': map, 'keep-domain': domains } = texts;
  if (redact === 'none') {
    for (const name of ['keep-domain', 'redact-key', 'redact-map'] as const) {
      if (texts[name] !== undefined) throw new TraceError('USAGE', `--${name} is for --redact ticket`);
    }
    return undefined;
  }
  return {
    keepDomains: (domains ?? []).map(domainOption),
    ...(key === undefined ? {} : { key }),
    ...(map === undefined ? {} : { map }),
  };
}
