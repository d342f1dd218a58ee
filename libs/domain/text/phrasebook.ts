import type { DeviceKind } from '../device.ts';
import type { Cause, DeviceTrouble } from '../incident.ts';
import type { CauseWords } from './cause-words.ts';
import type { LocalMoment, SpokenDuration } from './local-time.ts';

export interface TroubleWords {
  /** Follows the device: "… mất tín hiệu". */
  readonly begins: string;
  /** Follows the device: "… đã hoạt động trở lại". */
  readonly ends: string;
  /** What to do about it, said of single devices when there is room. */
  readonly advice: string | null;
}

/** Everything a language has to say. Names arrive cleaned; results are plain text. */
export interface Phrasebook {
  readonly kinds: Readonly<
    Record<
      DeviceKind,
      { readonly one: string; readonly count: (n: number) => string; readonly namesBeginWith: readonly string[] }
    >
  >;
  readonly troubles: Readonly<Record<DeviceTrouble, TroubleWords>>;
  readonly causes: CauseWords;
  readonly moment: (moment: LocalMoment) => string;
  /** Without the day. */
  readonly time: (moment: LocalMoment) => string;
  readonly duration: (duration: SpokenDuration) => string;
  readonly code: (code: string) => string;
  readonly place: (landmark: string | null, siteCode: string) => string;
  /** "camera A (…) at … is silent since …" */
  readonly since: (moment: string) => string;
  /** When it ended and how long it lasted. */
  readonly after: (moment: string, duration: string) => string;
  readonly lasted: (duration: string) => string;
  /** Follows a count of devices, all silent: "24 camera mất tín hiệu". */
  readonly manySilent: string;
  /** Follows a count of devices with different troubles. */
  readonly inTrouble: string;
  readonly recovered: string;
  readonly others: (n: number) => string;
  readonly digest: {
    readonly head: (unit: string, day: number, month: number) => string;
    readonly lasting: (n: number) => string;
    readonly healed: (n: number) => string;
    /** Follows the name of a place. */
    readonly causes: Readonly<Record<Exclude<Cause, 'device'>, string>>;
  };
  /** There is more news than fits. */
  readonly moreNews: (n: number) => string;
  readonly goingLink: (link: string) => string;
  readonly taken: (name: string) => string;
  /** `link`: where the button is; null when people cannot open it. */
  readonly drill: (unitName: string, link: string | null) => string;
  /** Before what they check; null: nobody gave a name. */
  readonly takes: (name: string | null) => string;
  readonly note: (text: string) => string;
  readonly andOthers: (n: number) => string;
  /** Before what is told again. */
  readonly reminds: (unit: string) => string;
  /** Before what goes up a level. `unit`: named when it is not the one that was told. */
  readonly nobodyTook: (unit: string | null) => string;
  readonly notReached: (unit: string) => string;
  readonly notFinished: (unit: string, name: string) => string;
  readonly wasTold: (unit: string, moment: string) => string;
  readonly test: (targetName: string) => string;
}
