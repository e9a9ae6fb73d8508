import { z } from 'zod';

const markSchema = z.object({
  madeBy: z.literal('ananta'),
  tenantId: z.string(),
  templateVersion: z.number(),
  runId: z.string(),
});

/** Our mark: the comment on a schema. The role of the same name goes with it. */
export type Mark = z.infer<typeof markSchema>;

export function writeMark(mark: Omit<Mark, 'madeBy'>): string {
  return JSON.stringify({ madeBy: 'ananta', ...mark });
}

/** The mark in a comment; nothing when the comment is anybody else's. */
export function readMark(comment: string | null): Mark | undefined {
  try {
    return markSchema.safeParse(JSON.parse(comment ?? '')).data;
  } catch {
    return undefined;
  }
}
