import { z } from 'zod';

const lineSchema = z.looseObject({ level: z.string(), time: z.iso.datetime(), event: z.string() });
const errorSchema = z.object({ name: z.string(), code: z.string().nullable(), frames: z.array(z.string()) });

/** `10:04:05 warn  deviceTrouble device=sheetPrinter state=media-jam`, for a person at a terminal. */
export function terminalLine(line: string): string {
  const { level, time, event, error, ...fields } = lineSchema.parse(JSON.parse(line));
  const at = new Date(time).toTimeString().slice(0, 8);
  const told = Object.entries(fields).flatMap(([field, value]) =>
    field === 'source' ? [] : [`${field}=${String(value)}`],
  );
  const trace = errorSchema.safeParse(error);
  const broken = trace.success ? [trace.data.name, trace.data.code, trace.data.frames[0]] : [];
  return `${[at, level.padEnd(5), event, ...told, ...broken.filter((word) => word != null)].join(' ')}\n`;
}
