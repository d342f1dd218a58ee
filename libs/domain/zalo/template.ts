export interface TemplateParameter {
  readonly name: string;
  readonly maxLength: number;
  readonly require: boolean;
}

export type TemplateProblem =
  | { readonly kind: 'missing' | 'unknown'; readonly name: string }
  | { readonly kind: 'too_long'; readonly name: string; readonly maxLength: number };

/** What is wrong with the data of a template, by the parameters it declares. Empty: nothing. */
export function templateProblems(
  parameters: readonly TemplateParameter[],
  data: Readonly<Record<string, string>>,
): TemplateProblem[] {
  const known = new Set(parameters.map(({ name }) => name));
  return [
    ...parameters
      .filter(({ name, require }) => require && (data[name] ?? '') === '')
      .map(({ name }): TemplateProblem => ({ kind: 'missing', name })),
    ...parameters
      .filter(({ name, maxLength }) => (data[name]?.normalize('NFC').length ?? 0) > maxLength)
      .map(({ name, maxLength }): TemplateProblem => ({ kind: 'too_long', name, maxLength })),
    ...Object.keys(data)
      .filter((name) => !known.has(name))
      .map((name): TemplateProblem => ({ kind: 'unknown', name })),
  ];
}

/** Cut to what each parameter holds; what the template does not know is left out. */
export function fitTemplate(
  parameters: readonly TemplateParameter[],
  data: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    parameters.flatMap(({ name, maxLength }) => {
      const value = data[name]?.normalize('NFC');
      if (value === undefined) return [];
      return [[name, value.length <= maxLength ? value : `${value.slice(0, Math.max(0, maxLength - 1))}…`]];
    }),
  );
}
