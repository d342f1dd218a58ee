import { describe, expect, it } from '@jest/globals';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { explainListenError, StartError } from './start-error.ts';

const listen = (port: number) => {
  const server = createServer();
  return new Promise<typeof server>((resolve, reject) =>
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server)),
  );
};

describe('explainListenError', () => {
  it('turns a busy port into one sentence that names the variable', async () => {
    const first = await listen(0);
    const { port } = first.address() as AddressInfo;
    const error = await listen(port).catch((reason: unknown) =>
      explainListenError(reason, { name: 'HTTP', port, variable: 'HTTP_PORT' }),
    );
    first.close();
    expect(error).toBeInstanceOf(StartError);
    expect((error as Error).message).toContain(`Port ${port} (HTTP) is already in use`);
    expect((error as Error).message).not.toContain('\n');
  });

  it('leaves other errors alone', () => {
    const other = new Error('other');
    expect(explainListenError(other, { name: 'HTTP', port: 1, variable: 'HTTP_PORT' })).toBe(other);
  });
});
