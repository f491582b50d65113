/** Shows that something long is at work, whose progress nobody can know; `children` say what it is. */
export function Working({ children }: { children: string }) {
  return (
    <div role="status" className="space-y-1 text-sm">
      <p>{children}</p>
      <progress
        aria-label={children}
        className="block h-1.5 w-full appearance-none overflow-hidden rounded bg-line [&::-moz-progress-bar]:animate-pulse [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:animate-pulse [&::-webkit-progress-bar]:bg-accent"
      />
    </div>
  );
}
