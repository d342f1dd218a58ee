import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  DiscoveryRequest,
  IdentifyRequest,
  type Operation,
  OPERATION_STATES,
  type OperationStarted,
} from '#libs/contracts';
import { type Manager, newId, OperationRequestStore, type OperationRow } from '#libs/database';
import {
  type CameraIdentifyRequest,
  DEVICE_IMPORT_KIND,
  operationPasswordScope,
  unitsWithRight,
  ZALO_GROUP_KIND,
} from '#libs/domain';
import { AddressPolicy, type Clock, CLOCK, SecretBox } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf } from '../http/headers.ts';
import { iso } from '../http/page.ts';
import { PACK_KIND } from '../reports/report-packs.ts';
import { checkedUrl } from '../registry/onvif-address.ts';

const operationView = ({ result, errorCode, ...row }: OperationRow): Operation => ({
  ...row,
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
  ...(result !== null && { result }),
  ...(errorCode !== null && { errorCode }),
});

const WHO_SEES = [
  { right: 'registry.write', kinds: ['camera_discovery', 'camera_identify', DEVICE_IMPORT_KIND] },
  { right: 'report.read', kinds: [PACK_KIND] },
  { right: 'target.write', kinds: [ZALO_GROUP_KIND] },
] as const;

const text = { type: 'string' };
/** What the operation's kind puts into `result` is in docs/api-guide.md. */
const OPERATION = {
  type: 'object',
  required: ['id', 'kind', 'state', 'progress', 'createdAt', 'updatedAt'],
  properties: {
    ...{ id: text, kind: { ...text, example: 'device_import' }, state: { ...text, enum: [...OPERATION_STATES] } },
    progress: { type: 'number', description: 'Percent.' },
    result: { type: 'object', additionalProperties: true },
    ...{ errorCode: text, createdAt: text, updatedAt: text },
  },
  example: {
    ...{ id: '0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90', kind: 'device_import', state: 'succeeded', progress: 100 },
    result: {
      dryRun: true,
      applied: false,
      rows: 120,
      made: 118,
      changed: 0,
      same: 0,
      refused: 2,
      unknownColumns: ['STT'],
    },
    ...{ createdAt: '2026-11-21T12:00:00.000Z', updatedAt: '2026-11-21T12:00:04.000Z' },
  },
};

/** Long work: asked for here, done by a poller, looked at until it is over. */
@ApiTags('operations')
@Controller('api/v1')
export class OperationsController {
  constructor(
    private readonly operations: OperationRequestStore,
    private readonly box: SecretBox,
    private readonly policy: AddressPolicy,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Looks for cameras in the poller's own network, or in that of an edge agent. */
  @Needs('registry.write')
  @HttpCode(202)
  @Post(['discovery', 'discoveries'])
  async discover(@Held() access: Manager, @Body() { unitId, agentId }: DiscoveryRequest): Promise<OperationStarted> {
    return this.#ask(access, { kind: 'camera_discovery', unitId, agentId, request: () => ({}) });
  }

  /** Asks one camera who it is and whether the password works; one login at most. */
  @Needs('registry.write')
  @HttpCode(202)
  @Post('devices/identify')
  async identify(@Held() access: Manager, @Body() body: IdentifyRequest): Promise<OperationStarted> {
    const { href } = checkedUrl(body.url, 'camera', this.policy, 'url');
    const request = (id: string): CameraIdentifyRequest => ({
      url: href,
      ...(body.username !== undefined && { username: body.username }),
      ...(body.password !== undefined && { password: this.#seal(body.password, id) }),
    });
    return this.#ask(access, { kind: 'camera_identify', unitId: body.unitId, agentId: body.agentId, request });
  }

  /** How far long work is, and its result; seen by those who may ask for work of its kind. */
  @Needs('registry.read')
  @ApiOkResponse({ schema: OPERATION })
  @Get('operations/:id')
  async get(@Held() { grants }: Manager, @Param('id', new IdOf('operation_not_found')) id: string): Promise<Operation> {
    const seen = WHO_SEES.map(({ right, kinds }) => ({ scope: unitsWithRight(grants, right), kinds }));
    return operationView(await this.operations.get(seen, id));
  }

  async #ask(
    access: Manager,
    work: {
      readonly kind: string;
      readonly unitId: string;
      readonly agentId: string | undefined;
      readonly request: (id: string) => object;
    },
  ): Promise<OperationStarted> {
    const now = this.clock.now();
    const operationId = newId(now);
    await this.operations.ask(access, { ...work, id: operationId, request: work.request(operationId) }, now);
    return { operationId };
  }

  #seal(password: string, operationId: string): { keyId: string; ciphertext: string } {
    const { keyId, ciphertext } = this.box.seal(password, operationPasswordScope(operationId));
    return { keyId, ciphertext: ciphertext.toString('base64') };
  }
}
