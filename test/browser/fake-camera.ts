import { writeFileSync } from 'node:fs';
import { encode } from 'uqr';

const [WIDTH, HEIGHT] = [640, 480];
const PIXELS_A_MODULE = 8;
const [BLACK, WHITE, NO_COLOUR] = [16, 235, 128];

/** A film of one picture, a QR code on a white wall, which Chromium shows as what its camera sees (YUV4MPEG2). */
export function filmOf(text: string, file: string): void {
  const { data, size } = encode(text, { border: 4 });
  const luma = Buffer.alloc(WIDTH * HEIGHT, WHITE);
  const [left, top] = [WIDTH, HEIGHT].map((side) => Math.floor((side - size * PIXELS_A_MODULE) / 2)) as [
    number,
    number,
  ];
  for (let y = 0; y < size * PIXELS_A_MODULE; y += 1) {
    for (let x = 0; x < size * PIXELS_A_MODULE; x += 1) {
      const isDark = data[Math.floor(y / PIXELS_A_MODULE)]?.[Math.floor(x / PIXELS_A_MODULE)] === true;
      if (isDark) luma[(top + y) * WIDTH + left + x] = BLACK;
    }
  }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((WIDTH * HEIGHT) / 2, NO_COLOUR)]);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(file, Buffer.concat([head, frame, frame]));
}

/** The camera and its consent, without a camera and without a person to ask. */
export const cameraFlags = (film: string): readonly string[] => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${film}`,
];
