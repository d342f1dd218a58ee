import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { MqttCredentials } from './device-view.dto.ts';
import { MAC } from './device.dto.ts';
import { Line } from './text.ts';

export type ClaimState = 'none' | 'waiting' | 'claimed' | 'expired';

/** Whether a device may fetch its password itself; the code is not shown again. */
export class ClaimCode {
  state: ClaimState;
  createdAt: string | null;
  expiresAt: string | null;
  claimedAt: string | null;
}

export class NewClaimCode extends ClaimCode {
  /** `kx7m-a2pq-rst3`: works once, for a day. */
  claimCode: string;
}

/** What a device sends that was given a code. */
export class ClaimRequest {
  /** As printed; case, spaces and dashes mean nothing. */
  @IsString()
  @MaxLength(40)
  claimCode: string;

  /** Made up by the device and kept: who lost the answer asks again with the same, within a quarter of an hour. */
  @Matches(/^[\x21-\x7e]{16,128}$/)
  nonce: string;

  /**
   * Of an edge agent: an X25519 public key (32 bytes, base64) it made for this claim. Passwords of its cameras are sealed
   * for it; without one it gets none.
   */
  @IsOptional()
  @Matches(/^[A-Za-z0-9+/]{43}=$/)
  publicKey?: string;

  @IsOptional()
  @Line(100)
  serial?: string;

  @IsOptional()
  @Matches(MAC)
  mac?: string;

  @IsOptional()
  @Line(100)
  manufacturer?: string;

  @IsOptional()
  @Line(100)
  model?: string;
}

/** Where devices speak MQTT. */
export class MqttDoor {
  host: string;
  port: number;
  /** Null: this installation has no certificate. */
  tlsPort: number | null;
}

export class ClaimedDevice {
  deviceId: string;
  mqtt: MqttCredentials;
  door: MqttDoor;
  /** Seconds between two heartbeats. */
  intervalSeconds: number;
}

/** Text to paste on the device; `PASSWORD` stands for what is shown once. */
export class Snippet {
  /** `claim`, `mosquitto`, `openwrt`, `edge` */
  name: string;
  text: string;
}
