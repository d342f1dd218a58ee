import type { Access } from '#libs/database';
import { AckLinks, IncidentStore, newId } from '#libs/database';
import type { DeviceNo, IncidentId, UnitId, UserId } from '#libs/domain';
import { MINUTE, T0, WatchedVillage } from './watched-village.ts';

export const GO = { text: null, minutes: null, takeOver: false };

/**
 * A watched village whose policy tells the village after 30 minutes and the commune after 120. One light fails when the
 * test says so; everybody who may be told listens at a path of his own.
 */
export class EscalatingVillage {
  light = 0 as DeviceNo;

  private constructor(readonly village: WatchedVillage) {}

  static async start(options: { engines?: number; policy?: object | null } = {}): Promise<EscalatingVillage> {
    const village = await WatchedVillage.start(options);
    const story = new EscalatingVillage(village);
    await village.target('/group');
    await village.target('/village', { unitId: village.village });
    await village.target('/commune', { unitId: story.commune });
    if (options.policy !== null) await story.policy(options.policy ?? { escalation: story.steps(30, 120) });
    story.light = await village.device('Đèn cổng làng');
    await village.hear(story.light);
    return story;
  }

  get commune(): UnitId {
    return this.village.units[0] as UnitId;
  }

  /** Minutes for the village, then for the commune. */
  steps(village: number, commune: number): object[] {
    return [
      { afterMinutes: village, unitId: this.village.village },
      { afterMinutes: commune, unitId: this.commune },
    ];
  }

  async policy({ escalation, repeatMinutes, acknowledgeMinutes }: Partial<Record<string, unknown>>): Promise<void> {
    await this.village.rows(
      `INSERT INTO unit_policy (unit_id, escalation, repeat_minutes, acknowledge_minutes, digest_at, updated_at)
       VALUES ($1, $2, $3, $4, 'off', now())`,
      this.commune,
      escalation === undefined ? null : JSON.stringify(escalation),
      repeatMinutes ?? null,
      acknowledgeMinutes ?? null,
    );
  }

  /** The light says nothing more; three minutes later its group has been told. */
  async fails(): Promise<void> {
    this.village.hush(this.light);
    await this.village.pass(3 * MINUTE);
  }

  async heals(): Promise<void> {
    await this.village.hear(this.light);
    await this.village.pass(MINUTE);
  }

  /** Everything that was sent so far, in order: who, what; repetitions of one message count once. */
  sent(): string[] {
    const once = new Map(this.village.receiver.received.map((message) => [message.id, message]));
    return [...once.values()].map(({ path, body }) => `${path} ${body.type.replace('incident.', '')}`);
  }

  /** The timeline: `kind reason`. */
  async story(...kinds: string[]): Promise<string[]> {
    const rows = await this.village.rows<{ line: string }>(
      `SELECT kind || ' ' || reason AS line FROM incident_event WHERE kind = ANY($1) ORDER BY at, id`,
      kinds,
    );
    return rows.map(({ line }) => line);
  }

  async incident(): Promise<IncidentId> {
    const [row] = await this.village.rows<{ id: IncidentId }>('SELECT id FROM incident ORDER BY opened_at, id LIMIT 1');
    return (row as { id: IncidentId }).id;
  }

  async state(): Promise<string> {
    const [row] = await this.village.rows<{ state: string }>(
      'SELECT state FROM incident ORDER BY opened_at, id LIMIT 1',
    );
    return row?.state ?? 'none';
  }

  /** A person of the village with a login. */
  async person(name: string): Promise<Access> {
    const id = newId<UserId>(T0);
    await this.village.rows(
      `INSERT INTO app_user (id, unit_id, email, name, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5)`,
      ...[id, this.village.village, `${id}@example.org`, name, new Date(T0)],
    );
    return { actor: { kind: 'user', id }, scope: [this.village.village] };
  }

  async goes(who: Access, wish: { minutes?: number; text?: string; takeOver?: boolean } = {}) {
    const incidents = this.village.app.get(IncidentStore);
    return incidents.acknowledge(who, await this.incident(), { ...GO, ...wish }, this.village.clock.now());
  }

  async closes(who: Access) {
    return this.village.app.get(IncidentStore).resolve(who, await this.incident(), null, this.village.clock.now());
  }

  /** Presses the link that came last at a path. */
  async presses(path: string, name: string | null = null) {
    const urls = this.village.receiver.at(path).flatMap(({ body }) => body.data.acknowledgeUrl ?? []);
    const url = urls.at(-1) ?? '';
    const [, token = ''] = url.split('/a/');
    return this.village.app.get(AckLinks).acknowledge(token, { ...GO, name }, this.village.clock.now());
  }
}
