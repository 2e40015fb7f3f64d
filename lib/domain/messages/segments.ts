/** The basic character set of GSM 03.38. The escape character at 0x1B is not a character of its own. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** The extension table. Each of its characters is sent as two septets. */
const EXTENDED = new Set('^{}\\[~]|€\f');

/** The encodings of a text message. */
export type EncodingName = 'GSM-7' | 'UCS-2';

interface Encoding {
  name: EncodingName;
  /** How many units fit into a message that is sent in one part. */
  whole: number;
  /** How many units fit into each of several parts, next to the header that joins them. */
  part: number;
}

const GSM_7: Encoding = { name: 'GSM-7', whole: 160, part: 153 };
const UCS_2: Encoding = { name: 'UCS-2', whole: 70, part: 67 };

/** The units that each character takes, in the encoding that the text needs: septets, or UTF-16 code units. */
function sizesOf(text: string): { encoding: Encoding; sizes: number[] } {
  const characters = [...text];
  if (characters.every((character) => BASIC.has(character) || EXTENDED.has(character))) {
    return { encoding: GSM_7, sizes: characters.map((character) => (EXTENDED.has(character) ? 2 : 1)) };
  }
  return { encoding: UCS_2, sizes: characters.map((character) => character.length) };
}

/** How a text is sent. */
export interface MeasuredText {
  encoding: EncodingName;
  /** How many parts it is sent in. */
  segments: number;
}

/** How a text is sent. A part never ends within an escaped character or a surrogate pair. */
export function measureText(text: string): MeasuredText {
  const { encoding, sizes } = sizesOf(text);
  const { name, whole, part } = encoding;
  if (sizes.reduce((sum, size) => sum + size, 0) <= whole) return { encoding: name, segments: 1 };
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > part) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return { encoding: name, segments };
}
