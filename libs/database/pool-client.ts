import pg from 'pg';

/**
 * A connection whose loss never ends the process. Between the moment a new connection is ready and the moment its user
 * listens for errors, the server may already have ended it, in the very same packet; without a listener that would be
 * an uncaught error. Nothing is hidden: whoever uses the connection next is told that it is lost.
 */
export class PoolClient extends pg.Client {
  /** False behind a pooler that gives each transaction another session: there a statement's name means nothing. */
  readonly namesStatements: boolean;

  constructor(config?: pg.ClientConfig & { readonly namesStatements?: boolean }) {
    super(config);
    this.namesStatements = config?.namesStatements !== false;
    this.on('error', () => undefined);
  }
}
