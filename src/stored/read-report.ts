import { type FileHandle, open } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import * as v from 'valibot';
import { TraceError } from '../model/errors.ts';
import { REPORT_SCHEMA, type StoredReport } from '../model/stored-report.ts';
import { REPORT_SHAPE } from './report-shape.ts';

/** A report of ten thousand messages has 60 MB; JavaScript holds no text of more than 512 Mi characters. */
const MOST_BYTES: number = 256 << 20;
const SCHEMA_NAME = /^oimscope\.report\/(\d+)$/;

function fault(path: string, words: string, cause?: unknown): TraceError {
  return new TraceError('USAGE', `${path}: ${words}`, { cause });
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function tooLarge(path: string): TraceError {
  return fault(path, `larger than ${MOST_BYTES >> 20} MiB, which is the limit of a report`);
}

/** All that another program writes: `diff a.json <(zcat b.json.gz)`. */
async function pipedBytes(handle: FileHandle, path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of handle.createReadStream({ autoClose: false })) {
    const piece = Buffer.from(chunk);
    bytes += piece.length;
    if (bytes > MOST_BYTES) throw tooLarge(path);
    chunks.push(piece);
  }
  return Buffer.concat(chunks);
}

async function bytesOf(path: string): Promise<Buffer> {
  try {
    const handle = await open(path, 'r');
    try {
      const stats = await handle.stat();
      if (stats.isDirectory()) throw fault(path, 'a folder; name the file of a report, as "analyze -f json" writes it');
      if (stats.size > MOST_BYTES) throw tooLarge(path);
      if (stats.isFIFO()) return await pipedBytes(handle, path);
      if (!stats.isFile()) throw fault(path, 'not a file');
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof TraceError) throw error;
    // Windows opens no folder.
    if (hasCode(error, 'EISDIR')) throw fault(path, 'a folder; name the file of a report', error);
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) {
      throw new TraceError('PATH_NOT_FOUND', `${path}: no such file; name a report, as "analyze -f json" writes it`, {
        cause: error,
      });
    }
    throw fault(path, `cannot be read: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

/** The text of a file: UTF-8, or what PowerShell makes of it by `>` (UTF-16 with a mark). */
function textOf(bytes: Buffer, path: string): string {
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff;
  const encoding = isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw fault(path, 'neither UTF-8 nor UTF-16 text: no report', error);
  }
}

function parsed(text: string, path: string): unknown {
  if (text.trim() === '') throw fault(path, 'empty; a report is written by "analyze -f json -o report.json"');
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (error) {
    // The words of the parser quote the text, which may be anything.
    const isCut = text.trimStart().startsWith('{') && !text.trimEnd().endsWith('}');
    throw fault(path, isCut ? 'JSON that ends early: the report was cut' : 'not JSON, or damaged: no report', error);
  }
}

/** Refuses what is no report of this schema, with what it is in its place. */
function checkSchema(value: unknown, path: string): void {
  const schema = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
  if (schema === REPORT_SCHEMA) return;
  if (typeof schema !== 'string') throw fault(path, `not a report: it has no "schema": "${REPORT_SCHEMA}"`);
  const number = SCHEMA_NAME.exec(schema)?.[1];
  if (number !== undefined && Number(number) > 1) {
    throw fault(path, `written by a later version of oimscope (${schema}); this one reads ${REPORT_SCHEMA}`);
  }
  if (schema === 'oimscope.fleet/1') throw fault(path, 'the summary of a batch; name the results folder it lies in');
  throw fault(path, `"schema" is "${schema.slice(0, 60)}", and that of a report is "${REPORT_SCHEMA}"`);
}

/** `messages[3].keys.itemIds: …` in the words of the checker. */
function faultText(issue: v.BaseIssue<unknown>): string {
  const place = (issue.path ?? [])
    .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key).slice(0, 60)}`))
    .join('')
    .replace(/^\./, '');
  const found = issue.received.slice(0, 60);
  return `${place}: ${issue.expected ?? 'something else'} is wanted, and ${found === 'undefined' ? 'it is missing' : `${found} is there`}`;
}

/**
 * Reads a report that was written to a file. Members and words it does not know are no fault. Throws a TraceError that names the
 * file and what is wrong with it.
 */
export async function readReport(path: string): Promise<StoredReport> {
  const value = parsed(textOf(await bytesOf(path), path), path);
  checkSchema(value, path);
  // The first fault is enough: of a wrong report every citation may be one.
  const result = v.safeParse(REPORT_SHAPE, value, { abortEarly: true });
  if (result.success) return result.output;
  throw fault(path, `a damaged report: ${faultText(result.issues[0])}`);
}
