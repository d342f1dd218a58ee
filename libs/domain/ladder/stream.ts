import type { RungFinding, RungVerdict } from './rung.ts';
import { unknownRung } from './rung.ts';

export const STREAM_RULE = 'stream/1';
/** An encoder that restarts says no once: only the second failure in a row is a fault. */
const FAILURES_FOR_FAULT = 2;

/** What came of asking a camera for its video. Every way it can end has its own value. */
export type StreamOutcome =
  /** A description with video in it; `packet`: whether video really came. */
  | {
      readonly kind: 'video';
      readonly codecs: readonly string[];
      readonly packet: 'seen' | 'not_seen' | 'not_offered';
      /** Until the description, and until the first packet, ms. */
      readonly describeMs: number;
      readonly packetMs: number | null;
    }
  | { readonly kind: 'login'; readonly state: 'rejected' | 'plain_only' | 'needed'; readonly detail: string }
  | {
      readonly kind: 'failed';
      readonly reason: 'refused' | 'silent' | 'cut_short' | 'not_rtsp' | 'without_video' | 'error';
      readonly status: number | null;
      readonly detail: string;
    }
  /** There was nothing to ask, or nobody we may ask. */
  | { readonly kind: 'not_asked'; readonly reason: 'not_offered' | 'port_not_registered'; readonly port: number | null }
  | { readonly kind: 'unanswered'; readonly detail: string };

const FAILURE: Readonly<Record<Extract<StreamOutcome, { kind: 'failed' }>['reason'], RungFinding>> = {
  refused: 'stream_refused',
  silent: 'stream_silent',
  cut_short: 'stream_cut_short',
  not_rtsp: 'stream_not_rtsp',
  without_video: 'stream_without_video',
  error: 'stream_error',
};

/** @param failuresBefore failures in a row before this one */
export function judgeStream(outcome: StreamOutcome, failuresBefore: number): RungVerdict {
  switch (outcome.kind) {
    case 'video': {
      const { codecs, packet, describeMs, packetMs } = outcome;
      const evidence = { codecs: codecs.join(', '), packet, describeMs, packetMs };
      // "Described" although PLAY was accepted and nothing came: the encoder is dead.
      if (packet === 'not_seen') return failed('stream_stands_still', evidence, failuresBefore);
      return {
        ...{ state: 'ok', reason: packet === 'seen' ? 'stream_flows' : 'stream_described', evidence },
        ...{ faults: { stream_unavailable: false }, next: 'settled' },
      };
    }
    case 'login':
      if (outcome.state === 'plain_only') return unknownRung('stream_asks_plain_password');
      if (outcome.state === 'needed') return unknownRung('login_needed');
      // A rejection is never put to the test by trying again soon.
      return {
        ...{ state: 'fault', reason: 'stream_login_rejected', evidence: { detail: outcome.detail } },
        ...{ faults: { stream_unavailable: true }, next: 'settled' },
      };
    case 'failed': {
      const { reason, status, detail } = outcome;
      return failed(FAILURE[reason], { status, detail }, failuresBefore);
    }
    case 'not_asked':
      if (outcome.reason === 'not_offered') return unknownRung('stream_not_offered');
      return unknownRung('stream_port_not_registered', 'settled', { port: outcome.port });
    case 'unanswered':
      return unknownRung('no_answer_this_time', 'unanswered', { detail: outcome.detail });
  }
}

function failed(reason: RungFinding, evidence: Readonly<Record<string, unknown>>, failuresBefore: number): RungVerdict {
  if (failuresBefore + 1 < FAILURES_FOR_FAULT) return unknownRung('looking_again', 'suspect', { ...evidence, reason });
  return { state: 'fault', reason, evidence, faults: { stream_unavailable: true }, next: 'suspect' };
}

/** RTSP's own port (RFC 7826, 10.1 and RFC 2326, 3.2). */
export const STREAM_PORT = 554;
export const SECURE_STREAM_PORT = 322;
