// Who the demo organization's OUs know, and what those people do: for its first start, and for `npm run demo:events`.

type DemoRule =
  | { event_type: string; weight: number }
  | { profile_field: string; operator: "greater_than" | "equals" | "contains"; value: string | number; weight: number };

/** The rulesets that each OU begins with. */
export const demoRulesets: readonly { name: string; kind: "engagement" | "profile"; rules: readonly DemoRule[] }[] = [
  {
    name: "Website engagement",
    kind: "engagement",
    rules: [
      { event_type: "page_viewed", weight: 1 },
      { event_type: "pricing_page_viewed", weight: 10 },
      { event_type: "demo_requested", weight: 40 },
    ],
  },
  {
    name: "Mail and events",
    kind: "engagement",
    rules: [
      { event_type: "email_opened", weight: 3 },
      { event_type: "webinar_attended", weight: 20 },
      { event_type: "unsubscribed", weight: -30 },
    ],
  },
  {
    name: "Company fit",
    kind: "profile",
    rules: [
      { profile_field: "employees", operator: "greater_than", value: 200, weight: 25 },
      { profile_field: "title", operator: "contains", value: "head", weight: 15 },
    ],
  },
];

// By how often they happen.
const eventTypes: readonly [type: string, share: number][] = [
  ["page_viewed", 50],
  ["email_opened", 25],
  ["pricing_page_viewed", 14],
  ["webinar_attended", 6],
  ["demo_requested", 3],
  ["unsubscribed", 2],
];
const pages = ["/", "/product", "/customers", "/blog/scoring-that-sales-trusts", "/security", "/docs"];
const firstNames = [
  "Ines",
  "Jonas",
  "Leila",
  "Marco",
  "Nadia",
  "Oskar",
  "Paula",
  "Rafael",
  "Salma",
  "Theo",
  "Yara",
  "Zoë",
];
const lastNames = ["Andersen", "Bianchi", "Costa", "Dubois", "Eriksen", "Fischer", "Guerra", "Horvat", "Ito", "Jansen"];
const companies = [
  "Nordwind Logistik",
  "Blue Harbor Foods",
  "Atlas Instruments",
  "Kestrel Energy",
  "Maple & Finch",
  "Sakura Robotics",
];
const titles = ["Head of Sales", "Marketing Manager", "Founder", "Head of Operations", "Analyst", "Buyer"];

/** Numbers from 0 up to 1, the same each time for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <T>(random: () => number, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

function pickType(random: () => number): string {
  let rest = random() * eventTypes.reduce((sum, [, share]) => sum + share, 0);
  for (const [type, share] of eventTypes) {
    rest -= share;
    if (rest < 0) return type;
  }
  return "page_viewed";
}

/** A person of an OU, the same for the same number and OU: e-mail address, cookie and profile. */
export function demoPerson(unit: string, number: number) {
  const random = seededRandom(number * 7919 + [...unit].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7));
  const [first, last, company] = [pick(random, firstNames), pick(random, lastNames), pick(random, companies)];
  const domain = `${company.toLowerCase().replace(/[^a-z]+/g, "-")}.example`;
  const plain = (name: string) =>
    name
      .normalize("NFKD")
      .replace(/[^A-Za-z]/g, "")
      .toLowerCase();
  return {
    email: `${plain(first)}.${plain(last)}.${number}@${domain}`,
    cookie: `lv.${number}.${Math.floor(random() * 1e9).toString(36)}`,
    profile: {
      name: `${first} ${last}`,
      company,
      title: pick(random, titles),
      employees: Math.ceil(10 ** (1 + random() * 2.5)),
    },
  };
}

/** What a person of an OU does next, as POST /ingest takes it; now and then they say who they are. */
export function demoEvent(random: () => number, person: ReturnType<typeof demoPerson>, timestamp?: string) {
  const type = pickType(random);
  const isKnown = type !== "page_viewed" && type !== "pricing_page_viewed";
  const cookie = { alias_kind: "cookie", raw_value: person.cookie } as const;
  const email = { alias_kind: "email", raw_value: person.email } as const;
  return {
    event_type: type,
    aliases: isKnown ? [email, cookie] : [cookie],
    ...(timestamp ? { timestamp } : {}),
    ...(type.endsWith("viewed")
      ? { metadata: { path: type === "page_viewed" ? pick(random, pages) : "/pricing" } }
      : {}),
  };
}
