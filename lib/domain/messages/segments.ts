/** The basic character set of GSM 03.38; the escape character at 0x1B stands for no text of its own. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** Its extension table: each is sent as an escape and a septet. */
const EXTENDED = new Set('^{}\\[~]|€\f');

interface Encoding {
  /** How many units a message holds that is sent in one piece. */
  whole: number;
  /** How many each part holds when it is sent in several, next to the header that joins them again. */
  part: number;
}

const GSM_7: Encoding = { whole: 160, part: 153 };
const UCS_2: Encoding = { whole: 70, part: 67 };

/** The units that each character takes, in the encoding that the text needs: septets, or UTF-16 code units. */
function measure(text: string): { encoding: Encoding; sizes: number[] } {
  const characters = [...text];
  if (characters.every((character) => BASIC.has(character) || EXTENDED.has(character))) {
    return { encoding: GSM_7, sizes: characters.map((character) => (EXTENDED.has(character) ? 2 : 1)) };
  }
  return { encoding: UCS_2, sizes: characters.map((character) => character.length) };
}

/** How many parts a text is sent in. No part ends in the middle of an escaped character or a surrogate pair. */
export function countSegments(text: string): number {
  const { encoding, sizes } = measure(text);
  if (sizes.reduce((sum, size) => sum + size, 0) <= encoding.whole) return 1;
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > encoding.part) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return segments;
}
