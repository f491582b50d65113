export default function DashboardLoading() {
  return (
    <div aria-busy="true" className="min-h-[60vh]">
      <p role="status" className="sr-only">
        Loading
      </p>
      <div className="h-7 w-48 rounded bg-raised" />
      <div className="mt-3 h-4 w-80 max-w-full rounded bg-raised" />
      <div className="mt-8 h-64 rounded-lg bg-raised" />
    </div>
  );
}
