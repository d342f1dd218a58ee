import type { AcceptanceWords } from './words-shape.ts';

const WAIT = 'Wait, it is being tried again.';
const AGAIN = 'Then press “Test again”.';

export const ACCEPTANCE_EN: AcceptanceWords = {
  steps: {
    talks: 'The device can be reached',
    signs_in: 'It signs in with its own password',
    clock: 'Its clock',
    picture: 'Picture',
    lamp: 'Lamp test',
    uplink: 'The network above it',
    channel: 'How the group is told',
  },
  internet: 'Internet',
  reasons: {
    heard: { says: 'The server heard it' },
    nothing_heard: {
      says: 'Nothing heard yet',
      act: `See that it has power and a signal or network, and that the server address and device id are right. Switch it off and on. ${AGAIN}`,
    },
    refused_at_door: { says: 'It called, and was refused', act: 'See “signs in” below.' },
    camera_answers: { says: 'The camera answers' },
    being_asked: { says: 'The server is asking the camera' },
    not_asked_yet: {
      says: 'The server has not asked the camera',
      act: 'That is our side, not the camera. Wait some minutes and test again; tell the IT officer if it stays so.',
    },
    camera_silent: {
      says: 'The camera does not answer',
      act: `See that it has power and its network cable (does the port blink?), and that IP address and port are right. ${AGAIN}`,
    },
    agent_silent: {
      says: 'The village gateway of this camera cannot be heard, so the camera was not tried',
      act: `Check power and network of the gateway first. ${AGAIN}`,
    },
    address_not_allowed: {
      says: 'The server may not call this address',
      act: 'Enter the camera’s address in its own network, or ask the IT officer to allow that range.',
    },
    not_onvif: {
      says: 'Something answers there, but not as an ONVIF camera',
      act: `Switch ONVIF on in the camera’s settings; check address and port. ${AGAIN}`,
    },
    waits_for_contact: { says: 'Waiting until the device can be reached' },
    not_reached: {
      says: 'Not tried, because the device could not be reached',
      act: 'Mend the lines above that are not green first.',
    },
    signed_in: { says: 'The password is right' },
    open_to_all: { says: 'The camera asks for no password' },
    wrong_password: {
      says: 'Wrong password',
      act: `Enter name and password again (camera: Edit on its page; light, Wi-Fi: the MQTT password, or a new one). ${AGAIN}`,
    },
    locked_out: {
      says: 'The camera has locked logins after wrong passwords',
      act: 'Wait about 30 minutes or restart the camera, enter the right password, then test again.',
    },
    login_rests: { says: 'The server waits for its turn to log in', act: WAIT },
    login_unclear: { says: 'The camera did not say clearly whether the password is right', act: WAIT },
    login_not_possible: {
      says: 'The camera takes only an unsafe kind of login',
      act: 'Choose “Digest” authentication in its settings, then test again.',
    },
    no_password_registered: {
      says: 'No password is registered for it',
      act: `Camera: Edit, then name and password. Light, Wi-Fi: give a new password at the end of its page. ${AGAIN}`,
    },
    secret_revoked: {
      says: 'Its password was revoked',
      act: `Give a new one at the end of its page and enter it in the device. ${AGAIN}`,
    },
    clock_right: { says: 'The time is right' },
    clock_wrong: {
      says: 'Its time is wrong',
      act: `Set date and time, switch on time from the network (NTP). Recordings with a wrong time prove nothing. ${AGAIN}`,
    },
    time_zone_wrong: { says: 'Wrong time zone', act: `Choose Hanoi (GMT+7) in its settings. ${AGAIN}` },
    clock_not_told: {
      says: 'The camera does not tell its time',
      act: `Update its firmware or set its time anew. ${AGAIN}`,
    },
    tells_no_time: { says: 'It sends no time, so there is nothing to try' },
    no_report: {
      says: 'It is connected but has not reported',
      act: `Wait for one interval; then look at “refused message” on its page. ${AGAIN}`,
    },
    picture_received: { says: 'A picture came' },
    no_snapshot_service: {
      says: 'The camera offers no still pictures over ONVIF',
      act: `Switch snapshots on in its ONVIF settings. ${AGAIN}`,
    },
    picture_behind_plain_password: {
      says: 'Pictures only with an unsafe kind of login',
      act: 'Choose “Digest” for web authentication in its settings, then test again.',
    },
    picture_refused: {
      says: 'This account may not fetch pictures',
      act: `Let the account see pictures in the camera’s settings. ${AGAIN}`,
    },
    not_a_picture: { says: 'What came is no picture', act: `Restart the camera. ${AGAIN}` },
    picture_too_large: {
      says: 'The picture is too large (over 4 MB)',
      act: `Lower the snapshot’s resolution in the camera’s settings. ${AGAIN}`,
    },
    picture_missing: { says: 'No picture came', act: `See whether the network to the camera is steady. ${AGAIN}` },
    lamp_answered: { says: 'The lamp went on as told, and said so' },
    lamp_waiting: { says: 'The lamp was told to burn 20 seconds; waiting for its answer' },
    lamp_never_delivered: {
      says: 'The light takes no commands',
      act: `Its controller has to subscribe to commands; see its settings or ask the maker. ${AGAIN}`,
    },
    lamp_never_answered: {
      says: 'The lamp was told, but did not answer',
      act: `Look whether it burns; check wires and controller. ${AGAIN}`,
    },
    lamp_refused: { says: 'The light refused the test', act: `See whether its controller allows lamp tests. ${AGAIN}` },
    lamp_failed: { says: 'The light says that it could not', act: `Check lamp, wires and battery. ${AGAIN}` },
    lamp_faulty: { says: 'It obeyed, but reports a broken lamp', act: `Change the lamp or its wires. ${AGAIN}` },
    lamp_withdrawn: { says: 'The lamp test was cancelled meanwhile', act: 'Press “Test again”.' },
    too_many_commands: {
      says: 'Too many commands wait for this light',
      act: 'Cancel some on its page, then test again.',
    },
    internet_ok: { says: 'It reaches the internet' },
    reached_us: { says: 'It reached the server over the internet' },
    no_internet: {
      says: 'The hotspot has no internet',
      act: `Check the provider’s cable, the bill, the PPPoE login. ${AGAIN}`,
    },
    uplink_up: { says: 'The network device above it runs' },
    uplink_down: {
      says: 'The network device above it does not run',
      act: `Check power and line of that device first. ${AGAIN}`,
    },
    uplink_out_of_service: {
      says: 'The network device above it is out of service',
      act: 'Press Edit and choose the one that is in use.',
    },
    no_uplink_named: { says: 'No network device above it is named, so there is nothing to try' },
    message_accepted: { says: 'The channel took a test message' },
    message_delivered: { says: 'The test message arrived' },
    message_on_its_way: { says: 'A test message is on its way' },
    message_not_accepted: {
      says: 'The channel has not taken the test message',
      act: `Ask whoever manages “Who is told” whether the group’s channel still works. ${AGAIN}`,
    },
    message_failed: {
      says: 'The channel refused the test message',
      act: `Ask whoever manages “Who is told” to repair it (group deleted, wrong number, expired …). ${AGAIN}`,
    },
    no_target: {
      says: 'Nobody would be told if it failed',
      act: `Ask a manager to add a target for the responsible group. ${AGAIN}`,
    },
  },
  figures: {
    drift: (seconds) =>
      seconds === 0 ? 'no difference' : `${spanEn(Math.abs(seconds))} ${seconds > 0 ? 'fast' : 'slow'}`,
    zone: (minutes) => `off by ${Math.abs(minutes) / 60} hours`,
    picture: (width, height, kilobytes) => `${width} × ${height} pixels, ${kilobytes} KB`,
    attemptsLeft: (count) => `${count} attempts left`,
    lampCurrent: (ampere) => `lamp current ${ampere} A`,
  },
};

function spanEn(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} hours`;
  return seconds < 63_072_000 ? `${Math.round(seconds / 86_400)} days` : `${Math.round(seconds / 31_557_600)} years`;
}
