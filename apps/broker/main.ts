// The MQTT door as a process of its own.
import 'reflect-metadata';
import { DatabaseModule, prepareDatabase, ServerTime } from '#libs/database';
import { requireDatabaseUrl, runProcess, startWorker } from '#libs/runtime';
import { BrokerModule } from './index.ts';

await runProcess(async (context) => {
  const url = requireDatabaseUrl(context.config);
  await prepareDatabase(url, context.logger);
  const time = new ServerTime(url);
  context.onStop(() => time.close());
  const modules = [DatabaseModule.forRoot({ url }), BrokerModule];
  const { httpPort } = await startWorker(context, { modules, readServerTime: () => time.read() });
  context.logger.info({ httpPort }, 'The broker is ready');
});
