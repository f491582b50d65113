// Without 0, O, 1, l and I, because a password may be read aloud.
const ALPHABET = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const GROUPS = 4;
const GROUP_LENGTH = 5;

function randomLetter(): string {
  const fair = 256 - (256 % ALPHABET.length); // above it some letters would be more likely
  const byte = new Uint8Array(1);
  do crypto.getRandomValues(byte);
  while ((byte[0] ?? 256) >= fair);
  return ALPHABET[(byte[0] ?? 0) % ALPHABET.length] ?? "";
}

/** A password of four groups of five random letters and digits, about 116 bits. */
export function generatePassword(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, randomLetter).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}
