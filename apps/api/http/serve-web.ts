import { existsSync, readdirSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';

const NOT_BUILT = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Canh Thôn</title>
<h1>Chưa có trang web</h1>
<p>Máy chủ đang chạy, nhưng trang web chưa được dựng. Hãy chạy <code>npm start</code>, hoặc <code>npx vite build apps/web</code>.</p>
<p lang="en">The server is running, but its web pages are not built yet: run <code>npm start</code> or <code>npx vite build apps/web</code>.</p>
<p><a href="/api/docs">API</a></p></html>`;

/** Paths that never belong to the screens. */
const OURS = /^\/(api|socket\.io|healthz|readyz|metrics|p|v|zalo)(\/|$)/;
const A_YEAR_MS = 31_536_000_000;

/** The web build at `/`; the screens have addresses of their own, so any page address gets the same document. */
export function serveWeb(app: NestExpressApplication): void {
  const folder = join(projectRoot(), 'dist', 'web');
  const page = join(folder, 'index.html');
  app.use(sendCompressed(folder));
  // Built files carry their content's hash in their name.
  const assets = { prefix: '/assets/', immutable: true, maxAge: A_YEAR_MS, index: false as const, fallthrough: true };
  app.useStaticAssets(join(folder, 'assets'), assets);
  app.useStaticAssets(folder, { index: false, maxAge: 0 });
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (!wantsPage(request)) return next();
    response.setHeader('Cache-Control', 'no-cache');
    if (existsSync(page)) response.sendFile(page);
    else response.type('html').send(NOT_BUILT);
  });
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** The build wrote compressed twins of its files; whoever can read one gets that. Only names of the build are looked at. */
function sendCompressed(folder: string) {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const twins = new Set(names.map((name) => `/${name}`));
  return (request: Request, response: Response, next: NextFunction) => {
    const type = TYPES[extname(request.path)];
    const found =
      type === undefined
        ? undefined
        : ENCODINGS.find(([encoding, end]) => twins.has(request.path + end) && request.acceptsEncodings(encoding));
    if (type !== undefined && found !== undefined) {
      response.setHeader('Content-Type', type);
      response.setHeader('Content-Encoding', found[0]);
      response.vary('Accept-Encoding');
      request.url = request.path + found[1];
    }
    next();
  };
}

function wantsPage(request: Request): boolean {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (reads && request.path === '/') return true;
  // A script that asks elsewhere for anything (`*/*`) gets the plain truth: 404.
  return (
    reads && !OURS.test(request.path) && request.accepts(['json', 'html']) === 'html' && !/\.\w+$/.test(request.path)
  );
}

/** Compiled or not, the folder above us that holds package.json. */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
