import type { LightFaultCode } from '../lights/rules/index.ts';
import type { TroubleWords } from './phrasebook.ts';

/** Faults of solar lights, in English. */
export const lightTroublesEn: Readonly<Record<LightFaultCode, TroubleWords>> = {
  lamp_failure: { begins: 'does not shine at night', ends: 'shines again', advice: 'Check the lamp and its wires.' },
  lamp_unexpected_on: {
    begins: 'shines by day',
    ends: 'is dark by day again',
    advice: 'Check its light sensor: what it burns now is missing at night.',
  },
  dimming_failure: {
    begins: 'does not dim late at night',
    ends: 'dims again',
    advice: 'Check the controller: the battery may not last until morning.',
  },
  cycling_failure: {
    begins: 'goes on and off at night',
    ends: 'shines steadily again',
    advice: 'Check the wires and the sensor.',
  },
  lamp_power_high: {
    begins: 'takes more power than it should',
    ends: 'takes what it should',
    advice: "Check the lamp's driver.",
  },
  lamp_power_low: {
    begins: 'shines more weakly than it should',
    ends: 'shines fully again',
    advice: 'Part of its LEDs may have failed.',
  },
  supply_loss: {
    begins: 'has no supply from its battery',
    ends: 'has its battery again',
    advice: "Check the fuse, the battery's wires, and whether the battery is still there.",
  },
  battery_low: { begins: 'has little battery left', ends: 'has enough battery again', advice: null },
  battery_empty: {
    begins: 'has an empty battery',
    ends: 'is charged again',
    advice: 'After cloudy days wait for the sun; otherwise check battery and panel.',
  },
  battery_hot: {
    begins: 'has a battery that is too hot',
    ends: 'has a cool battery again',
    advice: 'Do not open the battery box; let somebody skilled look at it.',
  },
  not_charging: {
    begins: 'does not charge although the sun shines',
    ends: 'charges again',
    advice: 'Check panel, wires and charger.',
  },
  panel_fault: {
    begins: 'gets too little from its solar panel',
    ends: 'gets enough from its panel again',
    advice: 'Check whether the panel is dirty, shaded, broken, or its wire is off.',
  },
  charger_fault: {
    begins: 'has a good panel, but nothing reaches its battery',
    ends: 'charges its battery again',
    advice: 'Check the charger and the fuse.',
  },
  controller_fault: {
    begins: 'has a controller that reports an error or repeats itself',
    ends: 'has a controller that works again',
    advice: 'Restart or replace the controller.',
  },
  clock_fault: {
    begins: 'takes day for night',
    ends: 'knows day from night again',
    advice: 'Set its clock or clean its light sensor.',
  },
  theft_suspected: {
    begins: 'may have been taken down or moved',
    ends: 'is where it was again',
    advice: 'Somebody should look at the pole now.',
  },
};
