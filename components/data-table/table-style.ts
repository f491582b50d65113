// Tables look alike, whether react-table draws them or the server does.

/** A heading that stays below the page's header while its rows scroll. */
export const headingStyle =
  "sticky top-12 z-1 bg-page py-1.5 pr-4 font-medium text-muted text-sm shadow-[inset_0_-1px_0_var(--line)] last:pr-0 lg:top-14 print:static";

/** A row; the links in it stop below the headings when the focus scrolls to them. */
export const rowStyle =
  "border-line border-b last:border-b-0 hover:bg-raised has-checked:bg-raised has-[th_a:focus-visible]:bg-raised group-data-opens/list:cursor-pointer [&_:is(a,button,input)]:scroll-mt-24";

/** A cell of one line, as high as the reader wants it. */
export const cellStyle =
  "sm:h-11 sm:group-data-[density=compact]/list:h-8 py-0.5 pr-4 font-normal last:pr-0 max-sm:p-0 sm:whitespace-nowrap";

/** For columns of numbers. */
export const numberStyle = "text-right tabular-nums";
