import type { CertificateSheet, Photo } from '#libs/domain';
import { BLACK, GREY, MARGIN, PAGE, Paper } from '../reports/paper.ts';

const LABEL = 0.3;
const PHOTO_HEIGHT = 150;
const SIGNATURE_HEIGHT = 92;

/** A biên bản nghiệm thu on A4; on one page unless somebody wrote long notes. @param photo of the place */
export const certificatePdf = (sheet: CertificateSheet, photo: Photo | null): Promise<Buffer> =>
  new CertificatePaper(sheet, photo).finish();

class CertificatePaper extends Paper {
  constructor(sheet: CertificateSheet, photo: Photo | null) {
    super(`Biên bản nghiệm thu ${sheet.number}`, 0.86, PAGE.height - MARGIN.bottom);
    this.#head(sheet.number);
    this.#facts(sheet.facts);
    this.#photo(photo);
    this.#steps(sheet.steps);
    if (sheet.notes !== null) this.#notes(sheet.notes);
    this.#signatures(sheet.signatures);
    this.#check(sheet.check);
  }

  #centred(text: string, gap = 2): void {
    const width = Math.min(this.document.widthOfString(text), this.width);
    this.write(text, { x: this.x + (this.width - width) / 2, width: this.width });
    this.y += this.document.currentLineHeight(true) + gap;
  }

  #head(number: string): void {
    this.face('strong', 'text');
    this.#centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 0);
    this.#centred('Độc lập – Tự do – Hạnh phúc', 10);
    this.face('strong', 'unit');
    this.#centred('BIÊN BẢN NGHIỆM THU THIẾT BỊ', 0);
    this.face('text', 'text', GREY);
    this.#centred(`Số: ${number}`, 8);
  }

  #heading(title: string): void {
    this.need(60);
    this.y += 6;
    this.face('strong', 'heading');
    this.line(title, 2);
    this.rule(0.8, BLACK);
    this.y += 4;
  }

  #facts(facts: CertificateSheet['facts']): void {
    this.#heading('1. Thiết bị và vị trí');
    const beside = { x: this.x + this.width * LABEL, width: this.width * (1 - LABEL) };
    for (const { label, value } of facts) {
      this.face('strong', 'text');
      const high = this.heightOf(value, beside.width);
      this.need(high);
      this.face('text', 'text', GREY);
      this.write(label, { x: this.x, width: this.width * LABEL });
      this.face('strong', 'text');
      this.write(value, beside);
      this.y += high + 2;
    }
  }

  #photo(photo: Photo | null): void {
    this.face('text', 'text', GREY);
    if (photo === null) return this.line('Ảnh vị trí lắp đặt: chưa có ảnh.', 2);
    if (photo.type !== 'image/jpeg')
      return this.line('Ảnh vị trí lắp đặt: có trên hệ thống, không in được (không phải ảnh JPEG).', 2);
    this.line('Ảnh vị trí lắp đặt:', 2);
    this.need(PHOTO_HEIGHT);
    this.document.image(Buffer.from(photo.bytes), this.x, this.y, { fit: [this.width, PHOTO_HEIGHT] });
    this.y += PHOTO_HEIGHT + 4;
  }

  #steps(steps: CertificateSheet['steps']): void {
    this.#heading('2. Các bước kiểm tra (máy chủ tự đo, không ai nhập tay)');
    const [name, when] = [this.width * LABEL, this.width * 0.22];
    const result = this.width - name - when;
    for (const step of steps) {
      this.face('text', 'text');
      const high = Math.max(this.heightOf(step.result, result - 8), this.heightOf(step.name, name - 8));
      this.need(high + 4);
      this.face('strong', 'text');
      this.write(step.name, { x: this.x, width: name - 8 });
      this.face('text', 'text');
      this.write(step.result, { x: this.x + name, width: result - 8 });
      this.face('text', 'small', GREY);
      this.write(step.at, { x: this.x + name + result, width: when }, 'right');
      this.y += high + 2;
      this.rule(0.3);
      this.y += 2;
    }
    this.face('strong', 'text');
    this.line('Kết luận: thiết bị hoạt động đạt yêu cầu, đưa vào sử dụng.', 2);
  }

  #notes(notes: string): void {
    this.#heading('Ghi chú');
    this.face('text', 'text');
    this.line(notes);
  }

  #signatures(signatures: CertificateSheet['signatures']): void {
    this.need(SIGNATURE_HEIGHT + 40);
    this.y += 10;
    const width = this.width / signatures.length;
    const top = this.y;
    signatures.forEach(({ title, name }, index) => {
      const at = this.x + index * width;
      this.y = top;
      for (const [text, face, size] of [
        [title.toUpperCase(), 'strong', 'text'],
        ['(ký, ghi rõ họ tên)', 'text', 'small'],
      ] as const) {
        this.face(face, size);
        this.write(text, { x: at + (width - this.document.widthOfString(text)) / 2, width });
        this.y += this.document.currentLineHeight(true);
      }
      if (name === null) return;
      this.y = top + SIGNATURE_HEIGHT - 18;
      this.face('strong', 'text');
      const wide = Math.min(this.document.widthOfString(name), width - 8);
      this.write(name, { x: at + (width - wide) / 2, width: width - 8 });
    });
    this.y = top + SIGNATURE_HEIGHT;
  }

  #check(lines: readonly string[]): void {
    this.face('text', 'small', GREY);
    this.need(this.heightOf(lines.join('\n'), this.width) + 10);
    this.rule(0.5);
    this.y += 3;
    for (const line of lines) this.line(line, 1);
  }
}
