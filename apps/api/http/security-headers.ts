import helmet from 'helmet';
import type { Config } from '#libs/runtime';

type Headers = ReturnType<typeof helmet>;

/**
 * Strict for everything: scripts, styles, fonts and connections from here alone, no frames. The web is built to write
 * no style elements and sets styles on elements by script objects, which needs no exception (ADR 6).
 */
export function pageHeaders({ http, map }: Config): Headers {
  const secure = http.publicUrl?.startsWith('https:') ?? false;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        // The map under the map, when one is configured: its origin and nothing else.
        connectSrc: ["'self'", ...(map.url === null ? [] : [new URL(map.url).origin])],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Village servers speak plain http; a promise of https would lock people out.
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    // These two need https to mean anything, and warn on every page without it.
    crossOriginOpenerPolicy: secure,
    originAgentCluster: secure,
    referrerPolicy: { policy: 'no-referrer' },
  });
}

/** The API's own document page draws itself with inline styles. */
export function docsHeaders(): Headers {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
  });
}
