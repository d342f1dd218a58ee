/** Branded identifiers: a unit id never passes for a device id. All but DeviceNo are lower-case UUIDv7 strings. */
declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

export type UnitId = Branded<string, 'UnitId'>;
export type SiteId = Branded<string, 'SiteId'>;
export type HardwareId = Branded<string, 'HardwareId'>;
export type DeviceId = Branded<string, 'DeviceId'>;
/** Dense number beside the device id: history, arrays and hot joins use it. */
export type DeviceNo = Branded<number, 'DeviceNo'>;
export type UserId = Branded<string, 'UserId'>;
export type TargetId = Branded<string, 'TargetId'>;
export type IncidentId = Branded<string, 'IncidentId'>;
export type NotificationId = Branded<string, 'NotificationId'>;
export type TransitionId = Branded<string, 'TransitionId'>;
/** A running door process (broker or poller) as the database numbers it. */
export type DoorId = Branded<number, 'DoorId'>;
