import { type FailedAttempt, fitTemplate, HOUR, type TemplateParameter, templateProblems } from '#libs/domain';
import { type JsonObject, textIn } from './zalo-http.ts';
import type { ZaloOa } from './zalo-oa.ts';

/** Templates change when somebody edits them in the console (ms). */
const KNOWN_FOR = HOUR;

export type FittedTemplate =
  | { readonly kind: 'fitted'; readonly data: Readonly<Record<string, string>> }
  | { readonly kind: 'failure'; readonly attempt: FailedAttempt };

/** What the template asks for is read from Zalo, so that nothing is sent that must be refused. */
export class ZaloTemplates {
  #parameters: readonly TemplateParameter[] = [];
  #learnedAt = -Infinity;

  constructor(
    private readonly oa: ZaloOa,
    private readonly templateId: string,
  ) {}

  async fit(data: Readonly<Record<string, string>>, now: number): Promise<FittedTemplate> {
    if (Math.abs(now - this.#learnedAt) >= KNOWN_FOR) {
      const path = `/template/info/v2?template_id=${encodeURIComponent(this.templateId)}`;
      const seen = await this.oa.call({ api: 'zbs', method: 'GET', path }, now);
      if (seen.kind === 'failure') return seen;
      if (seen.kind === 'ok') this.#learn(seen.data, now);
    }
    const fitted = fitTemplate(this.#parameters, data);
    // It asks for something we never say: every message would be refused until a person changes one of the two.
    if (templateProblems(this.#parameters, fitted).length > 0)
      return { kind: 'failure', attempt: { kind: 'impossible', reason: 'zalo_template_data', blame: 'channel' } };
    return { kind: 'fitted', data: fitted };
  }

  #learn(info: JsonObject, now: number): void {
    const list = Array.isArray(info['listParams']) ? (info['listParams'] as JsonObject[]) : [];
    this.#parameters = list.flatMap((parameter) => {
      const name = textIn(parameter, 'name');
      const maxLength = Number(parameter['maxLength'] ?? 0) || 200;
      return name === null ? [] : [{ name, maxLength, require: parameter['require'] !== false }];
    });
    this.#learnedAt = now;
  }
}
