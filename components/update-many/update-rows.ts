import type { UpdatedMember, UpdateMembersInput } from "@/domain/members/batch-schema";
import type { ListedPerson } from "@/lib/people/read-pasted";

/** A listed person and what the API would do with their row; null for a row that could not be read. */
export type JudgedRow = { person: ListedPerson; result: UpdatedMember | null };

/** The rows of POST /members/batch-update for people whose rows could be read; what a list leaves empty stays as it is. */
export const rowsOf = (people: readonly ListedPerson[]): UpdateMembersInput["members"] =>
  readable(people).map(({ email, first_name, last_name, role }) => ({
    email,
    ...(first_name ? { first_name } : {}),
    ...(last_name ? { last_name } : {}),
    ...(role ? { role } : {}),
  }));

/** Each person with the result of their row. */
export function judge(people: readonly ListedPerson[], results: readonly UpdatedMember[]): JudgedRow[] {
  const indexOf = new Map(readable(people).map((person, index) => [person, index]));
  return people.map((person) => ({ person, result: results[indexOf.get(person) ?? -1] ?? null }));
}

const readable = (people: readonly ListedPerson[]) => people.filter(({ problem }) => !problem);
