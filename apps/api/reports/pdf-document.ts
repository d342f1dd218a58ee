import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { faces } from './faces.ts';

/** An empty document that can write Vietnamese, in the faces `text` and `strong`. Margins are the writer's own. */
export function newDocument(title: string, options: PDFKit.PDFDocumentOptions): PDFKit.PDFDocument {
  const info = { Title: title, Creator: 'Canh Thôn', Producer: 'Canh Thôn' };
  const document = new PDFDocument({ ...options, margin: 0, info, lang: 'vi', displayTitle: true });
  for (const [face, font] of Object.entries(faces())) {
    // A font that is open already is taken as it is; the types do not know.
    document.registerFont(face, font as unknown as Buffer);
  }
  return document;
}

export function finished(document: PDFKit.PDFDocument): Promise<Buffer> {
  document.end();
  return buffer(document);
}
