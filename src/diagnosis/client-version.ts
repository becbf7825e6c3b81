import type { Channel } from '../model/installation.ts';
import {
  CLICK_TO_RUN_AMONG_MSI,
  DRAFTS_FIX_REVISIONS,
  FIRST_BUILD_WITH_DRAFTS_FIX,
  FIRST_BUILD_WITH_OFFLINE_IM,
  MSI_BUILDS,
  MSI_REVISIONS,
  UCCAPI_REVISIONS,
} from './knowledge/client-builds.ts';
import { CLIENT_RELEASES } from './knowledge/client-releases.ts';

/** A client version by its fields: `16.0.6741.2048` has major 16, minor 0, build 6741 and revision 2048. */
export interface ClientVersion {
  readonly major: number;
  readonly minor: number;
  readonly build: number;
  /** Absent where the text has none, or one of the UCCAPI component, which says nothing of the release. */
  readonly revision?: number;
}

const VERSION_TEXT = /^(\d{1,5})\.(\d{1,5})\.(\d{1,5})(?:\.(\d{1,5}))?$/;

/** Undefined for a text that is no version of three or four numbers, such as `16.0` or `latest`, and for `0.0.0.0`, which no client has. */
export function parseClientVersion(text: string): ClientVersion | undefined {
  const [matched, major, minor, build, revision] = VERSION_TEXT.exec(text.trim()) ?? [];
  if (matched === undefined || Number(major) === 0 || Number(build) === 0) return undefined;
  const fields = { major: Number(major), minor: Number(minor), build: Number(build) };
  if (revision === undefined || isUccapi(fields.build, Number(revision))) return fields;
  return { ...fields, revision: Number(revision) };
}

function isUccapi(build: number, revision: number): boolean {
  return build > MSI_BUILDS.to && revision >= UCCAPI_REVISIONS.from && revision <= UCCAPI_REVISIONS.to;
}

/** A version of the 2016 client; 15.0 is Lync 2013 and its updates. */
function isSkype2016(version: ClientVersion): boolean {
  return version.major === 16 && version.minor === 0;
}

/** Whether the client is older than the first one with offline messages. */
export function predatesOfflineMessages(version: ClientVersion): boolean {
  if (version.major !== 16) return version.major < 16;
  return version.minor === 0 && version.build < FIRST_BUILD_WITH_OFFLINE_IM;
}

/** How a client was installed, by its numbers alone; undefined where they leave it open. */
export function installTypeOf(
  version: ClientVersion,
): { readonly value: 'click-to-run' | 'msi'; readonly isSure: boolean } | undefined {
  if (!isSkype2016(version)) return undefined;
  if (version.build > MSI_BUILDS.to) return { value: 'click-to-run', isSure: true };
  if (version.build < MSI_BUILDS.from) return undefined;
  if (version.revision !== undefined && MSI_REVISIONS.includes(version.revision)) return { value: 'msi', isSure: true };
  if (version.build === CLICK_TO_RUN_AMONG_MSI) {
    return { value: 'click-to-run', isSure: version.revision !== undefined };
  }
  return version.revision === undefined ? { value: 'msi', isSure: false } : undefined;
}

/** Channels that released a build, or one that begins so, each once. */
function channelsThat(released: (build: string) => boolean): readonly Channel[] {
  return [...new Set(CLIENT_RELEASES.filter(({ build }) => released(build)).map(({ channel }) => channel))];
}

/** The channel that alone released this version, or the one that alone released its build; undefined when several did. */
export function channelOf(version: ClientVersion): { readonly value: Channel; readonly isExact: boolean } | undefined {
  if (!isSkype2016(version)) return undefined;
  if (version.revision !== undefined) {
    const release = `${version.build}.${version.revision}`;
    const [exact, another] = channelsThat((build) => build === release);
    if (exact !== undefined) return another === undefined ? { value: exact, isExact: true } : undefined;
  }
  const prefix = `${version.build}.`;
  const [only, another] = channelsThat((build) => build.startsWith(prefix));
  return only === undefined || another !== undefined ? undefined : { value: only, isExact: false };
}

/** Where a version stands to the Drafts fix of June 2016. */
export type DraftsFixState = 'no-feature' | 'below' | 'maybe-below' | 'fixed' | 'unknown';

/**
 * `maybe-below`: an earlier revision of the very build that brought the fix to most users, and the exact revision is not published.
 * `unknown`: the revision decides and is not known. Source: contract section 3; "Enable or disable offline IM" (fixed in all
 * Click-to-Run channels as of 2016-06-14).
 */
export function draftsFixState(version: ClientVersion): DraftsFixState {
  if (predatesOfflineMessages(version)) return 'no-feature';
  if (!isSkype2016(version)) return 'fixed';
  const fix = DRAFTS_FIX_REVISIONS.get(version.build);
  if (fix === undefined) return version.build < FIRST_BUILD_WITH_DRAFTS_FIX ? 'below' : 'fixed';
  if (version.revision === undefined) return 'unknown';
  if (version.revision >= fix) return 'fixed';
  return version.build === FIRST_BUILD_WITH_DRAFTS_FIX ? 'maybe-below' : 'below';
}
