/** Shows that something long is at work, whose progress nobody can know; `children` say what it is. */
export function Working({ children }: { children: string }) {
  return (
    <div role="status" className="space-y-1.5 text-sm">
      <p>{children}</p>
      <div className="h-0.5 bg-accent animate-pulse" />
    </div>
  );
}
