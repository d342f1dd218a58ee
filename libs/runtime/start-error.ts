/** A reason not to start that its message tells in full: printed alone, without a stack. */
export class StartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartError';
  }
}

/** Turns a failed `listen` into one sentence a person can act on; other errors come back as they are. */
export function explainListenError(error: unknown, what: { name: string; port: number; variable: string }): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const { name, port, variable } = what;
  if (code === 'EADDRINUSE') {
    return new StartError(
      `Cổng ${port} (${name}) đang được chương trình khác dùng: hãy dừng chương trình đó hoặc đặt ${variable} thành cổng khác. / ` +
        `Port ${port} (${name}) is already in use: stop the other program or set ${variable} to another port.`,
      { cause: error },
    );
  }
  if (code === 'EACCES') {
    return new StartError(
      `Không có quyền mở cổng ${port} (${name}): hãy đặt ${variable} thành cổng từ 1024 trở lên. / ` +
        `Not allowed to open port ${port} (${name}): set ${variable} to a port from 1024 up.`,
      { cause: error },
    );
  }
  if (code === 'EADDRNOTAVAIL') {
    return new StartError(
      `Máy này không có địa chỉ đã đặt cho ${name}. / This machine does not have the address that was set for ${name}.`,
      { cause: error },
    );
  }
  return error;
}
