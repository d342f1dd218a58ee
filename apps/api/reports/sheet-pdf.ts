import { once } from 'node:events';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Block, Cell, Column, FactsBlock, Sheet, TableBlock } from '#libs/domain';

const require = createRequire(import.meta.url);
// Whole faces: those of the web are cut into alphabets, and a Vietnamese word takes letters of two of them.
const FACES = {
  text: require.resolve('@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf'),
  strong: require.resolve('@expo-google-fonts/be-vietnam-pro/700Bold/BeVietnamPro_700Bold.ttf'),
};

/** Points (1/72 inch); A4 is 595 × 842. */
const MARGIN = { side: 45, top: 40, bottom: 46 };
const SIZE = { title: 23, unit: 16, lead: 34, heading: 13.5, text: 11.5, small: 9.5 };
/** What a village needs has to fit on one page: smaller type is tried before a second page is. */
const SCALES = [1, 0.93, 0.86, 0.8];
const BLACK = '#000';
const GREY = '#444';
const LINE = '#999';

/** A document of one sheet; black on white, so that any printer and any copier will do. */
export async function sheetPdf(sheet: Sheet): Promise<Buffer> {
  for (const scale of SCALES.slice(0, -1)) {
    const paper = new Paper(sheet, scale);
    if (paper.pages === 1) return paper.finish();
    // Far more than a page stays so: it is printed large.
    if (paper.pages > 2) return new Paper(sheet, SCALES[1] ?? 1).finish();
  }
  const smallest = new Paper(sheet, SCALES.at(-1) ?? 1);
  return smallest.pages === 1 ? smallest.finish() : new Paper(sheet, SCALES[1] ?? 1).finish();
}

class Paper {
  readonly #document: PDFKit.PDFDocument;
  readonly #chunks: Buffer[] = [];
  readonly #scale: number;
  readonly #left = MARGIN.side;
  readonly #width: number;
  #y = MARGIN.top;

  constructor(sheet: Sheet, scale: number) {
    this.#scale = scale;
    const info = { Title: `${sheet.title} – ${sheet.unitName}`, Creator: 'Canh Thôn', Producer: 'Canh Thôn' };
    // Margins of our own: below pdfkit's it would begin pages by itself.
    this.#document = new PDFDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      info,
      lang: 'vi',
      displayTitle: true,
    });
    this.#document.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    this.#document.registerFont('text', FACES.text).registerFont('strong', FACES.strong);
    this.#width = this.#document.page.width - 2 * MARGIN.side;
    this.#head(sheet);
    for (const block of sheet.blocks) this.#block(block);
    this.#foot(sheet);
  }

  get pages(): number {
    return this.#document.bufferedPageRange().count;
  }

  async finish(): Promise<Buffer> {
    const done = once(this.#document, 'end');
    this.#numberPages();
    this.#document.end();
    await done;
    return Buffer.concat(this.#chunks);
  }

  #size(name: keyof typeof SIZE): number {
    return SIZE[name] * this.#scale;
  }

  #face(face: keyof typeof FACES, size: keyof typeof SIZE, colour = BLACK): PDFKit.PDFDocument {
    return this.#document.font(face).fontSize(this.#size(size)).fillColor(colour);
  }

  get #bottom(): number {
    return this.#document.page.height - MARGIN.bottom;
  }

  /** Begins a page unless this much is left; true if it did. */
  #need(height: number): boolean {
    if (this.#y + height <= this.#bottom) return false;
    this.#document.addPage();
    this.#y = MARGIN.top;
    return true;
  }

  #write(text: string, x: number, width: number, align: 'left' | 'right' = 'left'): number {
    const options = { width, align, lineGap: 0.5 } as const;
    this.#document.text(text, x, this.#y, options);
    return this.#document.heightOfString(text, options);
  }

  #line(text: string, gap = 2): void {
    const height = this.#document.heightOfString(text, { width: this.#width });
    this.#need(height);
    this.#y += this.#write(text, this.#left, this.#width) + gap * this.#scale;
  }

  #rule(weight: number, colour = LINE): void {
    this.#document
      .moveTo(this.#left, this.#y)
      .lineTo(this.#left + this.#width, this.#y)
      .lineWidth(weight)
      .strokeColor(colour)
      .stroke();
  }

  #head({ title, unitName, place, notice, lead }: Sheet): void {
    this.#face('strong', 'title');
    this.#line(title, 0);
    this.#face('strong', 'unit');
    this.#line(unitName, 0);
    if (place !== '') {
      this.#face('text', 'text', GREY);
      this.#line(place, 3);
    }
    this.#rule(1.5, BLACK);
    this.#y += 6 * this.#scale;
    if (notice !== null) this.#notice(notice);
    if (lead !== null) this.#lead(lead);
  }

  #notice(notice: string): void {
    this.#face('strong', 'text');
    const pad = 5 * this.#scale;
    const width = this.#width - 2 * pad;
    const height = this.#document.heightOfString(notice, { width }) + 2 * pad;
    this.#document.rect(this.#left, this.#y, this.#width, height).lineWidth(1).strokeColor(BLACK).stroke();
    this.#document.text(notice, this.#left + pad, this.#y + pad, { width });
    this.#y += height + 6 * this.#scale;
  }

  #lead({ value, label, detail }: NonNullable<Sheet['lead']>): void {
    this.#face('strong', 'lead');
    const wide = this.#document.widthOfString(value) + 14 * this.#scale;
    const top = this.#y;
    this.#document.text(value, this.#left, top, { lineBreak: false });
    const height = this.#document.currentLineHeight(true);
    this.#face('strong', 'heading');
    this.#y = top + height * 0.2;
    this.#y += this.#write(label, this.#left + wide, this.#width - wide);
    this.#face('text', 'text', GREY);
    this.#y += this.#write(detail, this.#left + wide, this.#width - wide);
    this.#y = Math.max(this.#y, top + height) + 2 * this.#scale;
  }

  #block(block: Block): void {
    const isEmpty = block.kind === 'table' && block.rows.length === 0;
    if (block.kind === 'table' && !isEmpty) return this.#table(block);
    this.#heading(block.title, 2 * this.#size('text'));
    if (block.kind === 'facts') return this.#facts(block);
    this.#face('text', 'text');
    const lines = block.kind === 'table' ? [block.empty, ...block.notes] : block.lines;
    for (const line of lines) this.#line(line);
  }

  #heading(title: string, following: number): void {
    const height = this.#size('heading') * 1.5;
    if (!this.#need(height + following + 7 * this.#scale)) this.#y += 7 * this.#scale;
    this.#face('strong', 'heading');
    this.#line(title, 1);
  }

  #facts({ facts }: FactsBlock): void {
    const [narrow, gap] = [this.#width * 0.4, 8];
    for (const { label, value } of facts) {
      this.#face('text', 'text');
      const width = this.#width - narrow - gap;
      const labelHeight = this.#document.heightOfString(label, { width: narrow });
      this.#face('strong', 'text');
      const height = Math.max(labelHeight, this.#document.heightOfString(value, { width }));
      this.#need(height);
      this.#face('strong', 'text');
      this.#write(value, this.#left + narrow + gap, width);
      this.#face('text', 'text');
      this.#write(label, this.#left, narrow);
      this.#y += height + 2 * this.#scale;
    }
  }

  #table(table: TableBlock): void {
    const columns = this.#columns(table.columns);
    this.#heading(table.title, 4 * this.#size('text'));
    const titles = table.columns.map(({ title }): Cell => ({ kind: 'text', text: title }));
    const head = (): void => {
      this.#row(titles, columns, 'text', 'small', GREY);
      this.#rule(0.8, BLACK);
      this.#y += 2 * this.#scale;
    };
    head();
    table.rows.forEach((row, index) => {
      if (this.#need(this.#height(row, columns, 'text', 'text'))) head();
      this.#row(row, columns, 'text', 'text');
      if (index < table.rows.length - 1) this.#rule(0.3);
      this.#y += 1 * this.#scale;
    });
    if (table.total !== null) {
      this.#need(this.#height(table.total, columns, 'strong', 'text'));
      this.#rule(0.8, BLACK);
      this.#y += 1 * this.#scale;
      this.#row(table.total, columns, 'strong', 'text');
    }
    this.#face('text', 'text', GREY);
    for (const note of table.notes) this.#line(note);
  }

  #columns(columns: readonly Column[]): { x: number; width: number; align: 'left' | 'right' }[] {
    const gap = 8;
    const whole = columns.reduce((sum, { weight }) => sum + weight, 0);
    const free = this.#width - gap * (columns.length - 1);
    let x = this.#left;
    return columns.map(({ weight, align }) => {
      const width = (free * weight) / whole;
      const column = { x, width, align: align === 'end' ? ('right' as const) : ('left' as const) };
      x += width + gap;
      return column;
    });
  }

  #height(
    row: readonly Cell[],
    columns: readonly { width: number }[],
    face: keyof typeof FACES,
    size: keyof typeof SIZE,
  ): number {
    this.#face(face, size);
    const heights = row.map(({ text }, index) =>
      this.#document.heightOfString(text, { width: columns[index]?.width ?? 0, lineGap: 0.5 }),
    );
    return Math.max(...heights);
  }

  #row(
    row: readonly Cell[],
    columns: readonly { x: number; width: number; align: 'left' | 'right' }[],
    face: keyof typeof FACES,
    size: keyof typeof SIZE,
    colour = BLACK,
  ): void {
    const height = this.#height(row, columns, face, size);
    this.#need(height);
    this.#face(face, size, colour);
    row.forEach(({ text }, index) => {
      const column = columns[index];
      if (column !== undefined) this.#write(text, column.x, column.width, column.align);
    });
    this.#y += height + 1.5 * this.#scale;
  }

  #foot({ footer }: Sheet): void {
    this.#y += 8 * this.#scale;
    this.#face('text', 'small', GREY);
    this.#need(this.#document.heightOfString(footer.join('\n'), { width: this.#width }));
    this.#rule(0.5);
    this.#y += 3 * this.#scale;
    for (const line of footer) this.#line(line, 1);
  }

  #numberPages(): void {
    const { count } = this.#document.bufferedPageRange();
    if (count === 1) return;
    for (let page = 0; page < count; page++) {
      this.#document.switchToPage(page);
      this.#face('text', 'small', GREY);
      const at = this.#document.page.height - MARGIN.bottom + 14;
      this.#document.text(`${page + 1}/${count}`, this.#left, at, {
        width: this.#width,
        align: 'right',
        lineBreak: false,
      });
    }
  }
}
