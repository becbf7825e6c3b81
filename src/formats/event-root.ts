/** Text behind what may stand in front of the root of XML: declaration, comments, document type. Each is skipped by a search for its end. */
function rootOf(head: string): string {
  let text = head.trimStart();
  for (const [open, close] of [
    ['<?xml', '?>'],
    ['<!DOCTYPE', '>'],
  ] as const) {
    while (text.startsWith('<!--')) text = behind(text, '-->');
    if (text.startsWith(open)) text = behind(text, close);
  }
  while (text.startsWith('<!--')) text = behind(text, '-->');
  return text;
}

function behind(text: string, close: string): string {
  const end = text.indexOf(close);
  return end < 0 ? '' : text.slice(end + close.length).trimStart();
}

/** Who wrote a file of `<Event>` elements, with or without a root around them; undefined where it is none, or PerfView's (`<Event MSec=`). */
export function eventWriter(head: string): 'tracerpt' | 'wevtutil' | undefined {
  const root = rootOf(head);
  const hasRoot = /^<Events[\s/>]/.test(root);
  if (!hasRoot && !/^<Event[\s>]/.test(root)) return undefined;
  const at = root.search(/<Event[\s>]/);
  // A root alone: of an interrupted run, or of a trace without events.
  if (at < 0) return 'tracerpt';
  const tag = /^<Event(?:>|\s+(?:(MSec=)|xmlns=(["'])))/.exec(root.slice(at, at + 200));
  if (tag?.[1] !== undefined || (tag === null && !hasRoot)) return undefined;
  if (tag?.[2] === "'") return 'wevtutil';
  // tracerpt gives its events no number; an editor that rewrites a file changes the quotes.
  const end = root.indexOf('</Event>', at);
  return root.slice(at, end < 0 ? undefined : end).includes('<EventRecordID>') ? 'wevtutil' : 'tracerpt';
}
