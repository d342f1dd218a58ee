import { totalmem } from 'node:os';

const MIB = 1024 * 1024;

/** `durable` is the only flavour for real data; `test` gives up durability for speed. */
export type Flavour = 'durable' | 'test';

/**
 * Our settings, written anew at every start; an operator's own go into a later file of the same folder
 * (`cluster/conf.d/50-local.conf`). PostgreSQL is reached by a unix socket alone.
 */
export function settings(socketDir: string, flavour: Flavour): Readonly<Record<string, string>> {
  const memory = totalmem() / MIB;
  const sharedBuffers = Math.round(Math.min(256, Math.max(64, memory / 16)));
  return {
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: `${sharedBuffers}MB`,
    effective_cache_size: `${Math.round(memory / 2)}MB`,
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    wal_compression: 'on',
    max_wal_size: '1GB',
    checkpoint_timeout: '10min',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'on',
    // Relative to the cluster. One file a weekday, overwritten a week later.
    log_directory: '../log',
    log_filename: 'postgresql-%a.log',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_truncate_on_rotation: 'on',
    log_line_prefix: '%m [%p] ',
    ...(flavour === 'durable'
      ? { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }
      : {
          fsync: 'off',
          synchronous_commit: 'off',
          full_page_writes: 'off',
          shared_buffers: '64MB',
          logging_collector: 'off',
        }),
  };
}

export function asConf(values: Readonly<Record<string, string>>): string {
  const lines = Object.entries(values).map(([name, value]) => `${name} = '${value.replace(/'/g, "''")}'`);
  return `# Written at every start. Put settings of your own into 50-local.conf beside this file.\n${lines.join('\n')}\n`;
}
