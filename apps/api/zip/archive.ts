import { Zip, type ZipInputFile } from 'fflate';

/** A zip archive whose bytes are taken away as they come: never all in memory. */
export class Archive {
  readonly #ready: Buffer[] = [];
  readonly #zip = new Zip((error, chunk) => {
    if (error) throw error;
    this.#ready.push(Buffer.from(chunk));
  });

  add(entry: ZipInputFile): void {
    this.#zip.add(entry);
  }

  /** What is ready since it was last asked. */
  taken(): Buffer[] {
    return this.#ready.splice(0);
  }

  /** The rest, and nothing after it. */
  end(): Buffer[] {
    this.#zip.end();
    return this.taken();
  }
}
