import { createReadStream } from 'node:fs';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LIBRARY = dirname(fileURLToPath(import.meta.resolve('maplibre-gl/package.json')));

/**
 * The same map library with the same points, once as our tiles and once as one GeoJSON source that the browser
 * clusters by itself (the way maps of devices are usually made), on a page that does nothing else.
 */
const PAGE = `<!doctype html><meta charset="utf-8"><style>body{margin:0}#map{position:fixed;inset:0}</style>
<link rel="stylesheet" href="/library/maplibre-gl.css"><div id="map"></div><script type="module">
import { Map, setWorkerUrl } from '/library/maplibre-gl.mjs';
setWorkerUrl('/library/maplibre-gl-worker.mjs');
const at = new URLSearchParams(location.hash.slice(1));
const tiles = at.get('source') === 'tiles';
const devices = tiles
  ? { type: 'vector', tiles: [location.origin + '/api/v1/tiles/devices/{z}/{x}/{y}.pbf'], maxzoom: 16 }
  : { type: 'geojson', data: '/points.geojson', cluster: true, clusterRadius: 50, clusterMaxZoom: 15 };
const layer = tiles ? { 'source-layer': 'devices' } : {};
const isCluster = ['has', tiles ? 'cluster' : 'point_count'];
const map = new Map({
  container: 'map', attributionControl: false, bounds: at.get('box').split(',').map(Number),
  transformRequest: (url) => url.includes('/api/') ? { url, headers: { authorization: 'Bearer ' + at.get('token') } } : { url },
  style: { version: 8, sources: { devices }, layers: [
    { id: 'ground', type: 'background', paint: { 'background-color': '#e9ece6' } },
    { id: 'clusters', source: 'devices', ...layer, type: 'circle', filter: isCluster, paint: { 'circle-radius': 18, 'circle-color': '#009e73' } },
    { id: 'sites', source: 'devices', ...layer, type: 'circle', filter: ['!', isCluster], paint: { 'circle-radius': 6, 'circle-color': '#d55e00' } },
  ] } });
map.once('idle', () => {
  window.firstRender = { ms: performance.now(), drawn: map.queryRenderedFeatures({ layers: ['clusters', 'sites'] }).length };
});
</script>`;

export interface BarePage {
  readonly origin: string;
  close(): Promise<void>;
}

/** `/api` is our API, so that the page and its tiles have one origin. */
export async function serveBarePage(api: string, points: Buffer): Promise<BarePage> {
  const server = createServer((asked, answer) => {
    const path = new URL(asked.url ?? '/', 'http://127.0.0.1').pathname;
    if (path.startsWith('/api/')) forward(api, asked, answer);
    else if (path === '/points.geojson') answer.setHeader('content-type', 'application/json').end(points);
    else if (path.startsWith('/library/')) sendFile(path.slice('/library/'.length), answer);
    else answer.setHeader('content-type', 'text/html').end(PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
}

function sendFile(name: string, answer: ServerResponse): void {
  const file = join(LIBRARY, 'dist', name.replace(/[^\w.-]/g, ''));
  answer.setHeader('content-type', name.endsWith('.css') ? 'text/css' : 'text/javascript');
  answer.setHeader('cache-control', 'max-age=3600');
  createReadStream(file)
    .on('error', () => answer.writeHead(404).end())
    .pipe(answer);
}

function forward(api: string, asked: IncomingMessage, answer: ServerResponse): void {
  const headers = { ...asked.headers, host: new URL(api).host };
  const onward = request(`${api}${asked.url}`, { method: asked.method, headers }, (came) => {
    answer.writeHead(came.statusCode ?? 502, came.headers);
    came.pipe(answer);
  });
  onward.on('error', () => answer.writeHead(502).end());
  asked.pipe(onward);
}
