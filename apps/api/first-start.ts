import { Inject, Injectable, type INestApplicationContext } from '@nestjs/common';
import { FirstAdministratorStore, UnitStore } from '#libs/database';
import { type Clock, CLOCK, type Config, CONFIG } from '#libs/runtime';
import { Passwords } from './auth/passwords.ts';
import { typeablePassword } from './auth/random-text.ts';
import { OwnPushKey } from './push/push-key.ts';

export interface FirstAdministrator {
  readonly email: string;
  /** Made up; null when ADMIN_PASSWORD gave it. Shown once. */
  readonly password: string | null;
}

/** Makes an empty installation usable: the topmost unit, the key for push services, and one person who may do everything. */
@Injectable()
export class FirstStart {
  constructor(
    private readonly units: UnitStore,
    private readonly people: FirstAdministratorStore,
    private readonly passwords: Passwords,
    private readonly pushKey: OwnPushKey,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async ensure(): Promise<FirstAdministrator | null> {
    const now = this.clock.now();
    await this.units.createRoot('Việt Nam', now);
    await this.pushKey.publicKey();
    if (await this.people.anybody()) return null;
    const [unitId] = await this.units.roots();
    if (unitId === undefined) throw new Error('an installation without a topmost unit');
    const { email, password: given } = this.config.admin;
    const password = given ?? typeablePassword();
    const passwordHash = await this.passwords.hash(password);
    const made = await this.people.create({ email, name: 'Quản trị viên', passwordHash, unitId }, now);
    return made ? { email, password: given === undefined ? password : null } : null;
  }
}

/** Call it once the schema is there. Null: somebody is there already. */
export const ensureFirstAdministrator = (app: INestApplicationContext): Promise<FirstAdministrator | null> =>
  app.get(FirstStart).ensure();
