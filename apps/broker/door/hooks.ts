import type { AedesOptions, Client } from 'aedes';
import { SUBSCRIBE_LEAVES } from '#libs/contracts';
import type { Session } from './session.ts';

interface HookParts {
  readonly sessionOf: (client: Client | null) => Session | undefined;
  readonly failed: (cause: unknown) => void;
}

/**
 * The broker library's questions, answered. A throw inside any of them would end the process, so each is guarded:
 * what goes wrong closes that one connection and is counted.
 */
export function doorHooks({
  sessionOf,
  failed,
}: HookParts): Required<
  Pick<AedesOptions, 'authenticate' | 'authorizePublish' | 'authorizeSubscribe' | 'authorizeForward'>
> {
  return {
    // Whoever gets here was let in by the vestibule.
    authenticate: (client, _username, _password, done) => done(null, sessionOf(client) !== undefined),
    // What devices publish never gets here.
    authorizePublish: (_client, _packet, done) => done(new Error('topic_refused')),
    authorizeSubscribe: (client, subscription, done) => {
      const session = sessionOf(client);
      try {
        if (session !== undefined && isOwnFilter(session, subscription.topic)) return done(null, subscription);
        if (session !== undefined && session.ending === null) {
          session.ending = 'subscription_refused';
          session.offence = subscription.topic;
        }
        done(new Error('subscription_refused'));
      } catch (cause) {
        failed(cause);
        session?.end('hook_error');
      }
    },
    // Defence in depth: whatever is stored anywhere, a device is only ever sent its own topics.
    authorizeForward: (client, packet) => {
      const session = sessionOf(client);
      return session !== undefined && isOwnFilter(session, packet.topic) ? packet : null;
    },
  };
}

const isOwnFilter = (session: Session, topic: string): boolean =>
  SUBSCRIBE_LEAVES.some((leaf) => topic === session.topicPrefix + leaf);
