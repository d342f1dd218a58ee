import type { NextFunction, Request, Response } from 'express';

/** A database that hangs must not hang its callers: whatever is not answered by then is answered here (milliseconds). */
const ANSWER_WITHIN_MS = 4_500;

/** `comesSlowly`: a file over a bad line; its time begins when it is there. */
export const requestDeadline =
  (late: (request: Request, response: Response) => void, comesSlowly: (request: Request) => boolean) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const begin = (): void => {
      const timer = setTimeout(() => {
        if (!response.headersSent) late(request, response);
      }, ANSWER_WITHIN_MS);
      response.once('close', () => clearTimeout(timer));
    };
    if (comesSlowly(request)) request.once('end', begin);
    else begin();
    next();
  };
