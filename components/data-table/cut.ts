/**
 * The style of text that a table's row shows in one line, cut where it does not fit. Give it a `title` with the whole, for
 * the pointer; screen readers read all of it anyway. Where rows become blocks, it wraps.
 */
export const cutStyle = "block min-w-0 truncate max-sm:whitespace-normal max-sm:wrap-anywhere";
