import type { Life } from '../model/life.ts';
import type { Ref } from '../model/ref.ts';
import { environmentOf } from './ask-fact.ts';
import type { Answer, Question } from './conditions.ts';
import { ownerOfLife } from './environment/identities.ts';
import type { FactName } from './environment/index.ts';
import { refsOfSteps } from './message-conditions.ts';
import type { Case, MessageCase } from './rule.ts';

/** A message of another user of the PC says nothing of this one. */
function isOfUser(life: Life, { reading: { identities, environment } }: Case): boolean {
  const owner = identities === undefined ? undefined : ownerOfLife(identities, life);
  return owner === undefined || owner === environment.user?.value.toLowerCase();
}

function evidenceOf(life: Life): readonly Ref[] {
  const sent = refsOfSteps(life, 'message-sent');
  return sent.length > 0
    ? sent
    : life.attempts.filter(({ result }) => result === 'accepted').flatMap(({ evidence }) => evidence);
}

function contested(answer: Answer, life: Life): Answer {
  const because = `${life.id} was delivered as an offline message nevertheless`;
  return {
    ...answer,
    isContested: true,
    because: answer.because === undefined ? because : `${answer.because}; ${because}`,
    evidence: [...(answer.evidence ?? []), ...evidenceOf(life)],
  };
}

/**
 * A question whose yes means that the client offers no offline messages at all: one that Exchange accepted says otherwise.
 * `coincides`: whether what was found was so when a message was sent, too.
 */
function withoutDelivery(question: Question<Case>, coincides: (subject: MessageCase) => boolean): Question<Case> {
  return {
    ...question,
    ask: (subject) => {
      const answer = question.ask(subject);
      if (answer.holds !== 'yes') return answer;
      const other = subject.input.lives.find(
        (life) =>
          life.outcome === 'delivered' &&
          life.certainty !== 'possible' &&
          isOfUser(life, subject) &&
          coincides({ ...subject, life }),
      );
      return other === undefined ? answer : contested(answer, other);
    },
  };
}

/** The client that sent the message may have been another than that of the end of the bundle. */
export function withoutDeliveryByClient(question: Question<Case>): Question<Case> {
  return withoutDelivery(question, (subject) => {
    const environment = environmentOf(subject);
    const then: Case = { ...subject, reading: { ...subject.reading, environment } };
    return question.ask(then).holds === 'yes';
  });
}

/** What came in band after the message was sent does not contradict it; when a list came into force nobody tells. */
export function withoutDeliveryUnder(name: FactName, question: Question<Case>): Question<Case> {
  return withoutDelivery(question, ({ life, reading }) => {
    const since = reading.since.get(name);
    const sentAt = life.sentAt ?? life.endedAt;
    return since === undefined || sentAt === undefined || sentAt >= since;
  });
}
