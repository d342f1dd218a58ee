import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
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
    case 'slow_header':
      return dripHeader(response);
    case 'slow_body':
      return drip(response, honestBody.toString());
    case 'huge_body':
      response.writeHead(200, { 'content-type': 'application/soap+xml' }).end(hugeBody());
      return true;
    case 'gzip_bomb':
      response.writeHead(200, { 'content-type': 'application/soap+xml', 'content-encoding': 'gzip' }).end(gzipBomb());
      return true;
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

const HUGE_BYTES = 10_000_000;
let huge: Buffer | null = null;
let bomb: Buffer | null = null;

const hugeBody = (): Buffer =>
  (huge ??= Buffer.from(
    `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><a>${'<b/>'.repeat(HUGE_BYTES / 4)}</a></s:Body></s:Envelope>`,
  ));
const gzipBomb = (): Buffer => (bomb ??= gzipSync(Buffer.alloc(HUGE_BYTES, 0x20)));

function dripHeader(response: ServerResponse): true {
  const { socket } = response;
  const head = 'HTTP/1.1 200 OK\r\n';
  let sent = 0;
  const timer = setInterval(() => socket?.write(head.charAt(sent++) || 'x'), 1000);
  response.once('close', () => clearInterval(timer));
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
