import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { measureTree, parseStat, treeOf } from './process-tree.ts';

describe('a tree of processes', () => {
  it('reads a line whose command has brackets and spaces', () => {
    const line = '42 (a (b) c) S 7 42 42 0 -1 4194304 1 2 3 4 100 20 3 1 20 0 1 0 9 0 0';
    expect(parseStat(line)).toEqual({ pid: 42, parent: 7, ticks: 124 });
  });

  it('finds grandchildren and measures their memory', async () => {
    const parent = spawn('sh', ['-c', 'cat; true'], { stdio: ['pipe', 'pipe', 'inherit'] });
    parent.stdin.write('ready\n');
    await once(parent.stdout, 'data');
    const tree = treeOf([parent.pid ?? 0]);
    const figures = measureTree([parent.pid ?? 0]);
    parent.stdin.end();
    await once(parent, 'exit');
    expect(tree).toHaveLength(2);
    expect(figures.pssMegabytes).toBeGreaterThan(0);
  });
});
