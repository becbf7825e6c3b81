import { it } from 'vitest';
import { answered, ask, BOB, call, create, DRAFTS, NO_ERROR, remove, reply, saved, send } from './exchange.ts';
import { say, tell } from './scene.ts';
const SAVE = call(0, create(BOB, 'SaveOnly', DRAFTS), answered('CreateItem', saved('AAMk1')));
it('x', () => {
  const scenes: any = {
    stuck: SAVE, stuckNoAnswer: [...SAVE, ask(2, send('AAMk1'))], stuckBusy: [...SAVE, ...call(2, send('AAMk1'), answered('SendItem', 'ErrorServerBusy'))],
    stuckRefused: [...SAVE, ask(2, send('AAMk1')), say(3, 'error 12029')],
    rejectedBusy: call(0, create(BOB), answered('CreateItem', 'ErrorServerBusy')),
    unreachable: [ask(0, create(BOB)), say(1, 'error 12029')], timeout: [ask(0, create(BOB)), say(1, 'error 12002')], noanswer: [ask(0, create(BOB))],
    deleted: [...SAVE, ...call(2, send('AAMk1'), answered('SendItem', 'ErrorStaleObject')), ...call(4, remove('AAMk1'), answered('DeleteItem', NO_ERROR))],
    deletedBusy: [...SAVE, ...call(2, send('AAMk1'), answered('SendItem', 'ErrorServerBusy')), ...call(4, remove('AAMk1'), answered('DeleteItem', NO_ERROR))],
    deletedThenBusy: [...SAVE, ...call(4, remove('AAMk1'), answered('DeleteItem', NO_ERROR)), ...call(8, create(BOB), answered('CreateItem', 'ErrorQuotaExceeded'))],
    late: [...call(0, create(BOB), answered('CreateItem', 'ErrorServerBusy')), ...call(150, create(BOB), answered('CreateItem', NO_ERROR))],
    denied: call(0, create(BOB), answered('CreateItem', 'ErrorSendAsDenied')),
    unread: [ask(0, create(BOB)), say(1, reply(200))],
    retried401: [ask(0, create(BOB)), say(1, reply(401)), ask(100, create(BOB))],
  };
  for (const [name, scene] of Object.entries(scenes)) for (const life of tell(scene as any, 300)) console.log(name, life.outcome, life.certainty, life.steps.map((s) => `${s.event}>${s.state}${s.fit === 'allowed' ? '' : `(${s.fit})`}`).slice(2).join('  '));
});
