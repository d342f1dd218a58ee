import { Check, Column, Entity, ForeignKey, Generated, Index, PrimaryColumn } from 'typeorm';
import type { DeviceKind, Lifecycle, PowerSource } from '#libs/domain';
import { Instant } from '../instant.ts';
import { UnitEntity } from './territory.entity.ts';

@Entity('site')
@Index('site_code', ['code'], { unique: true })
@Index('site_public_token', ['publicToken'], { unique: true })
@Index('site_unit_id', ['unitId'])
@Index('site_search', { synchronize: false })
@Index('site_position', { synchronize: false })
export class SiteEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') code: string;
  @ForeignKey(() => UnitEntity) @Column('uuid') unitId: string;
  @Column('text', { nullable: true }) name: string | null;
  @Column('text', { nullable: true }) landmark: string | null;
  @Column('double precision', { nullable: true }) latitude: number | null;
  @Column('double precision', { nullable: true }) longitude: number | null;
  @Column('text') publicToken: string;
  @Column('text') search: string;
  @Column('integer', { default: 1 }) version: number;
  @Instant() createdAt: number;
  @Instant() updatedAt: number;
}

@Entity('hardware')
@Index('hardware_serial', { synchronize: false })
@Index('hardware_mac', { synchronize: false })
export class HardwareEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { nullable: true }) manufacturer: string | null;
  @Column('text', { nullable: true }) model: string | null;
  @Column('text', { nullable: true }) serial: string | null;
  @Column('text', { nullable: true }) mac: string | null;
  @Column('text', { nullable: true }) firmware: string | null;
  @Instant({ nullable: true }) retiredAt: number | null;
  @Instant() createdAt: number;
  @Instant() updatedAt: number;
}

@Entity('device')
@Check('device_kind_check', `kind IN ('camera','solar_light','wifi_hotspot','edge_agent')`)
@Check('device_interval_seconds_check', 'interval_seconds BETWEEN 5 AND 86400')
@Check('device_offline_after_seconds_check', 'offline_after_seconds BETWEEN 15 AND 604800')
@Check('device_lifecycle_check', `lifecycle IN ('active','decommissioned')`)
@Index('device_device_no', ['deviceNo'], { unique: true })
@Index('device_code', ['code'], { unique: true })
@Index('device_site_id', ['siteId'])
@Index('device_unit_id', ['unitId', 'name', 'id'])
@Index('device_name', ['name', 'id'])
@Index('device_search', { synchronize: false })
@Index('device_hardware_id', ['hardwareId'])
@Index('device_uplink', { synchronize: false })
export class DeviceEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('integer') @Generated('increment') deviceNo: number;
  @Column('text') kind: DeviceKind;
  @Column('text') code: string;
  @Column('text') name: string;
  @ForeignKey(() => SiteEntity) @Column('uuid') siteId: string;
  /** The responsible unit; defaults to the site's. */
  @ForeignKey(() => UnitEntity)
  @Column('uuid', { comment: 'the responsible unit; defaults to the unit of the site' })
  unitId: string;
  @ForeignKey(() => HardwareEntity) @Column('uuid', { nullable: true }) hardwareId: string | null;
  @ForeignKey(() => DeviceEntity) @Column('uuid', { nullable: true }) uplinkDeviceId: string | null;
  @Column('text', { default: 'unknown' }) powerSource: PowerSource;
  @Column('text', { nullable: true }) payer: string | null;
  @Column('text', { nullable: true }) funding: string | null;
  @Column('integer') intervalSeconds: number;
  @Column('integer') offlineAfterSeconds: number;
  @Column('text', { default: 'active' }) lifecycle: Lifecycle;
  @Instant({ nullable: true }) maintenanceUntil: number | null;
  @Column('bytea', { nullable: true }) secretHash: Buffer | null;
  @Column('text', { nullable: true }) secretKeyId: string | null;
  @Instant({ nullable: true }) secretChangedAt: number | null;
  @Column('text', { nullable: true }) desiredFirmware: string | null;
  @Column('text', { nullable: true }) desiredConfig: string | null;
  @Column('text') search: string;
  @Column('integer', { default: 1 }) version: number;
  @Instant() createdAt: number;
  @Instant() updatedAt: number;
}

export const CREDENTIAL_STATES = ['untried', 'accepted', 'rejected', 'locked_out'] as const;

@Entity('camera_endpoint')
@Check('camera_endpoint_scheme_check', `scheme IN ('http','https','rtsp','rtsps')`)
@Check('camera_endpoint_port_check', 'port BETWEEN 1 AND 65535')
@Check('camera_endpoint_stream_port_check', 'stream_port BETWEEN 1 AND 65535')
@Check('camera_endpoint_credential_state_check', `credential_state IN ('untried','accepted','rejected','locked_out')`)
export class CameraEndpointEntity {
  @ForeignKey(() => DeviceEntity) @PrimaryColumn('uuid') deviceId: string;
  @Column('text') scheme: 'http' | 'https' | 'rtsp' | 'rtsps';
  @Column('text') host: string;
  @Column('integer') port: number;
  @Column('text') path: string;
  @Column('text', { nullable: true }) username: string | null;
  @Column('bytea', { nullable: true }) passwordCiphertext: Buffer | null;
  @Column('text', { nullable: true }) passwordKeyId: string | null;
  @Column('integer', { default: 1 }) credentialVersion: number;
  @Column('boolean', { default: false }) basicAllowed: boolean;
  @Column('text', { default: 'untried' }) credentialState: (typeof CREDENTIAL_STATES)[number];
  @Instant({ nullable: true }) credentialBlockedUntil: number | null;
  @Instant({ nullable: true }) credentialCheckedAt: number | null;
  @Column('integer', { nullable: true }) attemptsLeft: number | null;
  @Column('integer', { nullable: true }) streamPort: number | null;
  @Column('boolean', { nullable: true }) factoryPassword: boolean | null;
  @Instant() updatedAt: number;
}

@Entity('operation')
@Check('operation_state_check', `state IN ('queued','running','succeeded','failed')`)
@Check('operation_progress_check', 'progress BETWEEN 0 AND 100')
@Index('operation_open', { synchronize: false })
@Index('operation_for_agent', { synchronize: false })
export class OperationEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: string;
  @Column('text', { default: 'queued' }) state: 'queued' | 'running' | 'succeeded' | 'failed';
  @Column('integer', { default: 0 }) progress: number;
  @Column('integer', { default: 0 }) attempts: number;
  @ForeignKey(() => UnitEntity) @Column('uuid') unitId: string;
  @Column('uuid', { nullable: true }) requestedBy: string | null;
  @Column('jsonb', { default: {} }) request: Record<string, unknown>;
  @Column('jsonb', { nullable: true }) result: unknown;
  @Column('text', { nullable: true }) errorCode: string | null;
  @Instant({ nullable: true }) leaseUntil: number | null;
  @Column('integer', { nullable: true }) agentNo: number | null;
  @Instant() createdAt: number;
  @Instant() updatedAt: number;
}
