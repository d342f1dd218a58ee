import { Module } from '@nestjs/common';
import { AlertingModule } from '#apps/alerting';
import { ApiModule } from '#apps/api';
import { BrokerModule } from '#apps/broker';
import { PollerModule } from '#apps/poller';

/** All four roles. Needs RuntimeModule and DatabaseModule around it. */
@Module({ imports: [BrokerModule, PollerModule, AlertingModule, ApiModule] })
export class StandaloneModule {}
