import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';

/**
 * What an edge agent is told on its topic `config`: the cameras it shall watch, all of them each time. Passwords are
 * sealed for this agent alone (base64; see `sealFor` in libs/runtime), bound to the agent, the camera and the version.
 */
const EdgeCamera = Type.Object({
  /** What reports call it. */
  camera: Type.Integer({ minimum: 1 }),
  deviceId: Type.String(),
  intervalSeconds: Type.Integer({ minimum: 1 }),
  offlineAfterSeconds: Type.Integer({ minimum: 1 }),
  scheme: Type.Union([Type.Literal('http'), Type.Literal('https'), Type.Literal('rtsp'), Type.Literal('rtsps')]),
  host: Type.String(),
  port: Type.Integer({ minimum: 1, maximum: 65_535 }),
  path: Type.String(),
  /** Where its video answers; null: the usual port. */
  streamPort: Type.Union([Type.Integer(), Type.Null()]),
  siteId: Type.String(),
  username: Type.Union([Type.String(), Type.Null()]),
  sealedPassword: Type.Union([Type.String(), Type.Null()]),
  basicAllowed: Type.Boolean(),
  /** The password as typed was one of its maker's; null: not known. */
  factoryPassword: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
  credentialVersion: Type.Integer(),
  login: Type.Object({
    state: Type.Union([
      Type.Literal('untried'),
      Type.Literal('accepted'),
      Type.Literal('rejected'),
      Type.Literal('locked_out'),
    ]),
    /**
     * One login was counted for this agent; `again`: a second one in the same visit is no risk. Used once, and worth
     * nothing after `until` (epoch ms by our time): somebody else may have it then.
     */
    granted: Type.Union([
      Type.Object({ id: Type.String(), again: Type.Boolean(), until: Type.Optional(Type.Integer()) }),
      Type.Null(),
    ]),
  }),
});

const EdgeConfig = Type.Object({
  /** Epoch ms: an agent on a board without a battery takes its clock from here. */
  serverTime: Type.Integer({ minimum: 1 }),
  cameras: Type.Array(EdgeCamera),
});
export type EdgeConfig = Static<typeof EdgeConfig>;
export type EdgeCamera = Static<typeof EdgeCamera>;

const compiled = Compile(EdgeConfig);

export const writeEdgeConfig = (config: EdgeConfig): string => JSON.stringify(config);

/** Null: not what we write; the agent goes on with what it has. */
export function readEdgeConfig(text: string): EdgeConfig | null {
  try {
    const value: unknown = JSON.parse(text);
    return compiled.Check(value) ? value : null;
  } catch {
    return null;
  }
}

/** What a sealed password is bound to. */
export const edgePasswordScope = (agentId: string, cameraId: string, credentialVersion: number): string =>
  `edge:${agentId}:${cameraId}:${credentialVersion}`;
