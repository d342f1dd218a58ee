import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { encode } from 'uqr';
import { newDocument } from '../reports/pdf-document.ts';
import { runsOf } from './public-address.ts';

/** Points (1/72 inch). Eight labels on an A4 page, with room to cut between them. */
const PAGE = { width: 595.28, height: 841.89, columns: 2, rows: 4, edge: 24 };
const LABEL = {
  width: (PAGE.width - 2 * PAGE.edge) / PAGE.columns,
  height: (PAGE.height - 2 * PAGE.edge) / PAGE.rows,
};
/** On a sheet of a thousand as on one of eight. */
export const LABELS_A_PAGE = PAGE.columns * PAGE.rows;
/** The code's side: 4.3 cm is read from two steps away. */
const CODE = 122;
const GAP = 14;

export interface Label {
  readonly code: string;
  /** What its QR code leads to. */
  readonly url: string;
  /** Whose it is. */
  readonly unitName: string;
  /** Where it belongs, in words; null: nobody knows yet, and whoever sticks it types the code, so that it stands large. */
  readonly place: string | null;
}

/** Labels to print and cut: the code, what scanning is good for, and where it belongs. Vietnamese, as the village reads. */
export function stickerSheet(labels: readonly Label[], title: string): Readable {
  const paper = newDocument(title, { size: 'A4', autoFirstPage: false });
  // It is a stream; the types know only half of it.
  const stream = paper as unknown as Readable;
  drawLabels(paper, labels).then(
    () => paper.end(),
    (error: unknown) => stream.destroy(error as Error),
  );
  return stream;
}

/** The first pages are on their way while the last are drawn. */
async function drawLabels(paper: PDFKit.PDFDocument, labels: readonly Label[]): Promise<void> {
  if (labels.length === 0) paper.addPage();
  for (const [index, label] of labels.entries()) {
    const place = index % LABELS_A_PAGE;
    if (place === 0) paper.addPage();
    const x = PAGE.edge + (place % PAGE.columns) * LABEL.width;
    const y = PAGE.edge + Math.floor(place / PAGE.columns) * LABEL.height;
    drawLabel(paper, label, x, y);
    // A code takes milliseconds; of a thousand, nobody else should wait for more than one.
    await setImmediate();
  }
}

function drawLabel(paper: PDFKit.PDFDocument, label: Label, x: number, y: number): void {
  paper
    .lineWidth(0.5)
    .strokeColor('#999')
    .dash(3, { space: 3 })
    .rect(x, y, LABEL.width, LABEL.height)
    .stroke()
    .undash();
  drawCode(paper, label.url, x + GAP, y + (LABEL.height - CODE) / 2);
  const place = { x: x + CODE + 2 * GAP, width: LABEL.width - CODE - 3 * GAP };
  const write = (text: string, face: 'text' | 'strong', size: number, most: number) =>
    paper
      .font(face)
      .fontSize(size)
      .fillColor('#000')
      .text(text, place.x, undefined, { width: place.width, height: most, ellipsis: true, lineGap: 1 });
  paper.y = y + (LABEL.height - CODE) / 2;
  write('Hỏng? Báo ở đây', 'strong', 12, 32);
  paper.y += 4;
  write('Quét mã bằng máy ảnh điện thoại: xem còn chạy không, ai góp tiền, báo hỏng.', 'text', 9, 52);
  paper.y += 6;
  if (label.place) write(label.place.normalize('NFC'), 'strong', 9.5, 26);
  write(label.unitName.normalize('NFC'), 'text', 8.5, 24);
  if (label.place === null) paper.y += 6;
  write(label.code, label.place === null ? 'strong' : 'text', label.place === null ? 16 : 8.5, 20);
}

/** Dark runs as rectangles, in modules, as one piece of the page; the white around it is the label's own. */
function drawCode(paper: PDFKit.PDFDocument, url: string, x: number, y: number): void {
  // Trying all eight masks takes fifteen times as long; of a random token one reads as well as another.
  const { data, size } = encode(url, { ecc: 'Q', border: 0, maskPattern: 0 });
  const runs = data.flatMap((row, line) => runsOf(row).map(([start, length]) => `${start} ${line} ${length} 1 re`));
  const module = CODE / size;
  paper.addContent(`q ${module} 0 0 ${module} ${x} ${y} cm 0 g ${runs.join(' ')} f Q`);
}
