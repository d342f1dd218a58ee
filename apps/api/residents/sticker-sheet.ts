import { once } from 'node:events';
import PDFDocument from 'pdfkit';
import { encode } from 'uqr';
import type { Sticker } from '#libs/contracts';
import { faces } from '../reports/faces.ts';

/** Points (1/72 inch). Eight labels on an A4 page, with room to cut between them. */
const PAGE = { width: 595.28, height: 841.89, columns: 2, rows: 4, edge: 24 };
const LABEL = {
  width: (PAGE.width - 2 * PAGE.edge) / PAGE.columns,
  height: (PAGE.height - 2 * PAGE.edge) / PAGE.rows,
};
/** The code's side: 4.3 cm is read from two steps away. */
const CODE = 122;
const GAP = 14;

/** Labels to print and cut: the code, what scanning is good for, and where it belongs. Vietnamese, as the village reads. */
export async function stickerSheet(stickers: readonly Sticker[], title: string): Promise<Buffer> {
  const info = { Title: title, Creator: 'Canh Thôn', Producer: 'Canh Thôn' };
  const paper = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false, info, lang: 'vi', displayTitle: true });
  const chunks: Buffer[] = [];
  paper.on('data', (chunk: Buffer) => chunks.push(chunk));
  for (const [face, font] of Object.entries(faces())) paper.registerFont(face, font as unknown as Buffer);
  const perPage = PAGE.columns * PAGE.rows;
  if (stickers.length === 0) paper.addPage();
  stickers.forEach((sticker, index) => {
    const place = index % perPage;
    if (place === 0) paper.addPage();
    const x = PAGE.edge + (place % PAGE.columns) * LABEL.width;
    const y = PAGE.edge + Math.floor(place / PAGE.columns) * LABEL.height;
    drawLabel(paper, sticker, x, y);
  });
  const done = once(paper, 'end');
  paper.end();
  await done;
  return Buffer.concat(chunks);
}

function drawLabel(paper: PDFKit.PDFDocument, sticker: Sticker, x: number, y: number): void {
  paper
    .lineWidth(0.5)
    .strokeColor('#999')
    .dash(3, { space: 3 })
    .rect(x, y, LABEL.width, LABEL.height)
    .stroke()
    .undash();
  drawCode(paper, sticker.url, x + GAP, y + (LABEL.height - CODE) / 2);
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
  const name = sticker.name ?? sticker.landmark;
  if (name !== null) write(name.normalize('NFC'), 'strong', 9.5, 26);
  write(sticker.unitName.normalize('NFC'), 'text', 8.5, 24);
  write(sticker.code, 'text', 8.5, 12);
}

/** Dark runs as rectangles; the white around it is the label's own. */
function drawCode(paper: PDFKit.PDFDocument, url: string, x: number, y: number): void {
  const { data, size } = encode(url, { ecc: 'Q', border: 0 });
  const module = CODE / size;
  data.forEach((row, line) => {
    for (let start = 0; start < size; start += 1) {
      if (row[start] !== true) continue;
      let end = start;
      while (row[end] === true) end += 1;
      paper.rect(x + start * module, y + line * module, (end - start) * module, module);
      start = end;
    }
  });
  paper.fill('#000');
}
