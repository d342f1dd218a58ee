import { Module } from '@nestjs/common';
import { Broker } from './service/broker.ts';

/** The MQTT door. Needs RuntimeModule and DatabaseModule around it. */
@Module({ providers: [Broker], exports: [Broker] })
export class BrokerModule {}
