import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { payloadReader } from './payload.ts';

/**
 * What an edge agent is asked to do once in its own network (topic `commands`, in the form of a command), and what it
 * answers (topic `answers`).
 */

const Id = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });
/** What a camera says of itself, as it is shown to people. */
const Said = Type.String({ maxLength: 500 });
const SaidOrNot = Type.Union([Said, Type.Null()]);

const task = <Name extends string, Arguments extends Type.TSchema>(name: Name, given: Arguments) =>
  Type.Object({ commandId: Id, name: Type.Literal(name), arguments: given, expiresAt: Type.String() });

const EdgeTask = Type.Union([
  task('discover_cameras', Type.Object({})),
  task(
    'identify_camera',
    Type.Object({
      url: Type.String(),
      username: Type.Optional(Type.String()),
      /** Sealed for this agent alone (base64), with `edgeTaskScope`. */
      sealedPassword: Type.Optional(Type.String()),
      /** A second login in this visit still cannot lock the account. */
      mayTryAgain: Type.Boolean(),
    }),
  ),
  /** One of its own cameras, as an acceptance test wants it. */
  task('check_camera', Type.Object({ deviceId: Id })),
]);
export type EdgeTask = Static<typeof EdgeTask>;

const compiled = Compile(EdgeTask);

export const writeEdgeTask = (value: EdgeTask): string => JSON.stringify(value);

/** Null: none that this program knows. */
export function readEdgeTask(text: string): EdgeTask | null {
  try {
    const value: unknown = JSON.parse(text);
    return compiled.Check(value) ? value : null;
  } catch {
    return null;
  }
}

/** What a password inside a task is bound to. */
export const edgeTaskScope = (agentId: string, taskId: string): string => `edge-task:${agentId}:${taskId}`;

const Found = Type.Object({ url: Said, name: SaidOrNot, model: SaidOrNot, location: SaidOrNot, urn: Said });
const Size = Type.Integer({ minimum: 0, maximum: 100_000 });
const Drift = Type.Union([Type.Number({ minimum: -1e12, maximum: 1e12 }), Type.Null()]);
const AttemptsLeft = Type.Union([Type.Integer({ minimum: 0, maximum: 1_000 }), Type.Null()]);
const Identified = Type.Object({
  reachable: Type.Boolean(),
  onvif: Type.Boolean(),
  login: Type.Enum(['accepted', 'not_required', 'rejected', 'locked_out', 'not_tried', 'unknown']),
  attemptsLeft: AttemptsLeft,
  clockDriftSeconds: Drift,
  ...{ manufacturer: SaidOrNot, model: SaidOrNot, firmware: SaidOrNot, serial: SaidOrNot },
  profiles: Type.Array(
    Type.Object({
      ...{ token: Said, name: Said, encoding: Said, width: Size, height: Size, streamUri: Said, snapshotUri: Said },
    }),
    { maxItems: 32 },
  ),
  detail: Said,
});
const Picture = Type.Union([
  Type.Object({
    ...{ kind: Type.Literal('jpeg'), bytes: Type.Integer({ minimum: 0, maximum: 1e9 }), width: Size, height: Size },
  }),
  Type.Object({
    kind: Type.Literal('none'),
    reason: Type.Enum([
      'no_snapshot_service',
      'picture_behind_plain_password',
      'picture_refused',
      'not_a_picture',
      'picture_too_large',
      'picture_missing',
    ]),
  }),
  Type.Null(),
]);
const Checked = Type.Object({
  at: Type.Number(),
  answer: Type.Enum(['none', 'not_onvif', 'onvif']),
  detail: Said,
  login: Type.Enum([
    ...(['accepted', 'not_required', 'rejected', 'locked_out', 'resting', 'no_credential'] as const),
    ...(['not_possible', 'unclear'] as const),
  ]),
  attemptsLeft: AttemptsLeft,
  clockDriftSeconds: Drift,
  says: Type.Object({
    manufacturer: Type.Optional(Said),
    model: Type.Optional(Said),
    serial: Type.Optional(Said),
    firmware: Type.Optional(Said),
  }),
  picture: Picture,
});

/** Of a picture its size is told, never the picture. */
const EdgeAnswer = Type.Object({
  taskId: Id,
  found: Type.Optional(
    Type.Object({
      cameras: Type.Array(Found, { maxItems: 500 }),
      truncated: Type.Boolean(),
      /** Another part follows. */
      more: Type.Boolean(),
    }),
  ),
  identified: Type.Optional(Identified),
  /** Logins made with the password that came with the task; −1: it let us in. */
  tries: Type.Optional(Type.Integer({ minimum: -1, maximum: 5 })),
  checked: Type.Optional(Checked),
  failed: Type.Optional(Type.Boolean()),
});
export type EdgeAnswer = Static<typeof EdgeAnswer>;

export const readEdgeAnswer = payloadReader(EdgeAnswer);
