import pg from 'pg';

/** The statements of a plain script: no semicolons or dashes within literals. */
export function splitStatements(script: string): string[] {
  return script
    .replaceAll(/--.*$/gm, '')
    .split(';')
    .map(statement => statement.trim())
    .filter(Boolean);
}

/**
 * Replaces psql's variables, quoted as it quotes them: `:"x"` as an identifier,
 * `:'x'` as a literal.
 *
 * @throws Error when a variable has no value
 */
export function fillIn(
  statement: string,
  variables: Record<string, string>,
): string {
  return statement.replaceAll(
    /:(["'])(\w+)\1/g,
    (_match, quote: string, name: string) => {
      const value = variables[name];
      if (value === undefined) {
        throw new Error(`The script wants a value for '${name}'`);
      }
      return quote === '"'
        ? pg.escapeIdentifier(value)
        : pg.escapeLiteral(value);
    },
  );
}
