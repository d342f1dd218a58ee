import type { AedesOptions, Client } from 'aedes';
import { SUBSCRIBE_LEAVES } from '#libs/contracts';
import type { Flow } from './flow.ts';
import type { Intake } from './intake.ts';
import type { DoorLimits } from './limits.ts';
import type { Session } from './session.ts';
import type { DoorEvent } from './tally.ts';

export type SessionOf = (client: Client | null) => Session | undefined;

interface HookParts {
  readonly limits: DoorLimits;
  readonly intake: Intake;
  readonly flow: Flow;
  readonly sessionOf: SessionOf;
  readonly failed: (cause: unknown) => void;
}

/**
 * The broker library's questions, answered. A throw inside any of them would end the process, so each is guarded:
 * what goes wrong closes that one connection and is counted.
 */
export function doorHooks(
  parts: HookParts,
): Required<Pick<AedesOptions, 'authenticate' | 'authorizePublish' | 'authorizeSubscribe' | 'authorizeForward'>> {
  const { sessionOf } = parts;
  const refuse = (session: Session | undefined, reason: DoorEvent, topic: string): Error => {
    if (session !== undefined && session.ending === null) {
      session.ending = reason;
      session.offence = topic;
    }
    return new Error(reason);
  };
  const guard = (client: Client | null, run: () => void): void => {
    try {
      run();
    } catch (cause) {
      parts.failed(cause);
      sessionOf(client)?.end('hook_error');
    }
  };
  return {
    // Whoever gets here was let in by the vestibule.
    authenticate: (client, _username, _password, done) => done(null, sessionOf(client) !== undefined),
    authorizePublish: (client, packet, done) =>
      guard(client, () => {
        const session = sessionOf(client);
        const { topic } = packet;
        if (session === undefined || !mayPublish(session, topic, parts.limits)) {
          return done(refuse(session, 'topic_refused', topic));
        }
        const leaf = topic === session.heartbeatTopic ? 'heartbeat' : topic.slice(session.topicPrefix.length);
        takeIn(parts, session, leaf, packet.payload as Buffer, packet.qos, done);
      }),
    authorizeSubscribe: (client, subscription, done) =>
      guard(client, () => {
        const session = sessionOf(client);
        const own = session !== undefined && isOwnFilter(session, subscription.topic);
        if (own) done(null, subscription);
        else done(refuse(session, 'subscription_refused', subscription.topic));
      }),
    // Defence in depth: whatever is stored anywhere, a device is only ever sent its own topics.
    authorizeForward: (client, packet) => {
      const session = sessionOf(client);
      return session !== undefined && isOwnFilter(session, packet.topic) ? packet : null;
    },
  };
}

function mayPublish(session: Session, topic: string, limits: DoorLimits): boolean {
  if (topic === session.heartbeatTopic) return true;
  return topic.length <= limits.topicBytes && topic.startsWith(session.topicPrefix);
}

const isOwnFilter = (session: Session, topic: string): boolean =>
  SUBSCRIBE_LEAVES.some((leaf) => topic === session.topicPrefix + leaf);

/** QoS 0 goes on at once; QoS 1 is acknowledged by `done`, which therefore waits for the commit. */
function takeIn(
  { intake, flow }: HookParts,
  session: Session,
  leaf: string,
  payload: Buffer,
  qos: number,
  done: (error?: Error | null) => void,
): void {
  if (qos === 0) {
    intake.message(session, leaf, payload, null);
    return done(null);
  }
  session.unacknowledged++;
  intake.message(session, leaf, payload, () => {
    session.unacknowledged--;
    if (session.socket.destroyed) return;
    done(null);
    flow.released(session);
  });
}
