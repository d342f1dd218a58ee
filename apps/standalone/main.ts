// `npm start`: the whole product in one process.
import 'reflect-metadata';
import { configureApi } from '#apps/api';
import { DatabaseModule, ServerTime } from '#libs/database';
import { runProcess, startServer } from '#libs/runtime';
import { DiskGuardModule } from './disk-guard.ts';
import { StandaloneModule } from './index.ts';
import { openDatabase } from './open-database.ts';
import { readyText } from './ready-text.ts';

await runProcess(async (context) => {
  const { url, embedded } = await openDatabase(context);
  const time = new ServerTime(url);
  context.onStop(() => time.close());
  const guard = embedded && context.config.diskReserveBytes > 0 ? [DiskGuardModule.forRoot(embedded)] : [];
  const { httpPort } = await startServer(context, {
    modules: [
      DatabaseModule.forRoot({ url, poolUrl: context.config.databasePoolUrl, poolSize: 20 }),
      StandaloneModule,
      ...guard,
    ],
    readServerTime: () => time.read(),
    configure: configureApi,
  });
  process.stdout.write(readyText(context.config, httpPort));
});
