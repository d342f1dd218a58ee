import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ApiModule, type Controller, errorCodes } from '#apps/api';

interface Route {
  readonly name: string;
  readonly method: string;
  readonly pattern: RegExp;
  readonly codes: ReadonlySet<string>;
}

/** Every route with the codes that the OpenAPI document names for it, in the order in which a router tries them. */
function routes(): Route[] {
  const controllers = Reflect.getMetadata('controllers', ApiModule) as Controller[];
  return controllers.flatMap((controller) => {
    const bases = [Reflect.getMetadata(PATH_METADATA, controller) as string | string[]].flat();
    return Object.getOwnPropertyNames(controller.prototype).flatMap((name) => {
      const handler = (controller.prototype as Record<string, object>)[name] as object;
      const number = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
      if (number === undefined) return [];
      const method = RequestMethod[number];
      const codes = new Set<string>(errorCodes(controller, name, method.toLowerCase()));
      const paths = [Reflect.getMetadata(PATH_METADATA, handler) as string | string[]].flat();
      return bases.flatMap((base) =>
        paths.map((path) => {
          const parts = `${base}/${path}`.split('/').filter(Boolean);
          const pattern = parts.map((part) => part.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')).join('/');
          return { name: `${controller.name}.${name}`, method, codes, pattern: new RegExp(`^/${pattern}/?$`) };
        }),
      );
    });
  });
}

let known: readonly Route[] | undefined;

/** Throws when a call was refused with a code that its description does not name (apps/api/openapi/refusals.ts). */
export function expectDeclared(method: string, path: string, code: string | undefined): void {
  if (code === undefined) return;
  known ??= routes();
  const [where = ''] = path.split('?');
  const route = known.find((one) => one.method === method && one.pattern.test(where));
  if (route === undefined || route.codes.has(code)) return;
  throw new Error(`${route.name} was refused with ${code}, which its description does not name`);
}
