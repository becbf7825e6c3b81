import { formats, type OutputFormat } from '../../index.ts';
import { EXIT } from '../exit-code.ts';
import { listing } from '../listing.ts';
import { writeOutput } from '../output.ts';

/** Read by where they lie, not by how they begin. */
const BY_PLACE = { id: 'spool', title: 'Message files (.hist) of a History Spooler folder' };

/** Lists the forms of file the tool reads. */
export async function runFormats(format: OutputFormat): Promise<number> {
  const rows = [...formats.map(({ id, title }) => ({ id, title })), BY_PLACE];
  await writeOutput([listing(format, rows, ({ id, title }) => [id, title])]);
  return EXIT.analysed;
}
