// REST, live updates and the web pages as a process of its own.
import 'reflect-metadata';
import { DatabaseModule, prepareDatabase, ServerTime } from '#libs/database';
import { requireDatabaseUrl, runProcess, startServer } from '#libs/runtime';
import { ApiModule, configureApi } from './index.ts';

await runProcess(async (context) => {
  const url = requireDatabaseUrl(context.config);
  const poolUrl = context.config.databasePoolUrl;
  await prepareDatabase(url, context.logger, poolUrl);
  const time = new ServerTime(url);
  context.onStop(() => time.close());
  const { httpPort } = await startServer(context, {
    modules: [DatabaseModule.forRoot({ url, poolUrl }), ApiModule],
    readServerTime: () => time.read(),
    configure: configureApi,
  });
  context.logger.info({ httpPort }, 'The api is ready');
});
