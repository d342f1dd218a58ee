import type { DestinationStream } from 'pino';

/** Turns each JSON line into `12:00:01 info  message {"field":1}` for a person at a terminal. */
export function terminalStream(output: { write(text: string): unknown }): DestinationStream {
  return {
    write(line: string): void {
      const { level, time, msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
      const rest = Object.keys(fields).length > 0 ? ` ${JSON.stringify(fields)}` : '';
      // Message too as JSON without its quotes: control characters in it must not drive the terminal.
      const message = JSON.stringify(msg ?? '').slice(1, -1);
      output.write(`${String(time).slice(11, 19)} ${String(level).padEnd(5)} ${message}${rest}\n`);
    },
  };
}
