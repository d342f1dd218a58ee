import type { SubscribeLeaf } from '#libs/contracts';
import type { DeviceRecord } from './directory.ts';
import type { Tally } from './tally.ts';

/** A device that is heard: by a connection of its own, or through another broker. */
export interface Speaker {
  readonly device: DeviceRecord;
  /** Epoch ms by our clock; of two of the same device the later one is believed. */
  readonly startedAt: number;
  /** Where it comes from, without the port. */
  readonly address: string;
}

/** What devices come in by, and what is told to them: our own broker, or a connection to another one. */
export interface DeviceDoor {
  readonly tally: Tally;
  readonly connected: number;
  readonly waiting: number;
  readonly isOpen: boolean;
  /** False: nobody can be heard, whether the door is open or not. */
  readonly isReachable: boolean;
  /** Closed, nothing that devices say is taken in. */
  setOpen(open: boolean): void;
  /** The intake has room again. */
  resume(): void;
  restamp(now: number): void;
  session(deviceId: string): Speaker | undefined;
  isListening(speaker: Speaker, leaf: SubscribeLeaf): boolean;
  /** False: it does not get there. */
  deliver(speaker: Speaker, leaf: SubscribeLeaf, payload: string): boolean;
  disconnect(deviceId: string): void;
  stop(): Promise<void>;
}
