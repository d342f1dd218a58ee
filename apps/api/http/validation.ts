import { ValidationPipe } from '@nestjs/common';
import { FieldsRefused } from './api-error.ts';
import { problemsOf } from './field-problems.ts';

/** Everything wrong with what was sent, at once. Fields we do not know are left out: the next version may know them. */
export const validation = (): ValidationPipe =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidUnknownValues: true,
    validationError: { target: true, value: true },
    exceptionFactory: (errors) => new FieldsRefused(problemsOf(errors)),
  });
