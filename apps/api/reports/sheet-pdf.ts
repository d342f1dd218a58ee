import type { Block, Cell, Column, FactsBlock, Sheet, TableBlock } from '#libs/domain';
import type { Face } from './faces.ts';
import { BLACK, GREY, MARGIN, PAGE, Paper, type Place, type Size } from './paper.ts';

/** What a village needs has to fit on one page: smaller type is tried before a second page is. */
const SCALES = [1, 0.96, 0.92, 0.88, 0.84, 0.8];
const MEASURED_AT = 0.88;
/** More never fit on one page. */
const MOST_ROWS_A_PAGE = 60;
/** Of what takes several pages anyway. */
const SEVERAL_PAGES = 0.92;
const COLUMN_GAP = 7;
const HALVES_GAP = 22;

interface ColumnPlace extends Place {
  readonly align: 'left' | 'right';
}

/** A document of one sheet; black on white, so that any printer and any copier will do. */
export async function sheetPdf(sheet: Sheet): Promise<Buffer> {
  const rows = sheet.blocks.reduce((sum, block) => sum + (block.kind === 'table' ? block.rows.length : 0), 0);
  if (rows > MOST_ROWS_A_PAGE) return new SheetPaper(sheet, SEVERAL_PAGES).finish();
  const whole = new SheetPaper(sheet, MEASURED_AT, Infinity).height / MEASURED_AT;
  const room = PAGE.height - MARGIN.bottom;
  // The smaller the type, the fewer lines are broken: a little more may fit than the measure says.
  const promising = SCALES.filter((scale) => whole * scale <= room * 1.06);
  for (const scale of promising) {
    const paper = new SheetPaper(sheet, scale);
    if (paper.pages === 1) return paper.finish();
  }
  return new SheetPaper(sheet, SEVERAL_PAGES).finish();
}

class SheetPaper extends Paper {
  /** `bottom` Infinity: only to be measured. */
  constructor(sheet: Sheet, scale: number, bottom = PAGE.height - MARGIN.bottom) {
    super(`${sheet.title} – ${sheet.unitName}`, scale, bottom);
    this.#head(sheet);
    this.#blocks(sheet.blocks);
    this.#foot(sheet);
  }

  #head({ title, unitName, place, notice, lead }: Sheet): void {
    this.face('strong', 'title');
    this.line(title, 0);
    this.face('strong', 'unit');
    this.line(unitName, 0);
    this.face('text', 'text', GREY);
    if (place !== '') this.line(place, 3);
    this.rule(1.5, BLACK);
    this.y += 6 * this.scale;
    if (notice !== null) this.#notice(notice);
    if (lead !== null) this.#lead(lead);
  }

  #notice(notice: string): void {
    this.face('strong', 'text');
    const pad = 5 * this.scale;
    const width = this.width - 2 * pad;
    const height = this.heightOf(notice, width) + 2 * pad;
    this.document.rect(this.x, this.y, this.width, height).lineWidth(1).strokeColor(BLACK).stroke();
    this.document.text(notice, this.x + pad, this.y + pad, { width });
    this.y += height + 6 * this.scale;
  }

  #lead({ value, label, detail }: NonNullable<Sheet['lead']>): void {
    this.face('strong', 'lead');
    const wide = this.document.widthOfString(value) + 14 * this.scale;
    const top = this.y;
    this.document.text(value, this.x, top, { lineBreak: false });
    const height = this.document.currentLineHeight(true);
    const beside = { x: this.x + wide, width: this.width - wide };
    this.y = top + height * 0.2;
    this.face('strong', 'heading');
    this.write(label, beside);
    this.y += this.heightOf(label, beside.width);
    this.face('text', 'text', GREY);
    this.write(detail, beside);
    this.y = Math.max(this.y + this.heightOf(detail, beside.width), top + height) + 2 * this.scale;
  }

  #blocks(blocks: readonly Block[]): void {
    for (let index = 0; index < blocks.length; index++) {
      const [block, next] = [blocks[index], blocks[index + 1]];
      if (block === undefined) return;
      if (block.isHalf === true && next?.isHalf === true) {
        this.#halves(block, next);
        index++;
      } else this.#block(block);
    }
  }

  /** Both on one page; where that is too much, one below the other. */
  #halves(left: Block, right: Block): void {
    const width = (this.width - HALVES_GAP) / 2;
    const height = Math.max(this.#guess(left, width), this.#guess(right, width));
    if (this.need(height) && height > this.bottom - MARGIN.top) {
      this.#block(left);
      return this.#block(right);
    }
    const [x, full, top] = [this.x, this.width, this.y];
    this.width = width;
    this.#block(left);
    const leftEnd = this.y;
    this.y = top;
    this.x = x + width + HALVES_GAP;
    this.#block(right);
    this.y = Math.max(this.y, leftEnd);
    [this.x, this.width] = [x, full];
  }

  /** Not less than the block takes. */
  #guess(block: Block, width: number): number {
    const line = this.size('text') * 1.45 + 4 * this.scale;
    const heading = 3 * line;
    const high = (text: string): number => this.heightOf(text, width) + 3 * this.scale;
    this.face('strong', 'text');
    switch (block.kind) {
      case 'text':
        return heading + block.lines.reduce((sum, text) => sum + high(text), 0);
      case 'facts':
        return heading + block.facts.reduce((sum, { label, value }) => sum + high(label) + high(value), 0);
      case 'table': {
        const columns = columnsOf(block.columns, 0, width);
        const rows = [...block.rows, ...(block.total === null ? [] : [block.total])];
        const heights = rows.map((row) => this.#rowHeight(row, columns, 'text', 'text') + 4 * this.scale);
        const notes = [...block.notes, block.rows.length === 0 ? block.empty : ''];
        return heading + heights.reduce((sum, one) => sum + one, 0) + notes.reduce((sum, text) => sum + high(text), 0);
      }
    }
  }

  #block(block: Block): void {
    if (block.kind === 'table' && block.rows.length > 0) return this.#table(block);
    this.#heading(block.title, 2 * this.size('text'));
    if (block.kind === 'facts') return this.#facts(block);
    this.face('text', 'text');
    const lines = block.kind === 'table' ? [block.empty, ...block.notes] : block.lines;
    for (const line of lines) this.line(line);
  }

  #heading(title: string, following: number): void {
    const gap = 8 * this.scale;
    if (!this.need(this.size('heading') * 1.5 + following + gap)) this.y += gap;
    this.face('strong', 'heading');
    this.line(title, 1);
  }

  #facts({ facts, isHalf = false }: FactsBlock): void {
    const narrow = isHalf ? this.width : this.width * 0.33;
    const beside = { x: this.x + narrow + COLUMN_GAP, width: this.width - narrow - COLUMN_GAP };
    for (const { label, value } of facts) {
      this.face('strong', 'text');
      const high = this.heightOf(value, isHalf ? this.width : beside.width);
      this.face('text', 'text', GREY);
      const labelHigh = this.heightOf(label, narrow);
      this.need(isHalf ? high + labelHigh : Math.max(high, labelHigh));
      this.face('text', 'text', GREY);
      this.write(label, { x: this.x, width: narrow });
      if (isHalf) this.y += labelHigh;
      this.face('strong', 'text');
      this.write(value, isHalf ? { x: this.x, width: this.width } : beside);
      this.y += (isHalf ? high : Math.max(high, labelHigh)) + 3 * this.scale;
    }
  }

  #table(table: TableBlock): void {
    const columns = columnsOf(table.columns, this.x, this.width);
    this.#heading(table.title, 4 * this.size('text'));
    const titles = table.columns.map(({ title }): Cell => ({ kind: 'text', text: title }));
    const head = (): void => {
      this.#row(titles, columns, 'text', 'small', GREY);
      this.rule(0.8, BLACK);
      this.y += 2 * this.scale;
    };
    head();
    table.rows.forEach((row, index) => {
      if (this.need(this.#rowHeight(row, columns, 'text', 'text'))) head();
      this.#row(row, columns, 'text', 'text');
      if (index < table.rows.length - 1) this.rule(0.3);
      this.y += this.scale;
    });
    if (table.total !== null) {
      this.need(this.#rowHeight(table.total, columns, 'strong', 'text'));
      this.rule(0.8, BLACK);
      this.y += this.scale;
      this.#row(table.total, columns, 'strong', 'text');
    }
    this.face('text', 'small', GREY);
    if (table.notes.length > 0) this.line(table.notes.join(' '), 1);
  }

  #rowHeight(row: readonly Cell[], columns: readonly Place[], face: Face, size: Size): number {
    this.face(face, size);
    const heights = row.map(({ text }, index) => this.heightOf(text, columns[index]?.width ?? 0));
    return Math.max(...heights);
  }

  #row(row: readonly Cell[], columns: readonly ColumnPlace[], face: Face, size: Size, colour = BLACK): void {
    const height = this.#rowHeight(row, columns, face, size);
    this.need(height);
    this.face(face, size, colour);
    row.forEach(({ text }, index) => {
      const column = columns[index];
      if (column !== undefined) this.write(text, column, column.align);
    });
    this.y += height + 1.5 * this.scale;
  }

  #foot({ footer }: Sheet): void {
    this.y += 8 * this.scale;
    this.face('text', 'small', GREY);
    this.need(this.heightOf(footer.join('\n'), this.width) + 6 * this.scale);
    this.rule(0.5);
    this.y += 3 * this.scale;
    for (const line of footer) this.line(line, 1);
  }
}

function columnsOf(columns: readonly Column[], left: number, wide: number): ColumnPlace[] {
  const whole = columns.reduce((sum, { weight }) => sum + weight, 0);
  const free = wide - COLUMN_GAP * (columns.length - 1);
  let x = left;
  return columns.map(({ weight, align }) => {
    const width = (free * weight) / whole;
    const column = { x, width, align: align === 'end' ? ('right' as const) : ('left' as const) };
    x += width + COLUMN_GAP;
    return column;
  });
}
