import { IsOptional, IsString, IsUrl, IsUUID, MaxLength } from 'class-validator';
import { Line } from './text.ts';

export const OPERATION_STATES = ['queued', 'running', 'succeeded', 'failed'] as const;
export type OperationState = (typeof OPERATION_STATES)[number];

/** Looks for cameras in the network the server (or poller) stands in. */
export class DiscoveryRequest {
  /** For whom: who may see the result. */
  @IsUUID()
  unitId: string;
}

/** Asks one camera who it is. */
export class IdentifyRequest {
  @IsUUID()
  unitId: string;

  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(500)
  url: string;

  @IsOptional()
  @Line(100)
  username?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  password?: string;
}

export class OperationStarted {
  operationId: string;
}

export class FoundCamera {
  url: string;
  name: string | null;
  model: string | null;
  /** Already registered in the caller's territory as this device. */
  deviceId?: string;
}

export class DiscoveryResult {
  cameras: FoundCamera[];
}

export class IdentifyResult {
  manufacturer: string | null;
  model: string | null;
  serial: string | null;
  firmware: string | null;
  mac?: string | null;
}

export class Operation<Result = unknown> {
  id: string;
  kind: string;
  state: OperationState;
  /** Percent. */
  progress: number;
  result?: Result;
  errorCode?: string;
  createdAt: string;
  updatedAt: string;
}

export type DiscoveryOperation = Operation<DiscoveryResult>;
export type IdentifyOperation = Operation<IdentifyResult>;
