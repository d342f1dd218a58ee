import type { CameraDiscoveryResult, CameraIdentifyResult } from '#libs/domain';
import { IsOptional, IsString, IsUrl, IsUUID, MaxLength } from 'class-validator';
import { Line } from './text.ts';

export const OPERATION_STATES = ['queued', 'running', 'succeeded', 'failed'] as const;
export type OperationState = (typeof OPERATION_STATES)[number];

/** Looks for cameras in the network the server (or poller) stands in, or an edge agent of theirs. */
export class DiscoveryRequest {
  /** For whom: who may see the result. */
  @IsUUID()
  unitId: string;

  /** The edge agent in whose network to look; without it: in the server's own. */
  @IsOptional()
  @IsUUID()
  agentId?: string;
}

/** Asks one camera who it is. */
export class IdentifyRequest {
  @IsUUID()
  unitId: string;

  /** The edge agent that asks, in its own network; without it the server does. */
  @IsOptional()
  @IsUUID()
  agentId?: string;

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

export type DiscoveryOperation = Operation<CameraDiscoveryResult>;
export type IdentifyOperation = Operation<CameraIdentifyResult>;

export type { CameraDiscoveryResult, CameraIdentifyResult, FoundCamera } from '#libs/domain';
