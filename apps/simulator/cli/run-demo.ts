import { SystemClock } from '#libs/runtime';
import { Demo } from '../demo/demo.ts';
import { startProductProcess } from '../demo/product-process.ts';
import { foldAway, wordsOf } from './fold-away.ts';
import type { CliOptions } from './options.ts';

/** `npm run demo`: starts, prints where to look and how to sign in, and ends cleanly. */
export async function runDemo(options: CliOptions): Promise<void> {
  const say = (line: string) => console.log(line);
  const demo = new Demo({ ...options, startProduct: startProductProcess, clock: new SystemClock(), say });
  const end = foldAway(() => demo.stop(), say);
  const startedAt = performance.now();
  try {
    await demo.start();
  } catch (error) {
    return end(1, wordsOf(error));
  }
  printReady(demo, Math.round((performance.now() - startedAt) / 1_000), say);
  void demo.product.ended.then((lastWords) => end(1, `The product ended by itself:\n${lastWords}`));
  if (options.minutes !== null) setTimeout(() => void end(0), options.minutes * 60_000);
}

function printReady(demo: Demo, seconds: number, say: (line: string) => void): void {
  const { mqttDevices, cameras } = demo.control.report();
  const width = Math.max(...demo.logins.map((login) => login.email.length));
  const { origin } = demo.product;
  say(`
Bản demo Canh Thôn đã sẵn sàng / ready after ${seconds} s: ${cameras} camera, ${mqttDevices} đèn và Wi-Fi mô phỏng / simulated

  Trang web / the product              ${origin}/
  Tin nhắn các nơi đã nhận / messages   ${demo.messagesUrl}
  Làm hỏng, sửa lại / fault switches   ${demo.controlUrl}

Đăng nhập / sign in as
${demo.logins.map(({ who, email, password }) => `  ${who.padEnd(14)}  ${email.padEnd(width)}  ${password}`).join('\n')}

46 of the 101 villages carry recorded names and 5 historic ones; the other 50 (named so), all groups, places and
readings are made up. A dead device is reported after three missed reports and the wait for others.
Ctrl-C: dừng tất cả / stops everything.`);
}
