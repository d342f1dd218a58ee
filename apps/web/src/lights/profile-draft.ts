import type { LightProfileView } from '../api/shapes.ts';

export const CHEMISTRIES = [
  'lead_acid',
  'lifepo4',
  'li_ion',
] as const satisfies readonly LightProfileView['chemistry'][];

/** The form as typed: everything is text until it is sent; what is empty is left to the server. */
export interface ProfileDraft {
  readonly unitId: string | null;
  readonly name: string;
  readonly chemistry: LightProfileView['chemistry'];
  readonly lampWatts: string;
  readonly nominalVolts: string;
  readonly capacityAh: string;
  readonly panelWatts: string;
  /** "300:50, 420:30": from so many minutes after dusk on, at so many percent. */
  readonly dimming: string;
  readonly sensorOnly: boolean;
}

export const draftOf = (profile: LightProfileView | null, unitId: string | null): ProfileDraft => ({
  unitId,
  name: profile?.name ?? '',
  chemistry: profile?.chemistry ?? 'lifepo4',
  lampWatts: String(profile?.lampWatts ?? ''),
  nominalVolts: String(profile?.nominalVolts ?? ''),
  capacityAh: String(profile?.capacityAh ?? ''),
  panelWatts: String(profile?.panelWatts ?? ''),
  dimming: (profile?.dimming ?? []).map(({ afterMinutes, percent }) => `${afterMinutes}:${percent}`).join(', '),
  sensorOnly: profile?.sensorOnly ?? false,
});

/** What is sent. The server alone judges: what cannot be read is sent as it was typed. */
export function bodyOf(draft: ProfileDraft, isNew: boolean): Record<string, unknown> {
  const { unitId, name, chemistry, sensorOnly, dimming } = draft;
  const numbers = Object.entries({
    lampWatts: draft.lampWatts,
    nominalVolts: draft.nominalVolts,
    capacityAh: draft.capacityAh,
    panelWatts: draft.panelWatts,
  }).flatMap(([field, typed]) => (typed.trim() === '' ? [] : [[field, Number(typed)]]));
  return {
    ...(isNew && unitId !== null && { unitId }),
    ...(name.trim() !== '' && { name: name.trim().normalize('NFC') }),
    ...{ chemistry, sensorOnly, ...Object.fromEntries(numbers) },
    dimming: dimming.split(/[,;]/).flatMap((step) => {
      const [afterMinutes, percent] = step.split(':');
      return step.trim() === '' ? [] : [{ afterMinutes: Number(afterMinutes), percent: Number(percent ?? Number.NaN) }];
    }),
  };
}
