import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logger.ts';

function linesOf(log: (logger: ReturnType<typeof createLogger>) => void): string[] {
  const lines: string[] = [];
  log(createLogger({ logLevel: 'info' }, { write: (line) => lines.push(line) }));
  return lines;
}

describe('createLogger', () => {
  it('hides secrets by name at any depth and inside addresses', () => {
    const [line] = linesOf((logger) =>
      logger.child({ apiKey: 'hushK1' }).info(
        {
          password: 'hushP1',
          headers: { authorization: 'Bearer hushT1', 'x-api-key': 'hushK2' },
          camera: {
            url: 'rtsp://admin:hushC1@10.0.0.1/live',
            onvif: { credentials: { username: 'u', password: 'hushP2' } },
          },
          refreshToken: 'hushT2',
          secrets: ['hushS1'],
          ciphertext: Buffer.from('hushS2'),
        },
        'Calling rtsp://admin:hushC2@10.0.0.1/live',
      ),
    );
    expect(line).not.toMatch(/hush|admin/);
    expect(line).toContain('rtsp://[hidden]@10.0.0.1/live');
  });

  it('hides what hangs on an error, and keeps its cause', () => {
    const error = Object.assign(new Error('outer', { cause: new Error('inner at http://a:hushP1@h/') }), {
      token: 'hushT1',
    });
    const [line] = linesOf((logger) => logger.error({ err: error }, 'Failed'));
    expect(line).not.toMatch(/hush/);
    expect(JSON.parse(line ?? '')).toMatchObject({
      err: { message: 'outer', cause: { message: expect.stringContaining('inner') } },
    });
  });

  it('writes one line per entry whatever a name contains, and leaves Vietnamese alone', () => {
    const name = 'Cột đèn số 5\n{"level":"fatal"}\u0000 Đan Phượng';
    const lines = linesOf((logger) => logger.info({ name }, 'Registered'));
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ name, msg: 'Registered', level: 'info' });
  });

  it('does not choke on circles', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(linesOf((logger) => logger.info({ circle }, 'Round'))).toHaveLength(1);
  });
});
