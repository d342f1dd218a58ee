import { readdirSync, readFileSync } from 'node:fs';

/** A process in Linux's own figures: CPU in clock ticks since it started, its finished children included. */
interface ProcessLine {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
}

const TICKS_PER_SECOND = 100; // USER_HZ, fixed for user space on Linux

/** The second field is the command in brackets and may itself hold spaces and brackets: count from the last one. */
export function parseStat(text: string): ProcessLine {
  const rest = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [parent, user, system, childUser, childSystem] = [1, 11, 12, 13, 14].map((field) => rest[field] ?? 0);
  return {
    pid: Number.parseInt(text, 10),
    parent: parent ?? 0,
    ticks: (user ?? 0) + (system ?? 0) + (childUser ?? 0) + (childSystem ?? 0),
  };
}

/** `undefined` when the process has ended between the listing and the reading. */
function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** The given processes and all their descendants that live now. */
export function treeOf(roots: readonly number[]): readonly ProcessLine[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readProc(`/proc/${pid}/stat`) ?? [])
    .map(parseStat);
  const members = new Set(roots);
  // A child may be listed before its parent: repeat until nothing is added.
  for (let size = -1; size !== members.size;) {
    size = members.size;
    for (const line of all) if (members.has(line.parent)) members.add(line.pid);
  }
  return all.filter(({ pid }) => members.has(pid));
}

export interface TreeFigures {
  readonly cpuSeconds: number;
  /** Proportional set size: memory shared between processes is counted once. */
  readonly pssMegabytes: number;
}

export function measureTree(roots: readonly number[]): TreeFigures {
  const tree = treeOf(roots);
  const pssKilobytes = tree.map(({ pid }) =>
    Number(/^Pss:\s+(\d+)/m.exec(readProc(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0),
  );
  const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
  return {
    cpuSeconds: total(tree.map(({ ticks }) => ticks)) / TICKS_PER_SECOND,
    pssMegabytes: total(pssKilobytes) / 1024,
  };
}
