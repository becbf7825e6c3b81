import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../fixtures/formats');

/** A file of fixtures/formats/<format>/<case>. */
export interface FormatFixture {
  /** `ocs-text/ocslogger` */
  readonly name: string;
  /** Folder above the case: a format id, or `none` for what only looks like one. */
  readonly format: string;
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly folder: string;
}

function folders(path: string): readonly string[] {
  const entries = readdirSync(path, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

function fixtureOf(format: string, name: string): FormatFixture {
  const folder = join(FOLDER, format, name);
  const fileName = readdirSync(folder).find((file) => file.startsWith('input.'));
  if (fileName === undefined) throw new Error(`no input in ${folder}`);
  return { name: `${format}/${name}`, format, fileName, bytes: readFileSync(join(folder, fileName)), folder };
}

/** All cases of all formats, those of `none` last. */
export const allFixtures: readonly FormatFixture[] = folders(FOLDER)
  .toSorted((a, b) => Number(a === 'none') - Number(b === 'none') || (a < b ? -1 : 1))
  .flatMap((format) =>
    folders(join(FOLDER, format))
      .toSorted()
      .map((name) => fixtureOf(format, name)),
  );

/** Those that some format reads. */
export const readable: readonly FormatFixture[] = allFixtures.filter((fixture) => fixture.format !== 'none');

/** For `describe.each`: name and fixture. */
export function named(fixtures: readonly FormatFixture[]): readonly (readonly [string, FormatFixture])[] {
  return fixtures.map((fixture) => [fixture.name, fixture] as const);
}

/** A text of a fixture with line feeds alone. */
export function textOf(fixture: FormatFixture): string {
  const isWide = fixture.bytes[0] === 0xff && fixture.bytes[1] === 0xfe;
  const text = isWide ? fixture.bytes.toString('utf16le', 2) : fixture.bytes.toString('utf8');
  return text.replaceAll('\r\n', '\n');
}
