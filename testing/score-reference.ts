/** A rule as the reference keeps it. */
export type ReferenceRule = {
  ruleId: string;
  rulesetId: string;
  active: boolean;
  weight: number;
  event_type?: string;
  profile_field?: string;
  operator?: string;
  value?: string | number;
};

type Profile = Record<string, string | number | null>;
type Person = { names: Set<string>; events: string[]; profile: Profile };

/** Scores as a reader of the contract would reckon them: everything kept, and read anew each time. */
export class Reference {
  people: Person[] = []; // the oldest first
  readonly rules: ReferenceRule[] = [];
  readonly active = new Map<string, boolean>();
  #shown: ReferenceRule[] = [];

  /** The whole batch names people before any of its events is kept, so its own order does not matter. */
  ingest(events: readonly { who: string[]; type: string }[]): void {
    const groups: { names: Set<string>; events: string[] }[] = [];
    for (const { who, type } of events) {
      const joined = groups.filter((group) => who.some((name) => group.names.has(name)));
      const first = joined[0] ?? { names: new Set<string>(), events: [] };
      if (!joined[0]) groups.push(first);
      for (const group of joined.slice(1)) {
        for (const name of group.names) first.names.add(name);
        first.events.push(...group.events);
        groups.splice(groups.indexOf(group), 1);
      }
      for (const name of who) first.names.add(name);
      first.events.push(type);
    }
    for (const group of groups) {
      const known = this.people.filter((person) => [...group.names].some((name) => person.names.has(name)));
      const person = known[0] ?? { names: new Set<string>(), events: [], profile: {} };
      if (!known[0]) this.people.push(person);
      for (const younger of known.slice(1)) {
        for (const name of younger.names) person.names.add(name);
        person.events.push(...younger.events);
        person.profile = { ...younger.profile, ...person.profile };
        this.people = this.people.filter((one) => one !== younger);
      }
      for (const name of group.names) person.names.add(name);
      person.events.push(...group.events);
    }
  }

  /** Sets a person's profile, or forgets the person. */
  touch(who: string, profile: Profile | null): void {
    const person = this.people.find((one) => one.names.has(who));
    if (person && profile) person.profile = profile;
    if (!profile) this.people = this.people.filter((one) => one !== person);
  }

  /** From now on the rules of now are what readers see. */
  show(): void {
    this.#shown = this.rules
      .filter((rule) => rule.active && this.active.get(rule.rulesetId) !== false)
      .map((rule) => ({ ...rule }));
  }

  /** Each person's score, by the first of their names. */
  scores(): Record<string, number> {
    return Object.fromEntries(
      this.people.map((person) => [
        [...person.names].sort()[0],
        this.#shown.reduce((sum, rule) => sum + rule.weight * times(rule, person), 0),
      ]),
    );
  }
}

function times({ event_type: type, profile_field: field, operator, value }: ReferenceRule, person: Person): number {
  if (type !== undefined) return person.events.filter((event) => event === type).length;
  const held = person.profile[field ?? ""];
  if (held === null || held === undefined) return 0;
  const [left, right] = [String(held).toLowerCase(), String(value).toLowerCase()];
  const isNumeric = /^-?\d+(\.\d+)?$/.test(left) && /^-?\d+(\.\d+)?$/.test(right);
  const fulfils: Record<string, boolean> = {
    equals: left === right,
    not_equals: left !== right,
    contains: left.includes(right),
    greater_than: isNumeric && Number(left) > Number(right),
    less_than: isNumeric && Number(left) < Number(right),
  };
  return fulfils[operator ?? ""] ? 1 : 0;
}
