/** Why the built-in database cannot run, told in full by the message: to be printed alone, without a stack. */
export class EmbeddedPostgresError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
  }
}
