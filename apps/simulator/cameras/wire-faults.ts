import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { WireBehaviour } from './simulated-camera.ts';

/** The ways a broken camera behaves below SOAP. Each function answers true when it took the connection over. */

export function misbehaveOnConnect(wire: WireBehaviour, socket: Socket): boolean {
  switch (wire) {
    case 'refuse':
    case 'reset':
      socket.resetAndDestroy();
      return true;
    case 'hang':
      socket.resume();
      return true;
    case 'garbage':
      socket.resume();
      socket.end('SSH-2.0-dropbear_2019.78\r\n');
      return true;
    default:
      return false;
  }
}

export function misbehaveOnRequest(
  wire: WireBehaviour,
  honestBody: string | Buffer,
  response: ServerResponse,
): boolean {
  switch (wire) {
    case 'login_page':
      return page(
        response,
        200,
        '<!DOCTYPE html><html><head><title>Login</title></head><body><form>password</form></body></html>',
      );
    case 'empty':
      return page(response, 200, '');
    case 'garbage_body':
      return page(response, 200, '\u0000\u0001<<<<\uFFFD></'.repeat(64));
    case 'redirect':
      response.writeHead(307, { location: 'http://127.255.255.254:9/onvif/device_service', 'content-length': 0 }).end();
      return true;
    case 'cut_body':
      response.writeHead(200, {
        'content-type': 'application/soap+xml',
        'content-length': Buffer.byteLength(honestBody) + 100,
      });
      response.write(honestBody, () => response.socket?.end());
      return true;
    case 'slow_body':
      return drip(response, honestBody.toString());
    case 'endless_body':
      return pour(response);
    default:
      return false;
  }
}

function page(response: ServerResponse, status: number, body: string): true {
  response.writeHead(status, { 'content-type': 'text/html', 'content-length': Buffer.byteLength(body) }).end(body);
  return true;
}

function drip(response: ServerResponse, body: string): true {
  response.writeHead(200, { 'content-type': 'application/soap+xml', 'content-length': Buffer.byteLength(body) });
  let sent = 0;
  const timer = setInterval(() => response.write(body.charAt(sent++)), 1000);
  response.once('close', () => clearInterval(timer));
  return true;
}

function pour(response: ServerResponse): true {
  response.writeHead(200, { 'content-type': 'application/soap+xml' });
  const chunk = 'x'.repeat(16 * 1024);
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
  return true;
}
