import { Inject, Injectable } from '@nestjs/common';
import type { MqttCredentials, NewDevice, OnvifEndpoint, RegisteredDevice } from '#libs/contracts';
import { topicPrefix } from '#libs/contracts';
import { DeviceRegistry, LightProfileStore, type Manager, newId } from '#libs/database';
import { cameraPasswordScope, type DeviceId, isFactoryPassword } from '#libs/domain';
import { AddressPolicy, type Clock, CLOCK, SecretBox } from '#libs/runtime';
import { randomSecret } from '../auth/random-text.ts';
import { refuseField } from '../http/api-error.ts';
import { deviceDetail } from './device-view.ts';
import { addressOfUrl, checkedUrl } from './onvif-address.ts';

export const mqttCredentials = (deviceId: string, password: string): MqttCredentials => ({
  clientId: deviceId,
  username: deviceId,
  password,
  topicPrefix: topicPrefix(deviceId),
});

/** Registering a device: seals what is secret before anything is stored. */
@Injectable()
export class DeviceRegistration {
  constructor(
    private readonly registry: DeviceRegistry,
    private readonly profiles: LightProfileStore,
    private readonly box: SecretBox,
    private readonly policy: AddressPolicy,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async register(access: Manager, body: NewDevice): Promise<RegisteredDevice> {
    if (body.kind !== 'camera' && body.onvif) throw refuseField('onvif', 'not_for_kind');
    const { lightProfileId, ...given } = body;
    if (body.kind !== 'solar_light' && lightProfileId) throw refuseField('lightProfileId', 'not_for_kind');
    if (lightProfileId) await this.profiles.get(access.scope, lightProfileId);
    const now = this.clock.now();
    const id = newId<DeviceId>(now);
    const secret = body.kind === 'camera' ? null : randomSecret();
    const device = await this.registry.register(
      access,
      {
        ...given,
        id,
        code: body.code ?? null,
        place: placeOf(body),
        secret: secret === null ? null : this.box.hashToStore(secret),
        endpoint: body.onvif ? this.#endpoint(body.onvif, id) : null,
      },
      now,
    );
    if (lightProfileId) await this.profiles.assign(access, lightProfileId, { deviceIds: [device.id] }, now);
    const lightProfile = lightProfileId ? await this.profiles.get(access.scope, lightProfileId) : null;
    const view = {
      ...deviceDetail(device),
      ...(lightProfile && { lightProfile: { id: lightProfile.id, name: lightProfile.name } }),
    };
    // Made by an earlier arrival: its password was told then, and is told to nobody again.
    if (device.id !== id) return { device: view };
    return secret === null ? { device: view } : { device: view, mqtt: mqttCredentials(id, secret) };
  }

  #endpoint({ url, username, password, streamPort, basicAllowed }: OnvifEndpoint, id: DeviceId) {
    const address = addressOfUrl(checkedUrl(url, 'camera', this.policy, 'onvif.url'));
    return {
      ...{ ...address, username: username ?? null, password: this.seal(password, id, username) },
      ...{ streamPort: streamPort ?? null, basicAllowed: basicAllowed ?? false },
    };
  }

  /** Whether it is one from the factory is all that is remembered of it in clear. */
  seal(password: string | null | undefined, id: DeviceId, username: string | null | undefined) {
    if (password === null || password === undefined) return null;
    const fromFactory = isFactoryPassword(password, username ?? null);
    return { ...this.box.seal(password, cameraPasswordScope(id)), fromFactory };
  }
}

function placeOf(body: NewDevice) {
  if (body.siteId) return { siteId: body.siteId };
  const { unitId = '', latitude, longitude, landmark, sticker } = body;
  if (sticker && (latitude ?? null) === null) return { where: 'at_the_sticker' } as const;
  return { unitId, latitude, longitude, landmark };
}
