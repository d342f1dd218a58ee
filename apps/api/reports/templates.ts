import { readdirSync, readFileSync } from 'node:fs';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { DEVICE_KINDS, EVIDENCE_FIGURES, type EvidenceTemplate, UNIT_KINDS } from '#libs/domain';
import { ApiError } from '../http/api-error.ts';

const oneOf = <Word extends string>(words: readonly Word[]) => Type.Union(words.map((word) => Type.Literal(word)));
const TEXT = Type.Object({ vi: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) });
const KEY = Type.String({ pattern: '^[a-z][a-z0-9_-]{0,60}$' });

const TEMPLATE = Compile(
  Type.Object(
    {
      key: KEY,
      title: TEXT,
      criteria: Type.Array(
        Type.Object(
          {
            key: KEY,
            text: TEXT,
            figure: oneOf(EVIDENCE_FIGURES),
            kinds: Type.Optional(Type.Array(oneOf(DEVICE_KINDS), { minItems: 1 })),
            of: Type.Optional(oneOf(UNIT_KINDS)),
            atLeast: Type.Optional(Type.Number({ minimum: 0 })),
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 60 },
      ),
    },
    { additionalProperties: false },
  ),
);

/** What a file says, or an error that names what is wrong with it. */
export function readTemplate(text: string, file: string): EvidenceTemplate {
  const value: unknown = JSON.parse(text);
  if (!TEMPLATE.Check(value)) {
    const faults = TEMPLATE.Errors(value).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
    throw new Error(`${file}: ${faults.join('; ')}`);
  }
  const template = value as EvidenceTemplate;
  const keys = template.criteria.map(({ key }) => key);
  if (new Set(keys).size !== keys.length) throw new Error(`${file}: two criteria with one key`);
  const uncovered = template.criteria.find(({ figure, of }) => (figure === 'coverage') !== (of !== undefined));
  if (uncovered) throw new Error(`${file}: ${uncovered.key}: "of" belongs to "coverage", and it needs one`);
  return template;
}

/** The sets of criteria that ship: one JSON file each in templates/, in the order of their names. */
@Injectable()
export class EvidenceTemplates implements OnModuleInit {
  #templates: readonly EvidenceTemplate[] = [];

  onModuleInit(): void {
    const folder = new URL('templates/', import.meta.url);
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    this.#templates = files.sort().map((name) => readTemplate(readFileSync(new URL(name, folder), 'utf8'), name));
  }

  all(): readonly EvidenceTemplate[] {
    return this.#templates;
  }

  /** `key` undefined: the first. */
  get(key: string | undefined): EvidenceTemplate {
    const found = key === undefined ? this.#templates[0] : this.#templates.find((template) => template.key === key);
    if (found === undefined) throw new ApiError('template_not_found');
    return found;
  }
}
