import { test } from 'vitest';
import { renderTable } from '/work/main/src/report/table.ts';
import { HOSTILE_TEXTS, hostileReport } from '/work/main/test/report/hostile-report.ts';
test('x', () => {
  for (const t of HOSTILE_TEXTS) { const r = hostileReport(t); const a = performance.now();
    renderTable(r, { width: 150, color: true, verbose: true, unicode: false }); console.log(t.length, JSON.stringify(t.slice(0,20)), performance.now()-a); }
}, 600000);
