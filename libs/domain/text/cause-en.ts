import type { CauseWords } from './cause-words.ts';

const KINDS: Readonly<Record<string, string>> = {
  village: 'villages',
  group: 'groups',
  commune: 'communes',
  team: 'teams',
};

export const causesEn: CauseWords = {
  unitWords: [],
  places: (count, kind, where) => `${count} ${KINDS[kind ?? ''] ?? 'places'} of ${where}`,
  at: (where) => `in ${where}`,
  whole: (where) => `in all of ${where}`,
  of: (counts, unit) => `${counts} of ${unit}`,
  begins: {
    weather: ({ where, what, moment }) =>
      `Little sun in ${where} since ${moment}: ${what} have little battery left and may go out early. They are not broken and need sun; single empty batteries are not told for now.`,
    power_cut: ({ where, what, moment, likely }) =>
      `The power has ${likely ? 'probably ' : ''}been off ${where} since ${moment}${what === '' ? '.' : `: ${what} stopped working.`}`,
    uplink: ({ who, what, moment }) =>
      `${who} has been silent since ${moment}, and with it ${what} connected through it.`,
    carrier: ({ who, where, what, moment }) =>
      `The ${who} network has had trouble in ${where} since ${moment}${what === '' ? '.' : `: ${what} cannot be heard.`}`,
    self: ({ where, what, moment }) =>
      `Since ${moment} Canh Thôn hears almost nothing from ${where}: ${what} silent. Our own server or its line may have failed; please check at once. The groups are not told for now.`,
  },
  ends: {
    weather: ({ where }) => `The sun is back in ${where}.`,
    power_cut: ({ where, moment, duration, likely, corrected }) => {
      if (corrected)
        return `${where}: connected again at ${moment}, after ${duration}. It was the line, not the power.`;
      return `${where}: ${likely ? 'working again' : 'the power came back'} at ${moment}, after ${duration}.`;
    },
    uplink: ({ who, moment, duration }) => `${who} works again at ${moment}, after ${duration}.`,
    carrier: ({ who, where, moment, duration }) =>
      `The ${who} network in ${where} works again at ${moment}, after ${duration}.`,
    self: ({ where, moment, duration, heldTooLong }) =>
      heldTooLong
        ? `Almost everything in ${where} is still silent after ${duration}. From now on Canh Thôn tells the groups as usual.`
        : `Canh Thôn hears the devices in ${where} again at ${moment}, after ${duration}.`,
  },
  remaining: (counts) => `Still not working: ${counts}.`,
};
