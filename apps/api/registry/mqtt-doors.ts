import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { MqttDoor } from '#libs/contracts';
import { type Config, CONFIG } from '#libs/runtime';

export interface OwnAddress extends MqttDoor {
  /** Of the REST API, without a slash at its end. */
  readonly url: string;
}

/** Where a device reaches us: at `PUBLIC_URL`, else at the address the request came by. */
@Injectable()
export class MqttDoors {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  of(request: Request): OwnAddress {
    const { http, mqtt } = this.config;
    const url = http.publicUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`;
    return { url, host: new URL(url).hostname, port: mqtt.port, tlsPort: mqtt.tls?.port ?? null };
  }
}
