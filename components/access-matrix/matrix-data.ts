import type { AccessMatrix, MatrixColumn } from "@/domain/access-matrix/schema";
import { MATRIX_CELLS, MATRIX_ROWS } from "@/lib/batch-limits";
import { api } from "@/lib/http/api-client";
import type { Cell } from "./cell";
import { cellKey, type Person } from "./pending";
import type { Range } from "./selection";

const BLOCK = { rows: 50, columns: 20 };
const PAUSE_MILLISECONDS = 80; // what is only passed by is not read
type Block = readonly [row: number, column: number];

/** The cells of the matrix as far as they have been read. Reads sections of whole blocks, each block once until `reload`. */
export class MatrixData {
  private people = new Map<number, Person>();
  private cells = new Map<string, Cell>();
  /** The blocks that have been read, and those read since the last reload. */
  private known = new Set<string>();
  private fresh = new Set<string>();
  private reading = new Set<Promise<unknown>>();
  private listeners = new Set<() => void>();
  private changes = 0;
  private view: Range | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Why the cells in view could not be read. */
  failure: unknown = null;

  constructor(
    /** The filters as a query that ends with "&", or empty. */
    private readonly filters: string,
    public units: readonly MatrixColumn[],
    /** The number of rows. */
    public total: number,
    /** Called when the server's columns are others. */
    private readonly onOtherColumns: () => void,
  ) {}

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Another number after each change. */
  version = () => this.changes;

  personAt = (row: number): Person | undefined => this.people.get(row);

  /** Undefined until it has been read. */
  cellAt(row: number, column: number): Cell | undefined {
    const [person, unit] = [this.people.get(row), this.units[column]];
    if (!person || !unit || !this.known.has(named(blockAt(row, column)))) return undefined;
    return this.cells.get(cellKey(person.org_member_id, unit.unit_id)) ?? null;
  }

  isRead = (range: Range): boolean => blocksOf(range).every((block) => this.fresh.has(named(block)));

  /** Reads what is in view once it stays there; null for nothing. */
  show(view: Range | null): void {
    this.view = view;
    clearTimeout(this.timer);
    if (view && !this.isRead(view)) this.timer = setTimeout(this.readView, PAUSE_MILLISECONDS);
  }

  /** Reads what is in view now. */
  readView = async (): Promise<void> => {
    const hadFailed = this.failure !== null;
    this.failure = null;
    try {
      if (this.view) await this.load(this.view);
    } catch (failure) {
      this.failure = failure;
    }
    if (hadFailed || this.failure !== null) this.tell();
  };

  /** Reads every cell of the range that has not been read. Throws ApiError. */
  async load(range: Range): Promise<void> {
    const missing = blocksOf(range).filter((block) => !this.fresh.has(named(block)));
    if (missing.length === 0) return;
    const [rows, columns] = [missing.map(([row]) => row), missing.map(([, column]) => column)];
    const [left, right, bottom] = [Math.min(...columns), Math.max(...columns) + 1, Math.max(...rows) + 1];
    const most = Math.floor(Math.min(MATRIX_ROWS, MATRIX_CELLS / this.widthOf(left, right)) / BLOCK.rows);
    for (let top = Math.min(...rows); top < bottom; top += most) {
      await this.read(top, Math.min(top + most, bottom), left, right);
    }
  }

  /** Reads everything anew when it is in view; until then what was read stays. */
  reload = async (): Promise<void> => {
    await Promise.allSettled(this.reading); // what they read may be older
    this.fresh.clear();
    await this.readView();
  };

  /** Takes the same columns as they are now, and reads everything anew if they have been read again. */
  renew(units: readonly MatrixColumn[]): void {
    if (units === this.units) return;
    this.units = units;
    void this.reload();
  }

  private widthOf = (left: number, right: number) =>
    Math.min(right * BLOCK.columns, this.units.length) - left * BLOCK.columns;

  /** Reads some blocks up to others. */
  private async read(top: number, bottom: number, left: number, right: number): Promise<void> {
    const [row, rows] = [top * BLOCK.rows, (bottom - top) * BLOCK.rows];
    const [column, columns] = [left * BLOCK.columns, this.widthOf(left, right)];
    const path = `/access-matrix?${this.filters}row=${row}&rows=${rows}&column=${column}&columns=${columns}`;
    const reading = api<AccessMatrix>("GET", path);
    this.reading.add(reading);
    this.take(await reading.finally(() => this.reading.delete(reading)), row, column);
    for (const block of blocksOf({ top: row, bottom: row + rows - 1, left: column, right: column + columns - 1 })) {
      this.known.add(named(block));
      this.fresh.add(named(block));
    }
    this.tell();
  }

  private take({ total_members: total, units, members }: AccessMatrix, row: number, column: number): void {
    this.total = total;
    if (units.some(({ unit_id: id }, index) => id !== this.units[column + index]?.unit_id)) this.onOtherColumns();
    for (const [index, { access, ...person }] of members.entries()) {
      this.people.set(row + index, person);
      for (const { unit_id: id } of units) this.cells.delete(cellKey(person.org_member_id, id));
      for (const { unit_id: id, ...cell } of access) this.cells.set(cellKey(person.org_member_id, id), cell);
    }
  }

  private tell(): void {
    this.changes += 1;
    for (const listener of this.listeners) listener();
  }
}

const named = ([row, column]: Block) => `${row} ${column}`;

const blockAt = (row: number, column: number): Block => [
  Math.floor(row / BLOCK.rows),
  Math.floor(column / BLOCK.columns),
];

function blocksOf({ top, bottom, left, right }: Range): Block[] {
  const [[firstRow, firstColumn], [lastRow, lastColumn]] = [blockAt(top, left), blockAt(bottom, right)];
  const along = Array.from({ length: lastColumn - firstColumn + 1 }, (_, index) => firstColumn + index);
  return Array.from({ length: lastRow - firstRow + 1 }, (_, index) => firstRow + index).flatMap((row) =>
    along.map((column): Block => [row, column]),
  );
}
