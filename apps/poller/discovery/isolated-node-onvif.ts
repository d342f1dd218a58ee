import { Worker } from 'node:worker_threads';
import type { CameraProfile } from '#libs/domain';
import { onDeadline } from '../onvif/deadline.ts';

export type NodeOnvifTask =
  | {
      readonly kind: 'discover';
      /** Own IPv4 address of the interface to ask on. */
      readonly interfaceAddress: string;
      readonly waitMs: number;
      readonly maximum: number;
    }
  | {
      readonly kind: 'identify';
      /** `host:port`, the host a literal IPv4 address that policy allows. */
      readonly address: string;
      readonly path: string;
      readonly username: string;
      readonly password: string;
    };

/** As node-onvif reads ProbeMatches; clipped, otherwise whatever the sender wrote. */
export interface RawFound {
  readonly urn: string;
  readonly name: string;
  readonly hardware: string;
  readonly location: string;
  readonly addresses: readonly string[];
}

interface Answers {
  readonly discover: { readonly cameras: readonly RawFound[]; readonly truncated: boolean };
  readonly identify: readonly CameraProfile[];
}

export type Isolated<Value> =
  | { readonly kind: 'answer'; readonly value: Value }
  | { readonly kind: 'deadline' }
  | { readonly kind: 'failed'; readonly detail: string };

/**
 * Runs one task of node-onvif in a thread with little memory and ends the thread by the deadline, whatever it does.
 * Never throws for what a camera or the library does.
 */
export function runNodeOnvif<Task extends NodeOnvifTask>(
  task: Task,
  deadlineMs: number,
): Promise<Isolated<Answers[Task['kind']]>> {
  const worker = new Worker(new URL('./node-onvif.worker.mjs', import.meta.url), {
    workerData: task,
    // The library warns of old Buffer calls on every start; none of our switches belong in there.
    execArgv: ['--no-deprecation'],
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 48, maxYoungGenerationSizeMb: 8 },
  });
  return new Promise((resolve) => {
    let ended = false;
    const finish = (outcome: Isolated<Answers[Task['kind']]>): void => {
      // Ending the thread makes it report its exit: only the first report counts.
      if (ended) return;
      ended = true;
      cancel();
      void worker.terminate().then(() => resolve(outcome));
    };
    const cancel = onDeadline(deadlineMs, () => finish({ kind: 'deadline' }));
    worker.once('message', (value: Answers[Task['kind']]) => finish({ kind: 'answer', value }));
    worker.once('error', (error) => finish({ kind: 'failed', detail: String(error.message).slice(0, 300) }));
    worker.once('exit', (code) => finish({ kind: 'failed', detail: `ended with code ${code} and no answer` }));
  });
}
