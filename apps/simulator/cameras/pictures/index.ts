/**
 * What a simulated camera sees: villages drawn by arithmetic, by day, by infrared light, in fog, with rain on the lens,
 * and what can be wrong with a picture. Drawn, not photographed: good for rules and tests, no proof of the real world.
 */
export { encodeJpeg } from './encode.ts';
export { drawPicture, type PictureFault, type PictureWish, type Weather, withClock } from './draw-picture.ts';
export { Scene } from './scene.ts';
