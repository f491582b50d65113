import { counter, gauge, histogram } from "./metric-registry";

// What /metrics says about the work of this process; server/process-figures.ts and db/figures.ts have the rest. Labels are ids of
// operations, tasks and codes: never a person, an organization or a path.

const UP_TO_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

export const requests = histogram(
  "leadvibe_request_duration_seconds",
  "Requests by operation (pages: page) and class of status, from their arrival to the head of their answer.",
  UP_TO_SECONDS,
  ["operation", "status"],
);
export const refusals = counter("leadvibe_refusals_total", "Refusals by the code of their problem.", ["code"]);
export const unreadableRequests = counter(
  "leadvibe_unreadable_requests_total",
  "Requests refused before anything reads them, by code: not HTTP, too slow, an overload, or too little memory.",
  ["code"],
);

export const databaseWaits = histogram(
  "leadvibe_database_wait_seconds",
  "How long work has waited for a connection.",
  UP_TO_SECONDS,
);
export const databaseWork = histogram(
  "leadvibe_database_use_seconds",
  "How long work has kept a connection: database time, with what Node does in between.",
  UP_TO_SECONDS,
);
export const replicaReads = counter(
  "leadvibe_replica_reads_total",
  "Reads that a replica may answer, by who has answered them: replica or primary.",
  ["by"],
);
export const connections = gauge("leadvibe_database_connections", "Connections of the pool by state.", ["state"]);

export const gateInside = gauge("leadvibe_gate_inside", "Pieces of work inside each gate.", ["gate"]);
export const gateWaiting = gauge("leadvibe_gate_waiting", "Pieces of work that wait at each gate.", ["gate"]);
export const gateRefusals = counter("leadvibe_gate_refusals_total", "Work that a gate has refused.", ["gate"]);

export const jobs = histogram(
  "leadvibe_job_duration_seconds",
  "Jobs that this process has run, by task and result (done, failed).",
  UP_TO_SECONDS,
  ["task", "result"],
);
export const mails = counter("leadvibe_mails_total", "Attempts to send a mail by what they led to.", ["status"]);
export const webhooks = histogram(
  "leadvibe_webhook_duration_seconds",
  "Attempts to send an event by class of the answer's status, or the code without an answer.",
  UP_TO_SECONDS,
  ["result"],
);

export const spans = counter(
  "leadvibe_spans_total",
  "Spans of traces by result: sent, or lost because the collector was too slow or refused.",
  ["result"],
);

export const droppedLines = counter(
  "leadvibe_log_lines_dropped_total",
  "Lines of the log that nobody has read in time.",
);

/** The class of a status: 2xx. */
export const statusClass = (status: number): string => `${Math.floor(status / 100)}xx`;
