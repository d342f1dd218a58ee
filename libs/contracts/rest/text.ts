import { Transform } from 'class-transformer';
import { IsString, Length, Matches } from 'class-validator';

/** No control characters: names go into mail headers, logs and spreadsheets. Tabs and line breaks count as control. */
const ONE_LINE = /^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u;
const SEVERAL_LINES = /^[^\p{Cs}\0]*$/u;

const tidy = (value: unknown): unknown => (typeof value === 'string' ? value.normalize('NFC').trim() : value);
const all =
  (...decorators: PropertyDecorator[]): PropertyDecorator =>
  (target, name) => {
    for (const decorate of decorators) decorate(target, name);
  };

/** One line of text as people type it: NFC, trimmed, 1 to `longest` characters. */
export const Line = (longest = 200): PropertyDecorator =>
  all(
    Transform(({ value }) => tidy(value)),
    IsString(),
    Length(1, longest),
    Matches(ONE_LINE),
  );

/** The same with line breaks. */
export const Paragraph = (longest = 2000): PropertyDecorator =>
  all(
    Transform(({ value }) => tidy(value)),
    IsString(),
    Length(1, longest),
    Matches(SEVERAL_LINES),
  );
