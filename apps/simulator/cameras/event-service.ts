import type { ServiceContext } from './device-service.ts';
import { textOf, type XmlNode } from './soap-message.ts';

/** Pull points (Core 25.12, 9.1): the states that stand now, told once; a few places, freed by Unsubscribe. */

const PLACES = 2;

export const eventOperations: Readonly<
  Record<string, (context: ServiceContext, header: XmlNode) => string | undefined>
> = {
  CreatePullPointSubscription: ({ camera, origin, now }) => {
    if (camera.pullPoints.size >= PLACES) return undefined;
    const id = String((camera.lastPullPoint += 1));
    camera.pullPoints.add(id);
    return (
      `<tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference><wsa:Address>${origin}/onvif/event_service/pull</wsa:Address>` +
      `<wsa:ReferenceParameters><dom0:SubscriptionId xmlns:dom0="http://www.axis.com/2009/event">${id}</dom0:SubscriptionId></wsa:ReferenceParameters>` +
      `</tev:SubscriptionReference><wsnt:CurrentTime>${new Date(now).toISOString()}</wsnt:CurrentTime></tev:CreatePullPointSubscriptionResponse>`
    );
  },
  PullMessages: ({ camera, now }, header) => {
    if (!camera.pullPoints.has(textOf(header['SubscriptionId']))) return undefined;
    const { alarm } = camera.faults;
    return (
      `<tev:PullMessagesResponse><tev:CurrentTime>${new Date(now).toISOString()}</tev:CurrentTime>` +
      message('tns1:VideoSource/ImageTooDark/ImagingService', alarm === 'tamper', now) +
      message('tns1:VideoSource/GlobalSceneChange/ImagingService', false, now) +
      message('tns1:Device/tns1:HardwareFailure/tns1:StorageFailure', alarm === 'storage', now) +
      '</tev:PullMessagesResponse>'
    );
  },
  Unsubscribe: ({ camera }, header) =>
    camera.pullPoints.delete(textOf(header['SubscriptionId'])) ? '<wsnt:UnsubscribeResponse/>' : undefined,
};

const message = (topic: string, on: boolean, now: number): string =>
  `<wsnt:NotificationMessage><wsnt:Topic Dialect="x">${topic}</wsnt:Topic><wsnt:Message><tt:Message UtcTime="${new Date(now).toISOString()}" PropertyOperation="Initialized">` +
  '<tt:Source><tt:SimpleItem Name="Source" Value="sensor"/></tt:Source>' +
  `<tt:Data><tt:SimpleItem Name="State" Value="${on}"/></tt:Data></tt:Message></wsnt:Message></wsnt:NotificationMessage>`;
