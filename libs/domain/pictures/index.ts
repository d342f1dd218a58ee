/** Is there something to see? Numbers of pictures, what a camera's own pictures are usually like, and what is wrong now. */
export * from './hash.ts';
export * from './judge-picture.ts';
export * from './measure.ts';
export * from './picture-memory.ts';
export * from './thumbnail.ts';
