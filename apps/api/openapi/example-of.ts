import { EXAMPLES, exampleByEnding } from './example-values.ts';

/** As much of a JSON Schema as our document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly example?: unknown;
}

const DEEPEST = 6;
const NUMBERS: readonly (readonly [RegExp, number])[] = [
  [/Ms$/, 86_400_000],
  [/Dong$/, 1_500_000],
  [/Seconds$/, 60],
  [/Minutes$/, 30],
  [/^version$/, 1],
  [/^limit$/, 50],
];

/** Makes examples from shapes; names every field of which it knows nothing to say. */
export class Examples {
  readonly missing = new Set<string>();

  constructor(private readonly schemas: Readonly<Record<string, Schema>>) {}

  of(schema: Schema, shape = '', field = '', depth = 0): unknown {
    if (schema.example !== undefined) return schema.example;
    const own = `${shape}.${field}`;
    if (own in EXAMPLES) return EXAMPLES[own];
    if (schema.$ref !== undefined) {
      const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
      return depth > DEEPEST ? {} : this.of(this.schemas[name] ?? {}, name, '', depth + 1);
    }
    const [choice] = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
    if (choice) return this.of(choice, shape, field, depth);
    if (schema.enum !== undefined) return schema.enum.find((value) => value !== null);
    if (schema.properties !== undefined) return this.#object(schema.properties, shape, depth);
    const type = typeof schema.type === 'string' ? schema.type : schema.type?.find((one) => one !== 'null');
    if (type === 'array') {
      const item = this.of(schema.items ?? {}, shape, field, depth + 1);
      return Array.isArray(item) && field === 'box' ? item : [item];
    }
    if (type === 'boolean') return true;
    if (field in EXAMPLES && fits(EXAMPLES[field], type)) return EXAMPLES[field];
    if (type === 'number' || type === 'integer') return number(field, schema);
    const ending = exampleByEnding(field);
    if (ending !== undefined) return ending;
    if (type === 'object') return {};
    if (type === 'null') return null;
    this.missing.add(own);
    return undefined;
  }

  #object(properties: Readonly<Record<string, Schema>>, shape: string, depth: number): object {
    const entries = Object.entries(properties).map(([name, schema]) => [name, this.of(schema, shape, name, depth + 1)]);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }
}

const fits = (value: unknown, type: string | undefined): boolean =>
  value === null || type === undefined || (type === 'integer' ? 'number' : type) === typeof value;

function number(field: string, { minimum = -Infinity, maximum = Infinity }: Schema): number {
  const usual = NUMBERS.find(([pattern]) => pattern.test(field))?.[1] ?? 3;
  return Math.min(maximum, Math.max(minimum, usual));
}
