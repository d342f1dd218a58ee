import type { NextFunction, Request, Response } from 'express';

/** A database that hangs must not hang its callers: whatever is not answered by then is answered here (milliseconds). */
const ANSWER_WITHIN_MS = 4_500;

export const requestDeadline =
  (late: (request: Request, response: Response) => void) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const timer = setTimeout(() => {
      if (!response.headersSent) late(request, response);
    }, ANSWER_WITHIN_MS);
    response.once('close', () => clearTimeout(timer));
    next();
  };
