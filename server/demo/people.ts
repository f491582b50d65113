import type { Role } from "@/lib/roles";

export const demoOrganization = "Acme";

/** The OUs beside Default, with the reference that an external system such as Salesforce would know them by. */
export const demoUnits = [
  { name: "EMEA Sales", slug: "emea-sales", externalRef: "sf_bu_001" },
  { name: "APAC Sales", slug: "apac-sales", externalRef: "sf_bu_002" },
  { name: "Americas", slug: "americas", externalRef: "sf_bu_003" },
  { name: "Partner Success", slug: "partner-success", externalRef: null },
] as const;

type DemoUnit = "Default" | (typeof demoUnits)[number]["name"];
export type DemoPerson = { first: string; last: string; role: Role; units: Partial<Record<DemoUnit, Role>> };

/** The first admin, made with the organization. */
export const demoAdmin = { first: "Grace", last: "Okafor" };

/** Whose password `.data/demo.json` also tells, and what they are an example of. */
export const demoGuides: Record<string, string> = {
  "Mateo Fernández": "editor of the organization, admin of EMEA Sales, viewer in Americas",
  "Yuki Tanaka": "viewer of the organization, editor in APAC Sales",
  "Noor Haddad": "editor of the organization without any OU",
};

function person(name: string, role: Role, units: DemoPerson["units"]): DemoPerson {
  const [first = "", ...last] = name.split(" ");
  return { first, last: last.join(" "), role, units };
}

export const demoPeople: readonly DemoPerson[] = [
  person("Linus Bergström", "admin", { Default: "admin" }),
  person("Mateo Fernández", "editor", { "EMEA Sales": "admin", Americas: "viewer" }),
  person("Yuki Tanaka", "viewer", { "APAC Sales": "editor" }),
  person("Noor Haddad", "editor", {}),
  person("Amara Nwosu", "editor", { Default: "editor", "EMEA Sales": "editor" }),
  person("Sofia Rossi", "editor", { "EMEA Sales": "editor" }),
  person("Pierre Lefèvre", "editor", { "EMEA Sales": "viewer", "Partner Success": "admin" }),
  person("Anneke van den Berg", "viewer", { "EMEA Sales": "editor" }),
  person("Tomasz Wiśniewski", "viewer", { "EMEA Sales": "viewer" }),
  person("Freya Lindqvist", "editor", { Default: "viewer", "EMEA Sales": "editor" }),
  person("Conor O’Sullivan", "viewer", { "EMEA Sales": "viewer", "Partner Success": "viewer" }),
  person("Elif Yılmaz", "editor", { "EMEA Sales": "editor" }),
  person("Dimitra Papadopoulou", "viewer", { "EMEA Sales": "viewer" }),
  person("Hugo Silva", "editor", { "EMEA Sales": "editor", Americas: "editor" }),
  person("Priya Raghunathan", "editor", { "APAC Sales": "admin", Default: "editor" }),
  person("Minh Nguyễn", "editor", { "APAC Sales": "editor" }),
  person("Wei Zhang", "viewer", { "APAC Sales": "editor", "Partner Success": "viewer" }),
  person("Jisoo Kim", "editor", { "APAC Sales": "editor" }),
  person("Aroha Ngata", "viewer", { "APAC Sales": "viewer" }),
  person("Arjun Mehta", "viewer", { "APAC Sales": "viewer" }),
  person("Siti Rahmawati", "editor", { "APAC Sales": "editor" }),
  person("Oliver Whitfield", "viewer", { "APAC Sales": "viewer", Default: "viewer" }),
  person("Haruto Sato", "viewer", { "APAC Sales": "editor" }),
  person("Maya Goldberg", "editor", { Americas: "admin" }),
  person("Luis Herrera", "editor", { Americas: "editor" }),
  person("Beatriz Carvalho", "editor", { Americas: "editor", "Partner Success": "editor" }),
  person("Jordan Blackwood", "viewer", { Americas: "editor" }),
  person("Camila Rojas", "viewer", { Americas: "viewer" }),
  person("Ethan Caldwell", "viewer", { Americas: "viewer", Default: "viewer" }),
  person("Naomi Thompson", "editor", { Americas: "editor" }),
  person("Étienne Gagnon", "editor", { Americas: "editor", "EMEA Sales": "viewer" }),
  person("Valentina Díaz", "viewer", { Americas: "viewer" }),
  person("Marcus Bell", "viewer", { Americas: "editor" }),
  person("Ingrid Halvorsen", "editor", { "Partner Success": "editor" }),
  person("Kwame Mensah", "editor", { "Partner Success": "editor", Default: "editor" }),
  person("Rania El-Sayed", "viewer", { "Partner Success": "viewer" }),
  person("Jonas Weber", "viewer", { "Partner Success": "editor" }),
  person("Chloe Anderson", "viewer", { Default: "viewer" }),
  person("Ravi Subramaniam", "editor", { Default: "editor", "APAC Sales": "viewer", Americas: "viewer" }),
];
