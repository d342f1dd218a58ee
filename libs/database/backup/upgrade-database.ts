import { join } from 'node:path';
import { type UpgradeOptions, type Upgraded, upgradeEmbedded } from '../embedded/upgrade-embedded.ts';
import { explainFileError } from './backup-error.ts';
import { restoreBackup } from './restore-backup.ts';
import { type BackupProgress, writeBackup } from './write-backup.ts';

/** Brings the built-in database to this program's major version by backing the old one up and restoring into the new. */
export function upgradeDatabase(
  options: Omit<UpgradeOptions, 'copy'> & { readonly onProgress?: BackupProgress },
): Promise<Upgraded> {
  const { onProgress, ...rest } = options;
  const told = onProgress && { onProgress };
  return upgradeEmbedded({
    ...rest,
    copy: async (from, to, workshop) => {
      const file = join(workshop, 'upgrade.backup');
      try {
        await writeBackup({ url: from, file });
      } catch (error) {
        throw explainFileError(error, file);
      }
      await restoreBackup({ file, url: to, ...told });
    },
  });
}
