import { cameraTroublesEn } from './camera-troubles-en.ts';
import { causesEn } from './cause-en.ts';
import { hotspotTroublesEn } from './hotspot-troubles-en.ts';
import { lightTroublesEn } from './light-troubles-en.ts';
import { twoDigits } from './local-time.ts';
import type { Phrasebook } from './phrasebook.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const plural = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

export const en: Phrasebook = {
  kinds: {
    camera: { one: 'camera', count: (n) => plural(n, 'camera'), namesBeginWith: ['camera', 'cam'] },
    solar_light: { one: 'light', count: (n) => plural(n, 'light'), namesBeginWith: ['light', 'solar light'] },
    wifi_hotspot: { one: 'Wi-Fi point', count: (n) => plural(n, 'Wi-Fi point'), namesBeginWith: ['wifi', 'wi fi'] },
    edge_agent: {
      one: 'link box',
      count: (n) => `${n} link ${n === 1 ? 'box' : 'boxes'}`,
      namesBeginWith: ['link box'],
    },
  },
  troubles: {
    ...lightTroublesEn,
    ...hotspotTroublesEn,
    ...cameraTroublesEn,
    offline: { begins: 'has been silent', ends: 'works again', advice: null },
    auth_failed: {
      begins: 'is running but its password is wrong',
      ends: 'accepts its password now',
      advice: 'Enter the camera’s password again.',
    },
    auth_locked_out: {
      begins: 'is running but refuses sign-in after too many wrong passwords',
      ends: 'lets us sign in again',
      advice: 'Please try no more passwords; the camera unlocks itself.',
    },
    clock_drift: {
      begins: 'is running but its clock is wrong',
      ends: 'shows the right time again',
      advice: 'Set date and time in the camera.',
    },
    not_onvif: {
      begins: 'does not answer like a camera (the address may belong to something else)',
      ends: 'answers as a camera now',
      advice: 'Check the registered address.',
    },
    flapping: {
      begins: 'has been coming and going (silent, then back, several times)',
      ends: 'is steady again',
      advice: 'Check its power, battery or signal.',
    },
    bad_payload: {
      begins: 'is running but sends figures we cannot read',
      ends: 'sends good figures now',
      advice: null,
    },
  },
  causes: causesEn,
  time: ({ hour, minute }) => `${twoDigits(hour)}:${twoDigits(minute)}`,
  moment: ({ hour, minute, day, month }) => `${twoDigits(hour)}:${twoDigits(minute)} on ${day} ${MONTHS[month - 1]}`,
  duration: ({ days, hours, minutes }) => {
    const parts = [
      days > 0 ? plural(days, 'day') : '',
      hours > 0 ? plural(hours, 'hour') : '',
      minutes > 0 ? plural(minutes, 'minute') : '',
    ].filter((part) => part !== '');
    return parts.length === 0 ? 'less than a minute' : parts.join(' ');
  },
  code: (code) => `code ${code}`,
  place: (landmark, siteCode) => (landmark === null ? `on pole ${siteCode}` : `at ${landmark}, pole ${siteCode}`),
  since: (moment) => `since ${moment}`,
  after: (moment, duration) => `at ${moment}, after ${duration}`,
  lasted: (duration) => `after ${duration}`,
  manySilent: 'went silent',
  inTrouble: 'have trouble',
  recovered: 'are back to normal',
  others: (n) => `and ${plural(n, 'other device')}`,
  digest: {
    head: (unit, day, month) => `${unit}, ${day} ${MONTHS[month - 1]}.`,
    lasting: (n) => `${plural(n, 'trouble')} not over yet`,
    healed: (n) => `In the night ${plural(n, 'device')} had trouble and recovered`,
    causes: {
      power_cut: 'power cut',
      uplink: 'the line is down',
      carrier: 'the carrier has trouble',
      planned: 'planned outage',
      weather: 'little sun',
      self: 'Canh Thôn itself has trouble',
    },
  },
  moreNews: (n) => `${plural(n, 'more message')} on the Canh Thôn page.`,
  goingLink: (link) => `If you go and look, press “I am going to check”: ${link}`,
  taken: (name) => `${name} is going to check.`,
  drill: (unitName, link) =>
    `Drill, nothing has happened: Canh Thôn is checking that its messages reach ${unitName}` +
    (link === null
      ? '. If you can read this, all is well; there is nowhere to go.'
      : `; if you get this, please press “I am going to check”: ${link}`),
  takes: (name) => (name === null ? 'Somebody is going to check:' : `${name} is going to check:`),
  note: (text) => `Note: ${text}`,
  andOthers: (n) => ` and ${plural(n, 'other device')}`,
  reminds: (unit) => `Reminder, nobody in ${unit} has taken this:`,
  nobodyTook: (unit) => (unit === null ? 'Nobody has taken this:' : `${unit}, nobody has taken this:`),
  notReached: (unit) => `${unit} could not be reached:`,
  notFinished: (unit, name) => `${unit}: ${name} went to check, the time is over and it is not done.`,
  wasTold: (unit, moment) => `${unit} was told at ${moment}.`,
  test: (targetName) =>
    `This is a test message from Canh Thôn to “${targetName}”. If you can read it, the channel works. Nothing else to do.`,
};
