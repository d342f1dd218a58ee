/** Why a backup could not be made, read or restored, told in full by the message: to be printed alone. */
export class BackupError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BackupError';
  }
}

/** Turns what the file system and zlib say about `file` into a sentence; other errors come back as they are. */
export function explainFileError(error: unknown, file: string): unknown {
  const sentence = sentenceOf((error as NodeJS.ErrnoException | null)?.code, file);
  return sentence === undefined ? error : new BackupError(sentence, { cause: error });
}

function sentenceOf(code: string | undefined, file: string): string | undefined {
  switch (code) {
    case 'ENOENT':
      return `${file} does not exist.`;
    case 'ENOTDIR':
      return `${file} cannot exist: a part of its path is a file, not a folder.`;
    case 'EISDIR':
      return `${file} is a folder, not a backup.`;
    case 'EEXIST':
      return `${file} exists already: choose another name.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${file} may not be read or written by this user (${code}).`;
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return `There is no room for ${file} (${code}): nothing of it was kept.`;
    case 'Z_BUF_ERROR':
      return `${file} is cut off: its end is missing. Use another backup.`;
    case 'Z_DATA_ERROR':
      return `${file} is damaged, or no backup of Canh Thôn. Use another backup.`;
    default:
      return undefined;
  }
}
