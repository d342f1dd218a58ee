/** Zig-zag order does not matter for a table of ones. */
const QUANTISATION = Buffer.concat([Buffer.from([0xff, 0xdb, 0, 67, 0]), Buffer.alloc(64, 1)]);
/** One code of one bit, `0`: for DC "no difference", for AC "end of block". */
const huffman = (tableClass: 0 | 1): Buffer =>
  Buffer.from([0xff, 0xc4, 0, 20, tableClass << 4, 1, ...new Array<number>(15).fill(0), 0]);
const BLOCK = 8;

/** The smallest honest picture: a baseline JPEG of one even grey (ITU T.81), every block two zero bits. */
export function greyPicture(width: number, height: number): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
  const scan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]);
  const bits = 2 * Math.ceil(width / BLOCK) * Math.ceil(height / BLOCK);
  const entropy = Buffer.alloc(Math.ceil(bits / 8));
  // What is left of the last byte is filled with ones.
  const spare = entropy.length * 8 - bits;
  if (spare > 0) entropy[entropy.length - 1] = (1 << spare) - 1;
  const [start, end] = [Buffer.from([0xff, 0xd8]), Buffer.from([0xff, 0xd9])];
  return Buffer.concat([start, QUANTISATION, frame, huffman(0), huffman(1), scan, entropy, end]);
}
