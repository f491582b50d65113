/** How a text field looks. A file of its own, for pages that need nothing else of field.tsx. */
export const inputStyle =
  "block w-full min-h-8 rounded-md border border-field bg-page px-2.5 py-1 text-base text-text shadow-raised max-sm:text-lg transition-colors placeholder:text-muted hover:border-muted disabled:border-line disabled:bg-raised disabled:text-muted disabled:shadow-none aria-invalid:border-bad";
