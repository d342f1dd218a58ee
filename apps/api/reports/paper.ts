import type { Face } from './faces.ts';
import { finished, newDocument } from './pdf-document.ts';

/** Points (1/72 inch); A4 is 595 × 842. */
export const PAGE = { width: 595.28, height: 841.89 };
export const MARGIN = { side: 42, top: 38, bottom: 42 };
const SIZE = { title: 23, unit: 16, lead: 34, heading: 13.5, text: 11.5, small: 9.5 };
const LINE_GAP = 0.5;
export const BLACK = '#000';
export const GREY = '#444';
const LINE = '#999';
export type Size = keyof typeof SIZE;

export interface Place {
  readonly x: number;
  readonly width: number;
}

/** Pages to write on from the top down: black on white, a new page when one is full. Lengths in points. */
export class Paper {
  protected readonly document: PDFKit.PDFDocument;
  protected x = MARGIN.side;
  protected width = PAGE.width - 2 * MARGIN.side;
  protected y = MARGIN.top;

  /** `bottom` Infinity: only to be measured. */
  constructor(
    title: string,
    protected readonly scale: number,
    protected readonly bottom: number,
  ) {
    // Below margins of pdfkit's it would begin pages by itself.
    const size: [number, number] = [PAGE.width, bottom === Infinity ? 100_000 : PAGE.height];
    this.document = newDocument(title, { bufferPages: true, size });
  }

  get pages(): number {
    return this.document.bufferedPageRange().count;
  }

  get height(): number {
    return this.y;
  }

  finish(): Promise<Buffer> {
    this.#numberPages();
    return finished(this.document);
  }

  protected size(name: Size): number {
    return SIZE[name] * this.scale;
  }

  protected face(face: Face, size: Size, colour = BLACK): void {
    this.document.font(face).fontSize(this.size(size)).fillColor(colour);
  }

  /** Begins a page unless this much is left; true if it did. */
  protected need(height: number): boolean {
    if (this.y + height <= this.bottom) return false;
    this.document.addPage();
    this.y = MARGIN.top;
    return true;
  }

  /** Breaking lines costs ten times as much as measuring one, and most texts are one. */
  protected heightOf(text: string, width: number): number {
    return this.document.widthOfString(text) <= width
      ? this.document.currentLineHeight(true) + LINE_GAP
      : this.document.heightOfString(text, { width, lineGap: LINE_GAP });
  }

  protected write(text: string, { x, width }: Place, align: 'left' | 'right' = 'left'): void {
    const free = width - this.document.widthOfString(text);
    if (free >= 0) this.document.text(text, align === 'right' ? x + free : x, this.y, { lineBreak: false });
    else this.document.text(text, x, this.y, { width, align, lineGap: LINE_GAP });
  }

  protected line(text: string, gap = 2): void {
    const height = this.heightOf(text, this.width);
    this.need(height);
    this.write(text, { x: this.x, width: this.width });
    this.y += height + gap * this.scale;
  }

  protected rule(weight: number, colour = LINE): void {
    this.document
      .moveTo(this.x, this.y)
      .lineTo(this.x + this.width, this.y)
      .lineWidth(weight)
      .strokeColor(colour)
      .stroke();
  }

  #numberPages(): void {
    const { count } = this.document.bufferedPageRange();
    if (count === 1) return;
    for (let page = 0; page < count; page++) {
      this.document.switchToPage(page);
      this.face('text', 'small', GREY);
      this.y = PAGE.height - MARGIN.bottom + 12;
      this.write(`${page + 1}/${count}`, { x: this.x, width: this.width }, 'right');
    }
  }
}
