import pg from 'pg';

/**
 * A connection whose loss never ends the process. Between the moment a new connection is ready and the moment its user
 * listens for errors, the server may already have ended it, in the very same packet; without a listener that would be
 * an uncaught error. Nothing is hidden: whoever uses the connection next is told that it is lost.
 */
export class PoolClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
