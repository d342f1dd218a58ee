import type { DeviceKind, Health, PowerSource } from '#libs/domain';
import { CODE, DEVICE_KINDS, HEALTHS, POWER_SOURCES } from '#libs/domain';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsLatitude,
  IsLongitude,
  IsNumber,
  IsOptional,
  IsString,
  IsUrl,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { SearchQuery } from './page.dto.ts';
import { BBOX } from './site.dto.ts';
import { Line } from './text.ts';

/** Six pairs of hexadecimal digits, with or without separators; stored as `aa:bb:cc:dd:ee:ff`. */
export const MAC = /^[0-9A-Fa-f]{2}([:\-.]?[0-9A-Fa-f]{2}){5}$/;

const CAMERA_PROTOCOLS = ['http', 'https', 'rtsp', 'rtsps'];

/** The password is sealed on arrival and never returned. */
class OnvifLogin {
  @IsOptional()
  @Line(100)
  username?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  password?: string | null;

  /** Where its video is, at the same host, when it is not the usual port (554). Null: the usual one. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(65_535)
  streamPort?: number | null;

  /** The password may cross the wire in clear to this camera's video, which asks for it so. Never unless given. */
  @IsOptional()
  @IsBoolean()
  basicAllowed?: boolean;
}

/** How a camera is reached. */
export class OnvifEndpoint extends OnvifLogin {
  /** `http://192.168.1.20/onvif/device_service` (the path may be left out), or of one without ONVIF its video: `rtsp://192.168.1.20/live`. */
  @IsUrl({ protocols: CAMERA_PROTOCOLS, require_protocol: true, require_tld: false })
  @MaxLength(500)
  url: string;
}

/** What is written on a thing. */
class ThingFields {
  @IsOptional()
  @Line(100)
  serial?: string | null;

  @IsOptional()
  @Matches(MAC)
  mac?: string | null;

  @IsOptional()
  @Line(100)
  manufacturer?: string | null;

  @IsOptional()
  @Line(100)
  model?: string | null;
}

/** What can be given when registering and changed later. */
export class DeviceFields extends ThingFields {
  /** Who answers for it and is told; the unit of the site unless given. */
  @IsOptional()
  @IsUUID()
  responsibleUnitId?: string;

  /** The device through which this one reaches the network. */
  @IsOptional()
  @IsUUID()
  uplinkDeviceId?: string | null;

  @IsOptional()
  @IsIn(POWER_SOURCES)
  powerSource?: PowerSource;

  /** Seconds between reports (MQTT) or polls (cameras). */
  @IsOptional()
  @IsInt()
  @Min(5)
  @Max(86_400)
  intervalSeconds?: number;

  /** Seconds of silence that make an outage; three intervals, at least 15, unless given. */
  @IsOptional()
  @IsInt()
  @Min(15)
  @Max(604_800)
  offlineAfterSeconds?: number;

  @IsOptional()
  @Line(300)
  funding?: string | null;

  /** Who paid: a unit, household, business or programme, in words. */
  @IsOptional()
  @Line(300)
  payer?: string | null;
}

/** Nothing says where the place is, so `unitId`, `latitude` and `longitude` have to. */
const makesPlace = ({ siteId, sticker, latitude, longitude }: NewDevice): boolean =>
  (siteId ?? null) === null &&
  ((sticker ?? null) === null || (latitude ?? null) !== null || (longitude ?? null) !== null);

export class NewDevice extends DeviceFields {
  @IsIn(DEVICE_KINDS)
  kind: DeviceKind;

  @Line()
  name: string;

  /** Of a solar light: what hangs on its pole (`GET /lights/profiles`). */
  @IsOptional()
  @IsUUID()
  lightProfileId?: string;

  /** An existing place. Without it, and without a sticker that hangs somewhere, `unitId`, `latitude` and `longitude` make a new one. */
  @IsOptional()
  @IsUUID()
  siteId?: string;

  @ValidateIf((device: NewDevice) => makesPlace(device) || (device.unitId ?? null) !== null)
  @IsUUID()
  unitId?: string;

  @ValidateIf(makesPlace)
  @IsNumber()
  @IsLatitude()
  latitude?: number;

  @ValidateIf(makesPlace)
  @IsNumber()
  @IsLongitude()
  longitude?: number;

  @IsOptional()
  @Line(300)
  landmark?: string;

  /**
   * The printed sticker on the pole: its code as typed, or the whole address its QR code leads to. A free one is stuck
   * to the place; of one that is stuck somewhere already, its place is taken when neither `siteId` nor a position is given.
   */
  @IsOptional()
  @Line(300)
  sticker?: string;

  /** A new place is one of its own, although another stands less than 5 m from it. */
  @IsOptional()
  @IsBoolean()
  separatePlace?: boolean;

  /** Made up when left out. */
  @IsOptional()
  @Matches(CODE)
  code?: string;

  /** Made up by whoever registers: what arrives again with it, however late, gets the device that the first one made. */
  @IsOptional()
  @IsUUID()
  registrationId?: string;

  /** Cameras only, and every camera needs it. */
  @ValidateIf((device: NewDevice) => device.kind === 'camera' || (device.onvif !== undefined && device.onvif !== null))
  @IsDefined()
  @ValidateNested()
  @Type(() => OnvifEndpoint)
  onvif?: OnvifEndpoint;
}

export class OnvifChanges extends OnvifLogin {
  @IsOptional()
  @IsUrl({ protocols: CAMERA_PROTOCOLS, require_protocol: true, require_tld: false })
  @MaxLength(500)
  url?: string;
}

export class DeviceChanges extends DeviceFields {
  @IsOptional()
  @Line()
  name?: string;

  /** The version it should run; recorded, and compared with what it says. `upgrade_firmware` sets it too. Null: any. */
  @IsOptional()
  @Line(64)
  desiredFirmware?: string | null;

  /** Of its settings, as it should say in `configVersion`; recorded. `apply_config` with a `configVersion` sets it too. */
  @IsOptional()
  @Line(64)
  desiredConfig?: string | null;

  /** Moves it to another place. */
  @IsOptional()
  @IsUUID()
  siteId?: string;

  /** Left-out parts stay; a new password lifts the ban after a rejected one. */
  @IsOptional()
  @ValidateNested()
  @Type(() => OnvifChanges)
  onvif?: OnvifChanges;

  /** Planned work until then (ISO 8601): nothing is reported. Null ends it. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/)
  maintenanceUntil?: string | null;
}

/** What hangs there now. What the old thing had told of itself, its password and its waiting commands are forgotten. */
export class NewHardware extends ThingFields {
  /** Cameras: what is different about its address and sign-in. */
  @IsOptional()
  @ValidateNested()
  @Type(() => OnvifChanges)
  onvif?: OnvifChanges;
}

export const TROUBLES = ['new'] as const;
export const SOFTWARE = ['differs'] as const;
export const DEVICE_ORDERS = ['name', 'urgency'] as const;

export class DevicesQuery extends SearchQuery {
  /** This unit and everything below it. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  @IsOptional()
  @IsUUID()
  siteId?: string;

  @IsOptional()
  @IsIn(DEVICE_KINDS)
  kind?: DeviceKind;

  /** Decommissioned devices are listed only when asked for. */
  @IsOptional()
  @IsIn(HEALTHS)
  health?: Health;

  /** A fault code, or `any`. */
  @IsOptional()
  @Line(60)
  fault?: string;

  /** `new`: only devices whose trouble (silence, fault) began within the last 24 hours. */
  @IsOptional()
  @IsIn(TROUBLES)
  trouble?: (typeof TROUBLES)[number];

  /** `differs`: only those that do not run the firmware or settings that somebody wants. */
  @IsOptional()
  @IsIn(SOFTWARE)
  software?: (typeof SOFTWARE)[number];

  /** `west,south,east,north` in degrees. */
  @IsOptional()
  @Matches(BBOX)
  bbox?: string;

  /** `urgency`: worst first. */
  @IsOptional()
  @IsIn(DEVICE_ORDERS)
  sort?: (typeof DEVICE_ORDERS)[number];
}
