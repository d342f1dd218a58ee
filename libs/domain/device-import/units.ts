import { foldForSearch } from '../fold.ts';
import type { UnitId } from '../ids.ts';

export interface NamedUnit {
  readonly id: UnitId;
  readonly parentId: UnitId | null;
  readonly code: string | null;
  readonly name: string;
  /** Former and other names. */
  readonly aliases: readonly string[];
  /** Below the unit that the list is about; those above it only help to tell others apart. */
  readonly inside: boolean;
  /** Names of the units that took over; given: it has ended, and nothing is put there any more. */
  readonly takenOverBy?: readonly string[];
}

export type FoundUnit =
  | { readonly found: 'one'; readonly id: UnitId }
  | { readonly found: 'none' }
  | { readonly found: 'ended'; readonly by: readonly string[] }
  | { readonly found: 'several'; readonly count: number; readonly example: string };

/** `thon`, `xa` … which people leave out. */
const KIND_WORD = /^(xa|phuong|thi tran|thon|lang|xom|to dan pho|cum dan cu|khu|ap|ban|to tu quan|to) (?=\S)/;
const NUMBERED = /^to (?:tu quan )?(?:so )?(\S+)$/;

/** The ways a folded name is written: `thon thap thuong` and `thap thuong`, `to tu quan so 5` and `to 5`. */
function waysToWrite(name: string): string[] {
  const number = NUMBERED.exec(name)?.[1];
  if (number !== undefined)
    return [name, ...['to', 'to so', 'to tu quan', 'to tu quan so'].map((to) => `${to} ${number}`)];
  return [name, name.replace(KIND_WORD, '')];
}

const hasEnded = ({ takenOverBy = [] }: NamedUnit): boolean => takenOverBy.length > 0;

/** Finds the unit that somebody wrote down: by id, code, name, or by its way up or down ("Tổ 5, Thôn Thượng, Xã Hạ"). */
export class UnitFinder {
  readonly #units = new Map<UnitId, NamedUnit>();
  readonly #byCode = new Map<string, UnitId>();
  readonly #byName = new Map<string, NamedUnit[]>();
  readonly #names = new Map<UnitId, readonly string[]>();
  readonly #answers = new Map<string, FoundUnit>();

  constructor(units: readonly NamedUnit[]) {
    for (const unit of units) {
      this.#units.set(unit.id, unit);
      // A code may have been given out again: whoever lives has it.
      const ended = hasEnded(unit);
      if (unit.code !== null && unit.inside && !(ended && this.#byCode.has(unit.code)))
        this.#byCode.set(unit.code, unit.id);
      const names = [...new Set([unit.name, ...unit.aliases].map(foldForSearch))];
      this.#names.set(unit.id, [...new Set(names.flatMap(waysToWrite))]);
      // By its name one finds who took over.
      if (!unit.inside || ended) continue;
      for (const name of this.#names.get(unit.id) ?? []) {
        const known = this.#byName.get(name);
        if (known) known.push(unit);
        else this.#byName.set(name, [unit]);
      }
    }
  }

  find(written: string): FoundUnit {
    const known = this.#answers.get(written);
    if (known) return known;
    const answer = this.#look(written);
    this.#answers.set(written, answer);
    return answer;
  }

  /** From the unit upwards, as it is written in exports. */
  path(id: UnitId): string {
    return this.#chain(id)
      .map(({ name }) => name)
      .join(', ');
  }

  /** So that it is found again: by its way up, by its id when another has the same. Empty: outside of what is known. */
  written(id: UnitId): string {
    const path = this.path(id);
    const found = this.find(path);
    return path === '' || (found.found === 'one' && found.id === id) ? path : id;
  }

  #look(written: string): FoundUnit {
    const text = written.trim();
    const lower = text.toLowerCase() as UnitId;
    const known = this.#units.get(this.#units.get(lower)?.inside === true ? lower : (this.#byCode.get(text) ?? lower));
    if (known?.inside === true)
      return hasEnded(known) ? { found: 'ended', by: known.takenOverBy ?? [] } : { found: 'one', id: known.id };
    const wanted = foldForSearch(text);
    if (wanted === '') return { found: 'none' };
    const whole = (this.#byName.get(wanted) ?? []).filter((unit) => this.#fullNames(unit).includes(wanted));
    if (whole.length > 0) return this.#answer(whole);
    return this.#answer([...new Set([...(this.#byName.get(wanted) ?? []), ...this.#byPath(wanted)])]);
  }

  #answer(units: readonly NamedUnit[]): FoundUnit {
    const [first, second] = units;
    if (first === undefined) return { found: 'none' };
    if (second === undefined) return { found: 'one', id: first.id };
    return { found: 'several', count: units.length, example: this.path(first.id) };
  }

  #fullNames = (unit: NamedUnit): string[] => [unit.name, ...unit.aliases].map(foldForSearch);

  /** Words may stand for the leaf first or the root first; units between may be left out. */
  #byPath(wanted: string): NamedUnit[] {
    const words = wanted.split(' ');
    const leaves = new Set<NamedUnit>();
    for (let length = 1; length < words.length; length++) {
      for (const unit of this.#byName.get(words.slice(0, length).join(' ')) ?? []) {
        if (this.#leadsUp(unit, words.slice(length).join(' '), 'down')) leaves.add(unit);
      }
      for (const unit of this.#byName.get(words.slice(-length).join(' ')) ?? []) {
        if (this.#leadsUp(unit, words.slice(0, -length).join(' '), 'up')) leaves.add(unit);
      }
    }
    return [...leaves];
  }

  /** What is left of the text names units above, each further up than the one before. */
  #leadsUp(unit: NamedUnit, rest: string, side: 'down' | 'up'): boolean {
    if (rest === '') return true;
    for (const above of this.#chain(unit.id).slice(1)) {
      for (const name of this.#names.get(above.id) ?? []) {
        const here =
          side === 'down' ? rest === name || rest.startsWith(`${name} `) : rest === name || rest.endsWith(` ${name}`);
        if (!here) continue;
        const next =
          side === 'down' ? rest.slice(name.length + 1) : rest.slice(0, Math.max(0, rest.length - name.length - 1));
        if (this.#leadsUp(above, next, side)) return true;
      }
    }
    return false;
  }

  #chain(id: UnitId): NamedUnit[] {
    const chain: NamedUnit[] = [];
    for (
      let unit = this.#units.get(id);
      unit !== undefined;
      unit = unit.parentId ? this.#units.get(unit.parentId) : undefined
    ) {
      chain.push(unit);
    }
    return chain;
  }
}
