import { formats, type OutputFormat } from '../../index.ts';
import { EXIT } from '../../model/exit-code.ts';
import { listing } from '../listing.ts';
import { writeOutput } from '../output.ts';

/** Read by their bytes, by where they lie, and by their name. */
const OTHERS = [
  { id: 'etl', title: 'Raw traces (.etl), as they lie in the Tracing folder of the client' },
  { id: 'spool', title: 'Message files (.hist) of a History Spooler folder' },
  { id: 'phrasebook', title: 'Phrasebook of a bundle (oimscope.phrases.json)' },
  { id: 'tmf', title: 'Formats of trace messages (TMF), for raw traces' },
];

/** Lists the forms of file the tool reads. */
export async function runFormats(format: OutputFormat): Promise<number> {
  const rows = [...formats.map(({ id, title }) => ({ id, title })), ...OTHERS];
  await writeOutput([listing(format, rows, ({ id, title }) => [id, title])]);
  return EXIT.analysed;
}
