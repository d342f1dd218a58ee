import { type Bindings, type ChildLoggerOptions, type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import { hideUserinfo, redactFields } from './redact.ts';
import { terminalStream } from './terminal-stream.ts';

export type { Logger };

/**
 * One JSON line per entry on standard output (short lines for people when that is a terminal). Secrets are hidden by
 * name at any depth, and user names and passwords inside addresses wherever they stand.
 * Log a constant message plus fields: `logger.warn({ deviceId, err }, 'A probe failed')`.
 */
export function createLogger(config: Pick<Config, 'logLevel'>, destination?: DestinationStream): Logger {
  const root = pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: redactFields },
      // redactFields has made plain objects of errors already.
      serializers: { err: (error: unknown) => error },
      hooks: { streamWrite: hideUserinfo },
    },
    destination ?? (process.stdout.isTTY ? terminalStream(process.stdout) : pino.destination({ fd: 1, sync: true })),
  );
  // Pino formats only the root's bindings; children are made through here so that theirs are redacted too.
  const original: unknown = Reflect.get(root, 'child');
  const child = original as (this: Logger, bindings: Bindings, options?: ChildLoggerOptions) => Logger;
  return Object.defineProperty(root, 'child', {
    value(this: Logger, bindings: Bindings, options?: ChildLoggerOptions): Logger {
      return child.call(this, redactFields(bindings), options);
    },
  });
}
