import { listHref } from "@/components/data-table/list-href";
import { MEMBERS_PATH, type MemberListState } from "@/components/members/member-list-state";
import { stateOfQuery } from "@/components/members/state-of-query";
import { Link } from "@/components/ui/link";
import { memberListQuery } from "@/domain/members/schema";
import type { SavedView } from "@/domain/saved-views/schema";
import { EditViews, SaveView } from "./view-buttons";

type Props = { views: readonly SavedView[]; state: MemberListState };

/** The address of a view: without what has become invalid, and in the order of the list's own links. */
const hrefOf = ({ query }: SavedView) =>
  listHref(MEMBERS_PATH, stateOfQuery(memberListQuery(Object.fromEntries(new URLSearchParams(query)))));

/** The visitor's saved views of the members list as links, and a button that saves the one on the page. */
export function SavedViews({ views, state }: Props) {
  const here = listHref(MEMBERS_PATH, state);
  const isSaved = views.some((view) => hrefOf(view) === here);
  const isSavable = here !== MEMBERS_PATH && !isSaved;
  if (views.length === 0 && !isSavable) return null;
  return (
    <nav aria-label="Saved views" className="mb-3 flex flex-wrap items-center gap-2 text-sm">
      {views.map((view) => (
        <Link
          key={view.id}
          href={hrefOf(view)}
          aria-current={hrefOf(view) === here ? "page" : undefined}
          className="inline-flex min-h-6 min-w-0 max-w-full items-center rounded-md border border-line px-2 text-text no-underline hover:border-field aria-[current=page]:border-accent aria-[current=page]:text-accent"
        >
          <span className="min-w-0 truncate">{view.name}</span>
        </Link>
      ))}
      {isSavable && <SaveView query={here.slice(MEMBERS_PATH.length + 1)} />}
      {views.length > 0 && <EditViews views={views} />}
    </nav>
  );
}
