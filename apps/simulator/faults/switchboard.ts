import type { CameraFaults } from '../cameras/index.ts';
import { foldForSearch } from '#libs/domain';
import type { Fleet } from '../fleet/fleet.ts';
import { needsVillageLines, type RegisteredDevice } from '../fleet/registered-device.ts';
import type { PlannedUnit } from '../territory/planned-unit.ts';
import { FAULTS, type ActiveFault, type FaultName, WHOLE_DISTRICT } from './fault.ts';

const WRONG_CLOCK_SECONDS = 2 * 3_600;

export type SwitchResult = { readonly ok: true } | { readonly ok: false; readonly message: string };
const refused = (message: string): SwitchResult => ({ ok: false, message });
type Village = Pick<PlannedUnit, 'key' | 'name'>;

/**
 * Switches faults on and off while the fleet runs. Several may hit one device; it comes back when the last one that
 * silences it is gone.
 */
export class Switchboard {
  readonly villages: readonly Village[];
  readonly #fleet: Fleet;
  readonly #devices: ReadonlyMap<string, RegisteredDevice>;
  readonly #active = new Map<string, ActiveFault>();
  readonly #passwords = new Map<string, string>();

  constructor(fleet: Fleet, villages: readonly Village[]) {
    this.#fleet = fleet;
    this.#devices = new Map(fleet.devices.map((device) => [device.code, device]));
    const inhabited = new Set(fleet.devices.map((device) => device.villageKey));
    this.villages = villages.filter((village) => inhabited.has(village.key));
  }

  get active(): readonly ActiveFault[] {
    return [...this.#active.values()];
  }

  get devices(): readonly RegisteredDevice[] {
    return this.#fleet.devices;
  }

  villageName(key: string): string {
    if (key === WHOLE_DISTRICT) return 'cả huyện';
    return this.villages.find((village) => village.key === key)?.name ?? key;
  }

  /** Switching on what is on, or off what is off, changes nothing. */
  async set(fault: FaultName, target: string, on: boolean): Promise<SwitchResult> {
    const found = FAULTS[fault].scope === 'village' ? this.#findVillage(target) : this.#findDevice(fault, target);
    if (typeof found !== 'string') return found;
    const id = `${fault}:${found}`;
    if (this.#active.has(id) === on) return { ok: true };
    if (on) this.#active.set(id, { fault, target: found });
    else this.#active.delete(id);
    await this.#apply(fault, found, on);
    return { ok: true };
  }

  #findVillage(target: string): string | SwitchResult {
    if (target === WHOLE_DISTRICT) return WHOLE_DISTRICT;
    const wanted = foldForSearch(target);
    const exact = this.villages.find((village) => village.key === target);
    const named = this.villages.filter((village) => foldForSearch(village.name).includes(wanted));
    if (exact !== undefined) return exact.key;
    if (named.length === 1) return named[0]!.key;
    if (named.length === 0) return refused(`No village with devices is named "${target}"`);
    return refused(`Several villages match "${target}": ${named.map((village) => village.name).join(', ')}`);
  }

  #findDevice(fault: FaultName, target: string): string | SwitchResult {
    const device = this.#devices.get(target.toUpperCase());
    if (device === undefined) return refused(`There is no device with the code "${target}"`);
    const { scope } = FAULTS[fault];
    if (scope === 'camera' && device.kind !== 'camera') return refused(`${device.code} is not a camera`);
    if (scope === 'light' && device.kind !== 'solar_light') return refused(`${device.code} is not a light`);
    if (scope === 'hotspot' && device.kind !== 'wifi_hotspot') return refused(`${device.code} is not a hotspot`);
    if (scope === 'mqtt' && device.kind === 'camera') return refused(`${device.code} does not speak MQTT`);
    return device.code;
  }

  async #apply(fault: FaultName, target: string, on: boolean): Promise<void> {
    switch (fault) {
      case 'kill':
        return this.#reach(this.#devices.get(target)!, on, false);
      case 'power-cut':
      case 'uplink-cut':
        await Promise.all(this.#behindLines(target).map((device) => this.#reach(device, on, fault === 'uplink-cut')));
        return;
      case 'wrong-password':
        return this.#changePassword(target, on);
      case 'clock-off':
        this.#fleet.camera(target)!.faults.clockOffsetSeconds = on ? WRONG_CLOCK_SECONDS : 0;
        return;
      case 'picture-dark':
        return this.#changeCamera(target, { picture: on ? 'black' : 'normal' });
      case 'lens-covered':
        return this.#changeCamera(target, { picture: on ? 'covered' : 'normal' });
      case 'picture-frozen':
        return this.#changeCamera(target, { picture: on ? 'frozen' : 'normal' });
      case 'camera-turned':
        return this.#changeCamera(target, { picture: on ? 'moved' : 'normal' });
      case 'no-video':
        return this.#changeCamera(target, { stream: on ? 'no_video' : 'normal' });
      case 'not-recording':
        return this.#changeCamera(target, { recording: on ? 'stopped' : 'normal' });
      case 'bad-payload':
        this.#fleet.mqttDevice(target)!.sendsGarbage = on;
        return;
      default:
        return this.#plant(FAULTS[fault].plants, target, on);
    }
  }

  #changeCamera(target: string, change: Partial<CameraFaults>): void {
    Object.assign(this.#fleet.camera(target)!.faults, change);
  }

  #plant(code: string, target: string, on: boolean): void {
    const { broken } = this.#fleet.mqttDevice(target)!;
    if (on) broken.add(code);
    else broken.delete(code);
  }

  #behindLines(villageKey: string): readonly RegisteredDevice[] {
    const isHit = (device: RegisteredDevice) => villageKey === WHOLE_DISTRICT || device.villageKey === villageKey;
    return this.devices.filter((device) => isHit(device) && needsVillageLines(device.kind));
  }

  async #reach(device: RegisteredDevice, cut: boolean, keepsBoot: boolean): Promise<void> {
    if (!cut && this.#isSilenced(device)) return;
    await this.#fleet.setReachable(device.code, !cut, keepsBoot);
  }

  #isSilenced(device: RegisteredDevice): boolean {
    if (this.#active.has(`kill:${device.code}`)) return true;
    if (!needsVillageLines(device.kind)) return false;
    const faults = ['power-cut', 'uplink-cut'];
    const places = [device.villageKey, WHOLE_DISTRICT];
    return faults.some((fault) => places.some((place) => this.#active.has(`${fault}:${place}`)));
  }

  #changePassword(code: string, on: boolean): void {
    const camera = this.#fleet.camera(code)!;
    if (on) this.#passwords.set(code, camera.password);
    camera.password = on ? `changed-${camera.password}` : (this.#passwords.get(code) ?? camera.password);
  }
}
