import { DatabaseModule, prepareDatabase, ServerTime } from '#libs/database';
import { type ProcessContext, requireDatabaseUrl, startWorker } from '#libs/runtime';
import { PollerModule } from './poller.module.ts';

/** The poller beside the database. Throws StartError. */
export async function runPoller(context: ProcessContext): Promise<void> {
  const url = requireDatabaseUrl(context.config);
  const poolUrl = context.config.databasePoolUrl;
  await prepareDatabase(url, context.logger, poolUrl);
  const time = new ServerTime(url);
  context.onStop(() => time.close());
  const modules = [DatabaseModule.forRoot({ url, poolUrl }), PollerModule];
  const { httpPort } = await startWorker(context, { modules, readServerTime: () => time.read() });
  context.logger.info({ httpPort }, 'The poller is ready');
}
