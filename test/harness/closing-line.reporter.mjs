// Names every skipped or planned test, and ends with the one line that machines read.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const SKIPPED = new Set(['pending', 'skipped', 'todo', 'disabled']);

/** In CI a skipped test is a failure; its names are the reason given. */
export default class ClosingLineReporter {
  #skipped = [];

  onTestResult(_test, result) {
    for (const { fullName, status } of result.testResults)
      if (SKIPPED.has(status)) this.#skipped.push(`${fullName} (${status})`);
  }

  onRunComplete(_contexts, results) {
    for (const name of this.#skipped) console.log(`skipped: ${name}`);
    const brokenFiles = results.numRuntimeErrorTestSuites;
    const failed = results.numFailedTests + brokenFiles + (process.env.CI ? this.#skipped.length : 0);
    const counts = { passed: results.numPassedTests, failed, skipped: this.#skipped };
    const file = process.env.CANH_TEST_COUNTS;
    if (file) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(counts));
    } else console.log(`${counts.passed} passed, ${counts.failed} failed`);
  }

  getLastError() {
    if (process.env.CI && this.#skipped.length > 0) return new Error(`${this.#skipped.length} skipped`);
    return undefined;
  }
}
