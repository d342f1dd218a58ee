import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';
import { etagOf } from './headers.ts';

/** Whatever has a version is answered with it as ETag, for `If-Match`. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      map((result: unknown) => {
        const { version, device } = (result ?? {}) as { version?: unknown; device?: { version?: unknown } };
        const found = version ?? device?.version;
        if (typeof found === 'number' && !response.headersSent) response.setHeader('ETag', etagOf(found));
        return result;
      }),
    );
  }
}
