// The engine as a process of its own.
import 'reflect-metadata';
import { DatabaseModule, prepareDatabase, ServerTime } from '#libs/database';
import { requireDatabaseUrl, runProcess, startWorker } from '#libs/runtime';
import { AlertingModule } from './index.ts';

await runProcess(async (context) => {
  const url = requireDatabaseUrl(context.config);
  const poolUrl = context.config.databasePoolUrl;
  await prepareDatabase(url, context.logger, poolUrl);
  const time = new ServerTime(url);
  context.onStop(() => time.close());
  const modules = [DatabaseModule.forRoot({ url, poolUrl }), AlertingModule];
  const { httpPort } = await startWorker(context, { modules, readServerTime: () => time.read() });
  context.logger.info({ httpPort }, 'The alerting is ready');
});
