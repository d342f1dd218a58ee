import { expect, it } from '@jest/globals';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ApiModule, NEEDS, type Need } from '#apps/api';
import { RIGHTS } from '#libs/domain';

type Controller = new (...parts: never[]) => object;

/** Everything a router would serve, with what it asks of its caller. */
function routes(): { name: string; need: Need | undefined }[] {
  const controllers = Reflect.getMetadata('controllers', ApiModule) as Controller[];
  return controllers.flatMap((controller) =>
    Object.getOwnPropertyNames(controller.prototype).flatMap((name) => {
      const handler = (controller.prototype as Record<string, unknown>)[name] as object;
      if (Reflect.getMetadata(METHOD_METADATA, handler) === undefined) return [];
      expect(Reflect.getMetadata(PATH_METADATA, handler)).toBeDefined();
      const need = Reflect.getMetadata(NEEDS, handler) as Need | undefined;
      return [{ name: `${controller.name}.${name}`, need }];
    }),
  );
}

it('every route declares what it asks of its caller', () => {
  const found = routes();
  const known: readonly (string | undefined)[] = [...Object.keys(RIGHTS), 'signed_in', 'public'];
  expect(found.length).toBeGreaterThan(40);
  expect(found.filter(({ need }) => !known.includes(need))).toEqual([]);
});

it('only these are open to everybody', () => {
  expect(
    routes()
      .filter(({ need }) => need === 'public')
      .map(({ name }) => name)
      .sort(),
  ).toEqual([
    'AcknowledgeLinkController.acknowledge',
    'AcknowledgeLinkController.show',
    'ClaimsController.claim',
    'DrillLinkController.acknowledge',
    'DrillLinkController.show',
    'PagesController.report',
    'PagesController.site',
    'PagesController.style',
    'PagesController.village',
    'ProcessController.alive',
    'ProcessController.figures',
    'ProcessController.ready',
    'PublicSiteController.report',
    'PublicSiteController.sent',
    'PublicSiteController.site',
    'PublicSiteController.village',
    'SessionController.login',
    'SessionController.logout',
    'SessionController.refresh',
    'SmsReceiptsController.esms',
    'ZaloDoorController.bot',
    'ZaloDoorController.consent',
    'ZaloDoorController.oa',
    'ZaloDoorController.verifier',
  ]);
});
