import type { Life } from '../model/life.ts';
import { type Condition, type Judgement, judge, judgeQuestion, type Question } from './conditions.ts';
import type { Case, MessageCase } from './rule.ts';

/**
 * Judges conditions for one message of a case after the other. A question that did not look at the message is asked once: questions are
 * pure, so that with the same case it takes the same way for every message. Without that, ten thousand messages would each have all
 * observations looked through.
 */
export function messageJudge(subject: Case): (condition: Condition<MessageCase>, life: Life) => Judgement {
  const ofCase = new Map<Condition<MessageCase>, Judgement>();
  let hasLooked = false;
  const ask = (question: Question<MessageCase>, message: MessageCase): Judgement => {
    const known = ofCase.get(question);
    if (known !== undefined) return known;
    const hadLooked = hasLooked;
    hasLooked = false;
    const judgement = judgeQuestion(question, message);
    if (!hasLooked) ofCase.set(question, judgement);
    hasLooked ||= hadLooked;
    return judgement;
  };
  let current: Life | undefined;
  // One object for all messages: a new one for each question of each message is most of what a diagnosis would allocate.
  const message: MessageCase = {
    ...subject,
    get life() {
      hasLooked = true;
      if (current === undefined) throw new Error('no message is being judged');
      return current;
    },
  };
  return (condition, life) => {
    const known = ofCase.get(condition);
    if (known !== undefined) return known;
    current = life;
    hasLooked = false;
    const judgement = judge(condition, message, ask);
    // So does a condition none of whose questions looked at it.
    if (!hasLooked) ofCase.set(condition, judgement);
    return judgement;
  };
}
