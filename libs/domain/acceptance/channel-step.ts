import { neverArrived, wasAccepted } from '../delivery.ts';
import type { AcceptanceFacts, TestMessageFacts } from './facts.ts';
import { failed, type Judgement, ok, waiting } from './judgement.ts';

/** Those who will be told of this device's outages: one of their channels has to take a message now. */
export function judgeChannel({ messages }: AcceptanceFacts): Judgement {
  const [newest] = messages;
  if (newest === undefined) return failed('no_target');
  const taken = messages.find(({ state }) => wasAccepted(state));
  if (taken !== undefined) {
    const reason = taken.state === 'accepted' ? 'message_accepted' : 'message_delivered';
    return ok(reason, { ...figures(messages, taken), ...(taken.acceptedAt !== null && { takenAt: taken.acceptedAt }) });
  }
  if (messages.every(({ state }) => neverArrived(state))) return failed('message_failed', figures(messages, newest));
  const evidence = figures(messages, newest);
  return {
    ...waiting('message_on_its_way', evidence),
    overdue: { state: 'failed', reason: 'message_not_accepted' },
  };
}

const figures = (messages: readonly TestMessageFacts[], of: TestMessageFacts) => ({
  channel: of.channel,
  messages: messages.length,
  sentAt: of.createdAt,
  ...(of.lastError !== null && !wasAccepted(of.state) && { lastError: of.lastError }),
});
