// The MQTT door as a process of its own, or several of them behind one port (`MQTT_DOORS`).
import 'reflect-metadata';
import cluster from 'node:cluster';
import { DatabaseModule, prepareDatabase, ServerTime } from '#libs/database';
import { requireDatabaseUrl, runProcess, startWorker } from '#libs/runtime';
import { keepDoors } from './doors/keep-doors.ts';
import { BrokerModule } from './index.ts';

await runProcess(async (context) => {
  const { doors } = context.config.mqtt;
  const url = requireDatabaseUrl(context.config);
  if (doors > 1 && cluster.isPrimary) return keepDoors(context, doors);
  const poolUrl = context.config.databasePoolUrl;
  await prepareDatabase(url, context.logger, poolUrl);
  const time = new ServerTime(url);
  context.onStop(() => time.close());
  const modules = [DatabaseModule.forRoot({ url, poolUrl }), BrokerModule];
  const { httpPort } = await startWorker(context, { modules, readServerTime: () => time.read() });
  context.logger.info({ httpPort }, 'The broker is ready');
});
