import type { FleetIncident } from '../../model/fleet.ts';
import { escapeHtml } from '../../report/html/html-text.ts';

const [WIDTH, LABEL, ROW, TOP] = [1000, 220, 24, 24];
/** Narrower bars are not seen. */
const LEAST_BAR = 4;

/** The incidents on one line of time, a row for each cause; the table below it says the same in words. */
export function incidentChart(incidents: readonly FleetIncident[]): string {
  const [first] = incidents;
  if (first === undefined) return '';
  const from = Date.parse(first.from);
  const to = Math.max(...incidents.map((incident) => Date.parse(incident.to)));
  const place = (iso: string): number =>
    LABEL + ((Date.parse(iso) - from) / Math.max(1, to - from)) * (WIDTH - LABEL - LEAST_BAR);
  const causes = [...new Set(incidents.map(({ cause }) => cause))];
  const height = TOP + causes.length * ROW;
  const labels = causes.map((cause, row) => `<text x="0" y="${TOP + row * ROW + 16}">${escapeHtml(cause)}</text>`);
  const bars = incidents.map(({ cause, from: begin, to: end, userCount, messageCount }) => {
    const [x, y] = [place(begin), TOP + causes.indexOf(cause) * ROW + 4];
    const width = Math.max(LEAST_BAR, place(end) - x);
    const words = `${cause}, ${begin} to ${end}: ${userCount} users, ${messageCount} messages`;
    return `<rect class="bar" x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="16"><title>${escapeHtml(words)}</title></rect>`;
  });
  const ends = `<text x="${LABEL}" y="14">${escapeHtml(first.from)}</text><text x="${WIDTH}" y="14" text-anchor="end">${escapeHtml(new Date(to).toISOString())}</text>`;
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Incidents across users by time">${ends}<line class="axis" x1="${LABEL}" x2="${WIDTH}" y1="${TOP - 4}" y2="${TOP - 4}"/>${labels.join('')}${bars.join('')}</svg>\n`;
}
