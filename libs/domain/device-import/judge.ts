import { foldForSearch } from '../fold.ts';
import type { SiteId, UnitId } from '../ids.ts';
import type { ImportField } from './columns.ts';
import type { KnownDevice, KnownSite, KnownWorld } from './known.ts';
import { changedWords, differing, sameText, SITE_FIELDS, siteFieldsOf, siteWords, words } from './differences.ts';
import { Neighbours } from './neighbours.ts';
import { metresBetween } from './position.ts';
import { type RowProblem, rowProblem } from './problems.ts';
import type { ReadRow, SaidOfDevice } from './read-row.ts';
import { byUplink } from './uplinks.ts';
import type { CameraWords, DeviceToChange, Judged, NewPlace, RowVerdict, SiteChange } from './verdict.ts';

type Problem = RowProblem | null;
type Place = { readonly siteId: SiteId } | { readonly newPlace: number };

/** What a row settles on before it is written, or everything that is in its way. */
interface Draft {
  readonly said: SaidOfDevice;
  readonly line: number;
  readonly problems: RowProblem[];
}

/** What becomes of each row: made, changed, the same, or refused with reasons. Nothing is guessed. */
export const judgeRows = (rows: readonly ReadRow[], world: KnownWorld): Judged => new Judge(rows, world).all();

class Judge {
  readonly #byCode = new Map<string, KnownDevice>();
  readonly #byMac = new Map<string, KnownDevice>();
  readonly #bySerial = new Map<string, KnownDevice>();
  readonly #devicesAt = new Map<SiteId, KnownDevice[]>();
  readonly #sites = new Map<SiteId, KnownSite>();
  readonly #siteByCode = new Map<string, KnownSite>();
  readonly #nearSites = new Neighbours<KnownSite>();
  /** Who claims a code, a number or a device first; later rows are told the line. */
  readonly #claims = new Map<string, number>();
  readonly #places: (NewPlace & { readonly line: number })[] = [];
  readonly #placeByCode = new Map<string, number>();
  readonly #nearPlaces = new Neighbours<NewPlace>();
  readonly #nearRows = new Neighbours<{
    readonly line: number;
    readonly kind: string;
    latitude: number;
    longitude: number;
  }>();
  readonly #siteChanges = new Map<SiteId, SiteChange & { readonly line: number }>();
  readonly #refusedCodes = new Map<string, number>();
  readonly #madeCodes = new Set<string>();

  constructor(
    private readonly rows: readonly ReadRow[],
    private readonly world: KnownWorld,
  ) {
    for (const device of world.devices) {
      this.#byCode.set(device.code, device);
      if (device.lifecycle === 'decommissioned') continue;
      if (device.mac !== null) this.#byMac.set(device.mac, device);
      if (device.serial !== null) this.#bySerial.set(device.serial, device);
      this.#devicesAt.set(device.siteId, [...(this.#devicesAt.get(device.siteId) ?? []), device]);
    }
    for (const site of world.sites) {
      this.#sites.set(site.id, site);
      this.#siteByCode.set(site.code, site);
      if (site.visible) this.#nearSites.add(site);
    }
  }

  all(): Judged {
    const { order, cycles } = byUplink(this.rows);
    const verdicts = order.map((row) => {
      const verdict = this.#judge(row, cycles.has(row));
      const { code } = row.said;
      if (code !== undefined) {
        if (verdict.state === 'refused') this.#refusedCodes.set(code, row.line);
        else this.#madeCodes.add(code);
      }
      return verdict;
    });
    return { verdicts, places: this.#places };
  }

  #judge(row: ReadRow, inCycle: boolean): RowVerdict {
    const draft: Draft = { said: row.said, line: row.line, problems: [...row.problems] };
    const { said, problems } = draft;
    const note = (problem: Problem): void => {
      if (problem !== null) problems.push(problem);
    };
    if (inCycle) note(rowProblem('uplink', 'uplink_cycle'));
    note(this.#claim('code', said.code, row.line));
    note(this.#claim('mac', said.mac, row.line));
    note(this.#claim('serial', said.serial, row.line));
    const unitId = this.#unit('unit', said.unit, note);
    const siteUnitId = this.#unit('siteUnit', said.siteUnit, note);
    const known = this.#identify(draft, unitId, note);
    if (known !== null) note(this.#claim('device', known.id, row.line));
    note(this.#uplink(said.uplink));
    const verdict =
      known === null
        ? this.#make(draft, unitId, siteUnitId, note)
        : this.#change(draft, known, unitId, siteUnitId, note);
    const of = { line: row.line, code: said.code ?? known?.code ?? null, name: said.name ?? known?.name ?? null };
    return problems.length > 0 ? { ...of, state: 'refused', problems } : { ...of, ...verdict };
  }

  #claim(what: 'code' | 'mac' | 'serial' | 'device', value: string | undefined, line: number): Problem {
    if (value === undefined) return null;
    const key = `${what}:${value}`;
    const first = this.#claims.get(key);
    if (first === undefined) this.#claims.set(key, line);
    return first === undefined || first === line
      ? null
      : rowProblem(what === 'device' ? null : what, 'twice_in_file', { line: first });
  }

  #unit(field: 'unit' | 'siteUnit', written: string | undefined, note: (problem: Problem) => void): UnitId | null {
    if (written === undefined) return null;
    const answer = this.world.units.find(written);
    if (answer.found === 'one') return answer.id;
    if (answer.found === 'none') note(rowProblem(field, 'unit_unknown', { within: this.world.within }));
    else if (answer.found === 'ended') note(rowProblem(field, 'unit_ended', { by: answer.by.join(', ') }));
    else note(rowProblem(field, 'unit_ambiguous', { count: answer.count, example: answer.example }));
    return null;
  }

  #uplink(code: string | undefined): Problem {
    if (code === undefined) return null;
    const refused = this.#refusedCodes.get(code);
    if (refused !== undefined) return rowProblem('uplink', 'uplink_refused', { line: refused });
    const known = this.#byCode.get(code);
    if (this.#madeCodes.has(code) || (known?.visible === true && known.lifecycle === 'active')) return null;
    return rowProblem('uplink', 'uplink_unknown');
  }

  /** The device that the row is about: by its code, else by what cannot be another: number and name, or place, kind and name. */
  #identify({ said }: Draft, unitId: UnitId | null, note: (problem: Problem) => void): KnownDevice | null {
    const byCode = said.code === undefined ? undefined : this.#byCode.get(said.code);
    const named =
      byCode ?? (said.code === undefined ? (this.#sameByNumber(said) ?? this.#sameByPlace(said, unitId)) : undefined);
    for (const field of ['mac', 'serial'] as const) note(this.#twin(field, said[field], named));
    if (named === undefined) return null;
    const { code, kind, lifecycle } = named;
    if (!named.visible) note(rowProblem('code', 'code_elsewhere'));
    else if (lifecycle === 'decommissioned') note(rowProblem('code', 'decommissioned', { code }));
    else if (said.kind !== undefined && said.kind !== kind) note(rowProblem('kind', 'kind_differs', { code, kind }));
    return named;
  }

  #sameByNumber({ mac, serial, name }: SaidOfDevice): KnownDevice | undefined {
    const device =
      (mac === undefined ? undefined : this.#byMac.get(mac)) ??
      (serial === undefined ? undefined : this.#bySerial.get(serial));
    const isIt = device?.visible === true && (name === undefined || foldForSearch(name) === foldForSearch(device.name));
    return isIt ? device : undefined;
  }

  #twin(field: 'mac' | 'serial', value: string | undefined, named: KnownDevice | undefined): Problem {
    const twin = value === undefined ? undefined : (field === 'mac' ? this.#byMac : this.#bySerial).get(value);
    if (twin === undefined || twin.id === named?.id) return null;
    if (!twin.visible) return rowProblem(field, `${field}_elsewhere`);
    return rowProblem(field, `${field}_taken`, { code: twin.code, name: twin.name });
  }

  #sameByPlace(said: SaidOfDevice, unitId: UnitId | null): KnownDevice | undefined {
    const { kind, name, latitude, longitude, siteCode } = said;
    if (kind === undefined || name === undefined) return undefined;
    const folded = foldForSearch(name);
    const site = siteCode === undefined ? undefined : this.#siteByCode.get(siteCode);
    const sites = siteCode !== undefined ? (site ? [site] : []) : this.#nearSites.near(latitude, longitude);
    return sites
      .flatMap(({ id }) => this.#devicesAt.get(id) ?? [])
      .find(
        (device) =>
          device.kind === kind &&
          foldForSearch(device.name) === folded &&
          (unitId === null || device.unitId === unitId || siteCode !== undefined) &&
          !this.#isOther(device, said),
      );
  }

  /** Two of one name at one place, told apart by their numbers. */
  #isOther({ mac, serial }: KnownDevice, said: SaidOfDevice): boolean {
    const differs = (known: string | null, given: string | undefined) =>
      known !== null && given !== undefined && known !== given;
    return differs(mac, said.mac) || differs(serial, said.serial);
  }

  #make(draft: Draft, unitId: UnitId | null, siteUnitId: UnitId | null, note: (problem: Problem) => void): VerdictPart {
    const { said, line } = draft;
    for (const field of ['kind', 'name'] as const) {
      if (said[field] === undefined && !draft.problems.some((problem) => problem.field === field)) {
        note(rowProblem(field, 'required'));
      }
    }
    const camera = this.#camera(said, note);
    if (
      said.kind === 'camera' &&
      said.cameraUrl === undefined &&
      !draft.problems.some((p) => p.field === 'cameraUrl')
    ) {
      note(rowProblem('cameraUrl', 'required'));
    }
    if (said.kind !== undefined && said.kind !== 'camera' && camera !== null)
      note(rowProblem('cameraUrl', 'not_for_kind'));
    const found = this.#placeOf(draft, unitId, siteUnitId, note);
    const { place, siteChange } = found;
    const responsible = unitId ?? found.unitId;
    if (draft.problems.length > 0 || place === null || responsible === null) return NOTHING;
    const { kind, name } = said as { kind: KnownDevice['kind']; name: string };
    this.#remember(draft);
    this.#takeSiteChange(siteChange, line);
    const device = { ...words(said), kind, name, code: said.code ?? null, unitId: responsible, place, camera };
    return { state: 'made', device, siteChange };
  }

  #remember({ said: { kind, latitude, longitude }, line }: Draft): void {
    if (kind === undefined || latitude === undefined || longitude === undefined) return;
    this.#nearRows.add({ line, kind, latitude, longitude });
  }

  /** Where a new device goes: a named site, the pole that stands exactly there, or a new one. */
  #placeOf(
    draft: Draft,
    unitId: UnitId | null,
    siteUnitId: UnitId | null,
    note: (problem: Problem) => void,
  ): { place: Place | null; unitId: UnitId | null; siteChange: SiteChange | null } {
    const { said, line, problems } = draft;
    const nothing = { place: null, unitId: null, siteChange: null };
    const own = siteUnitId ?? unitId;
    if (said.siteCode !== undefined) {
      const site = this.#siteByCode.get(said.siteCode);
      if (site !== undefined && !site.visible) {
        note(rowProblem('siteCode', 'site_elsewhere'));
        return nothing;
      }
      if (site !== undefined) {
        const siteChange = this.#siteChange(site, said, siteUnitId, line, note);
        return { place: { siteId: site.id }, unitId: site.unitId, siteChange };
      }
      const shared = this.#placeByCode.get(said.siteCode);
      if (shared !== undefined) return this.#sharedPlace(shared, said, siteUnitId, line, note);
    }
    const { latitude, longitude } = said;
    const has = (field: ImportField) => problems.some((problem) => problem.field === field);
    if (latitude === undefined && !has('latitude') && !has('position')) note(rowProblem('latitude', 'required'));
    if (said.unit === undefined && own === null && !has('unit')) note(rowProblem('unit', 'required'));
    if (latitude === undefined || longitude === undefined || own === null) return nothing;
    const at = { latitude, longitude };
    if (said.siteCode === undefined) {
      const twin = this.#nearTwin(said, at) ?? this.#nearRow(said, at);
      if (twin !== null) {
        note(twin);
        return nothing;
      }
      // Exactly there and called the same: one pole. Anything else is another one, or the next import would move it.
      const isHere = (place: KnownSite | NewPlace): boolean =>
        place.unitId === own && differing(place, said).length === 0;
      const pole = this.#nearSites.near(latitude, longitude).find(isHere);
      if (pole) return { place: { siteId: pole.id }, unitId: pole.unitId, siteChange: null };
      const comes = this.#nearPlaces.near(latitude, longitude).find(isHere);
      if (comes) return { place: { newPlace: comes.key }, unitId: own, siteChange: null };
    }
    // A row with errors leaves no pole behind.
    if (problems.length > 0) return nothing;
    const place = {
      key: this.#places.length,
      code: said.siteCode ?? null,
      unitId: own,
      ...siteWords(said),
      ...at,
      line,
    };
    this.#places.push(place);
    this.#nearPlaces.add(place);
    if (said.siteCode !== undefined) this.#placeByCode.set(said.siteCode, place.key);
    return { place: { newPlace: place.key }, unitId: own, siteChange: null };
  }

  #nearTwin(said: SaidOfDevice, at: { latitude: number; longitude: number }): Problem {
    for (const site of this.#nearSites.near(at.latitude, at.longitude)) {
      const twin = (this.#devicesAt.get(site.id) ?? []).find((device) => device.kind === said.kind);
      if (twin === undefined || site.latitude === null || site.longitude === null) continue;
      const metres = Math.round(metresBetween(at, { latitude: site.latitude, longitude: site.longitude }));
      return rowProblem(null, 'near_twin', { code: twin.code, name: twin.name, metres, site: site.code });
    }
    return null;
  }

  #nearRow(said: SaidOfDevice, at: { latitude: number; longitude: number }): Problem {
    const twin = this.#nearRows.near(at.latitude, at.longitude).find(({ kind }) => kind === said.kind);
    return twin ? rowProblem(null, 'near_row', { line: twin.line, metres: Math.round(metresBetween(at, twin)) }) : null;
  }

  #sharedPlace(
    key: number,
    said: SaidOfDevice,
    siteUnitId: UnitId | null,
    line: number,
    note: (problem: Problem) => void,
  ): { place: Place; unitId: UnitId; siteChange: null } {
    const place = this.#places[key] as NewPlace & { readonly line: number };
    const same = differing(place, said).length === 0 && (siteUnitId === null || siteUnitId === place.unitId);
    if (!same && place.line !== line) note(rowProblem('siteCode', 'site_differs', { line: place.line }));
    return { place: { newPlace: key }, unitId: place.unitId, siteChange: null };
  }

  /** What the row says differently of a site that is there; all rows about it have to say the same. */
  #siteChange(
    site: KnownSite,
    said: SaidOfDevice,
    siteUnitId: UnitId | null,
    line: number,
    note: (problem: Problem) => void,
  ): SiteChange | null {
    const fields = differing(site, said);
    const moves = siteUnitId !== null && siteUnitId !== site.unitId;
    const taken = this.#siteChanges.get(site.id);
    const change: SiteChange = {
      id: site.id,
      version: site.version,
      ...Object.fromEntries(fields.map((field) => [SITE_FIELDS[field], said[field]])),
      ...(moves && { unitId: siteUnitId }),
    };
    if (taken !== undefined && taken.line !== line) {
      const merged = { ...site, ...taken };
      const agrees = differing(merged, said).length === 0 && (siteUnitId === null || siteUnitId === merged.unitId);
      if (!agrees) note(rowProblem('siteCode', 'site_differs', { line: taken.line }));
      return null;
    }
    return fields.length > 0 || moves ? change : null;
  }

  #takeSiteChange(change: SiteChange | null, line: number): void {
    if (change !== null) this.#siteChanges.set(change.id, { ...change, line });
  }

  #camera(said: SaidOfDevice, note: (problem: Problem) => void): CameraWords | null {
    const { cameraUrl, cameraUser, cameraPassword } = said;
    if (cameraUrl === undefined && cameraUser === undefined && cameraPassword === undefined) return null;
    const address = cameraUrl === undefined ? undefined : this.world.addressOf(cameraUrl);
    if (typeof address === 'string') note(rowProblem('cameraUrl', address));
    return {
      ...(typeof address === 'object' && { address }),
      ...(cameraUser !== undefined && { username: cameraUser }),
      ...(cameraPassword !== undefined && { password: cameraPassword }),
    };
  }

  #change(
    draft: Draft,
    known: KnownDevice,
    unitId: UnitId | null,
    siteUnitId: UnitId | null,
    note: (problem: Problem) => void,
  ): VerdictPart {
    const { said, line } = draft;
    if (!known.visible) return NOTHING;
    const site = this.#sites.get(known.siteId);
    const moved = said.siteCode !== undefined && said.siteCode !== site?.code;
    const there = moved
      ? this.#placeOf(draft, unitId, siteUnitId, note)
      : {
          place: null,
          siteChange: site === undefined ? null : this.#siteChange(site, said, siteUnitId, line, note),
        };
    const camera = this.#cameraChange(known, this.#camera(said, note), note);
    if (draft.problems.length > 0) return NOTHING;
    const changed = changedWords(known, said);
    const device: DeviceToChange = {
      id: known.id,
      version: known.version,
      ...changed,
      ...(unitId !== null && unitId !== known.unitId && { unitId }),
      ...(there.place !== null && { place: there.place }),
      ...(camera !== null && { camera: camera.words }),
    };
    const fields: ImportField[] = [
      ...(Object.keys(changed) as ImportField[]),
      ...(device.unitId === undefined ? [] : (['unit'] as const)),
      ...(there.place === null ? [] : (['siteCode'] as const)),
      ...(camera?.fields ?? []),
      ...siteFieldsOf(there.siteChange),
    ];
    this.#takeSiteChange(there.siteChange, line);
    if (fields.length === 0) return { state: 'same', deviceId: known.id };
    return { state: 'changed', device, siteChange: there.siteChange, fields };
  }

  #cameraChange(
    known: KnownDevice,
    said: CameraWords | null,
    note: (problem: Problem) => void,
  ): { words: CameraWords; fields: ImportField[] } | null {
    if (said === null) return null;
    if (known.camera === null) {
      note(rowProblem('cameraUrl', 'not_for_kind'));
      return null;
    }
    const { scheme, host, port, path, username } = known.camera;
    const { address } = said;
    const sameAddress =
      address === undefined ||
      (address.scheme === scheme && address.host === host && address.port === port && address.path === path);
    const sameUser = said.username === undefined || sameText(said.username, username);
    const samePassword = said.password === undefined || (sameAddress && this.world.isPassword(known.id, said.password));
    const fields: ImportField[] = [
      ...(sameAddress ? [] : (['cameraUrl'] as const)),
      ...(sameUser ? [] : (['cameraUser'] as const)),
      ...(samePassword ? [] : (['cameraPassword'] as const)),
    ];
    if (fields.length === 0) return null;
    const words = {
      ...(!sameAddress && { address }),
      ...(!sameUser && { username: said.username }),
      ...(!samePassword && { password: said.password }),
    };
    return { words, fields };
  }
}

type VerdictPart = RowVerdict extends infer Verdict
  ? Verdict extends RowVerdict
    ? Omit<Verdict, 'line' | 'code' | 'name'>
    : never
  : never;
/** Stands for a verdict that is refused anyway. */
const NOTHING: VerdictPart = { state: 'refused', problems: [] };
