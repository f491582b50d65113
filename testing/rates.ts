const plenty = "1000000";

/** Rates that no test reaches by accident, with the headers on every answer; tests of the limits set their own. */
export const plentifulRates = {
  RATE_READS_PER_SECOND: plenty,
  RATE_WRITES_PER_SECOND: plenty,
  RATE_INGEST_PER_SECOND: plenty,
};
