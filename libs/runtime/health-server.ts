import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { Config } from './config.ts';
import type { Metrics } from './metrics.ts';
import type { Readiness } from './readiness.ts';
import { explainListenError } from './start-error.ts';

/**
 * `/healthz`, `/readyz` and `/metrics` for processes that serve no other HTTP. Gives the server, already listening.
 * Throws StartError when the port is taken.
 */
export async function startHealthServer(config: Config, readiness: Readiness, metrics: Metrics): Promise<Server> {
  const server = createServer((request, response) => {
    answer(request, readiness, metrics).then(
      ({ status, type, body }) => send(response, status, type, body),
      () => send(response, 500, 'text/plain', 'error\n'),
    );
  });
  const { host, port } = config.http;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const reason = explainListenError(error, { name: 'HTTP', port, variable: 'HTTP_PORT' });
      reject(reason instanceof Error ? reason : error);
    });
    server.listen(port, host, resolve);
  });
  return server;
}

async function answer(request: IncomingMessage, readiness: Readiness, metrics: Metrics) {
  const text = (status: number, body: string) => ({ status, type: 'text/plain; charset=utf-8', body });
  switch (request.url) {
    case '/healthz':
      return text(200, 'ok\n');
    case '/readyz': {
      const report = await readiness.report();
      return { status: report.ready ? 200 : 503, type: 'application/json', body: JSON.stringify(report) };
    }
    case '/metrics':
      return { status: 200, type: metrics.registry.contentType, body: await metrics.text() };
    default:
      return text(404, 'not found\n');
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
