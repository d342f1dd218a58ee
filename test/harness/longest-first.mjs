// Two workers are done soonest when what takes longest begins first. A fresh clone remembers no durations, so the
// folders stand here in the order of their longest specs; and what mostly waits for real seconds to pass stands beside
// what computes.
import Sequencer from '@jest/test-sequencer';

const LONGEST_FIRST = [
  '/stories/processes.spec.ts',
  '/test/replay/',
  '/test/model/',
  '/stories/readme-tutorial.spec.ts',
  '/browser/screens.spec.ts',
  '/stories/demo.spec.ts',
  '/browser/install.spec.ts',
  '/chaos/two-of-each.spec.ts',
  '/test/stories/',
  '/test/browser/',
  '/test/chaos/',
  '/test/cameras/',
  '/test/alerting/',
  '/test/',
];

const place = ({ path }) => {
  const found = LONGEST_FIRST.findIndex((folder) => path.includes(folder));
  return found === -1 ? LONGEST_FIRST.length : found;
};

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const usual = super.sort(tests);
    return usual
      .map((test, index) => ({ test, index }))
      .sort((a, b) => place(a.test) - place(b.test) || a.index - b.index)
      .map(({ test }) => test);
  }
}
