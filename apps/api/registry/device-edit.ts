import { Inject, Injectable } from '@nestjs/common';
import type { DeviceChanges, MqttCredentials, NewHardware, OnvifChanges, RegisteredDevice } from '#libs/contracts';
import { type DeviceDetailRow, DeviceHardwareStore, DeviceLife, DeviceStore, type Manager } from '#libs/database';
import type { DeviceId, EpochMs } from '#libs/domain';
import { AddressPolicy, type Clock, CLOCK, SecretBox } from '#libs/runtime';
import { randomSecret } from '../auth/random-text.ts';
import { refuseField } from '../http/api-error.ts';
import { deviceDetail } from './device-view.ts';
import { DeviceRegistration, mqttCredentials } from './new-device.ts';
import { addressOfUrl, checkedUrl } from './onvif-address.ts';

/** What people change about a device later. */
@Injectable()
export class DeviceEditing {
  constructor(
    private readonly devices: DeviceStore,
    private readonly life: DeviceLife,
    private readonly things: DeviceHardwareStore,
    private readonly registration: DeviceRegistration,
    private readonly box: SecretBox,
    private readonly policy: AddressPolicy,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async update(access: Manager, id: string, body: DeviceChanges, version: number | null): Promise<DeviceDetailRow> {
    const now = this.clock.now();
    const { onvif, maintenanceUntil, ...fields } = body;
    if (onvif && (await this.devices.get(access.scope, id, now)).kind !== 'camera') {
      throw refuseField('onvif', 'not_for_kind');
    }
    const changes = {
      ...fields,
      endpoint: onvif && this.#endpoint(onvif, id as DeviceId),
      maintenanceUntil: endOfMaintenance(maintenanceUntil, now),
    };
    return this.life.update(access, id, changes, version, now);
  }

  /** The old secret stops working at once; the new one is shown here only. */
  async newSecret(access: Manager, id: string): Promise<MqttCredentials> {
    const secret = randomSecret();
    await this.life.changeSecret(access, id, this.box.hashToStore(secret), this.clock.now());
    return mqttCredentials(id, secret);
  }

  /** The old password stops working at once; the new one is shown here only. */
  async replaceHardware(access: Manager, id: string, body: NewHardware): Promise<RegisteredDevice> {
    const now = this.clock.now();
    const { onvif, ...thing } = body;
    const { kind } = await this.devices.get(access.scope, id, now);
    if (onvif && kind !== 'camera') throw refuseField('onvif', 'not_for_kind');
    const secret = kind === 'camera' ? null : randomSecret();
    const given = {
      secret: secret === null ? null : this.box.hashToStore(secret),
      endpoint: kind === 'camera' ? this.#endpoint(onvif ?? {}, id as DeviceId) : null,
    };
    const device = deviceDetail(await this.things.replace(access, id, { ...thing, ...given }, now));
    return secret === null ? { device } : { device, mqtt: mqttCredentials(id, secret) };
  }

  #endpoint({ url, username, password, streamPort, basicAllowed }: OnvifChanges, id: DeviceId) {
    return {
      address: url === undefined ? undefined : addressOfUrl(checkedUrl(url, 'camera', this.policy, 'onvif.url')),
      username,
      password: password === undefined ? undefined : this.registration.seal(password, id, username),
      streamPort,
      basicAllowed,
    };
  }
}

function endOfMaintenance(until: string | null | undefined, now: EpochMs): EpochMs | null | undefined {
  if (until === null || until === undefined) return until;
  const at = Date.parse(until);
  if (Number.isNaN(at)) throw refuseField('maintenanceUntil', 'date');
  if (at <= now) throw refuseField('maintenanceUntil', 'past');
  return at;
}
