import { it } from 'vitest';
import { CONDITIONS } from '../sim/condition.ts';
import { scoreSeed } from '../score/score-seed.ts';
import { EMPTY, sum } from '../score/tally.ts';
import { figuresOf } from '../score/figures.ts';
it('x', async () => {
  const names = (process.env.COND ?? 'clean').split(',');
  for (const c of CONDITIONS.filter((x) => names.includes(x.name))) {
    let t = EMPTY; const t0 = Date.now();
    for (let s = 1; s <= Number(process.env.N ?? 16); s++) {
      const r = await scoreSeed(s, c);
      t = sum(t, r.tally);
      for (const f of r.faults) console.log(c.name, s, f);
    }
    console.log(c.name, Date.now() - t0, JSON.stringify(t), JSON.stringify(figuresOf(t)));
  }
}, 600000);
