import { createRequire } from 'node:module';
import { type Font, openSync } from 'fontkit';

const require = createRequire(import.meta.url);
// Whole faces: those of the web are cut into alphabets, and a Vietnamese word takes letters of two of them.
const FILES = {
  text: '@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf',
  strong: '@expo-google-fonts/be-vietnam-pro/700Bold/BeVietnamPro_700Bold.ttf',
} as const;

export type Face = keyof typeof FILES;
export type Faces = Readonly<Record<Face, Font>>;

let opened: Faces | null = null;

/** The typefaces of printed sheets; read once a process, because reading takes longer than a page. */
export function faces(): Faces {
  opened ??= { text: openFace('text'), strong: openFace('strong') };
  return opened;
}

function openFace(face: Face): Font {
  const font = openSync(require.resolve(FILES[face]));
  if (!('createSubset' in font)) throw new Error(`${FILES[face]} holds several typefaces`);
  return font;
}
